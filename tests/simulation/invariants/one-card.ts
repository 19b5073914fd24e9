import { oncePer } from '../../../src/base/once-per.ts';
import { msOf } from '../../../src/base/time.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { isSubmitted, referralOf } from '../../../src/case/state.ts';
import { referrals } from '../../fakes/people.ts';
import type { Json } from '../../fakes/wire.ts';
import { currentVersion, type Posted } from '../chats.ts';
import { allOf, caseOf, casesOf, type Invariant, reference } from './scene.ts';

const soonMs = 5 * 60_000;

/** Tells the shared card of a case from a line of its thread by its buttons. */
const isCaseCard = oncePer((card: Json) => /"verb":"(take|decide|everything|more)"/.test(allOf(card)));

/** When the referral was sent, in milliseconds; undefined for a draft. */
const sentIn = oncePer(({ events }: CaseRecord) => {
  const referral = referralOf(events);
  return isSubmitted(referral) ? msOf(referral.submittedAt) : undefined;
});

/**
 * A case has one card in the MASH channel, with one more for each card that Teams took without answering. A sent case
 * has a card as soon as Teams takes it.
 */
export const oneCard: Invariant = {
  name: 'each case has one live card',
  source: 'SR3, SR4',
  watch(scene, { checked, broken }) {
    const { world } = scene;
    const cards = new Map<string, Set<Posted>>();
    const deleted = new Map<string, number>();
    const excused = new Map<string, number>();
    const cardsOf = (id: string) => [...(cards.get(id) ?? [])];
    const live = (id: string) =>
      cardsOf(id).filter((posted) => posted.deletedAt === undefined && isCaseCard(currentVersion(posted).card ?? {}));

    return {
      heard(posted, version) {
        if (!posted.conversation.startsWith(referrals.id) || !version.card) return;
        const [id] = allOf(version.card).match(reference) ?? [];
        if (!id || !isCaseCard(version.card)) return;
        checked();
        cards.set(id, (cards.get(id) ?? new Set()).add(posted));
        const lost = world.unanswered.filter(
          ({ conversation, text: cardText }) => conversation.startsWith(referrals.id) && cardText.includes(id),
        ).length;
        // How often Teams no longer had the card of this case, so that the bot posted a new one.
        const gone = caseOf(scene, id)?.events.filter(({ type }) => type === 'CardGone').length ?? 0;
        const more = live(id).length - 1 - lost - gone - (excused.get(id) ?? 0);
        if (more <= 0) return;
        excused.set(id, (excused.get(id) ?? 0) + more); // reports each excess once
        broken(`${id} has ${live(id).length} cards in the channel; Teams lost ${lost} answers about it`);
      },
      looks() {
        const since = Math.max(scene.wellSince(), scene.teamsWellSince(referrals.id));
        for (const record of casesOf(scene)) {
          const sentAt = sentIn(record);
          if (record.practice || sentAt === undefined || deleted.has(record.id)) continue;
          checked();
          if (cardsOf(record.id).some(({ deletedAt }) => deletedAt !== undefined)) deleted.set(record.id, 1);
          else if (live(record.id).length === 0) {
            const waits = world.clock.ms() - Math.max(since, sentAt);
            if (waits > soonMs) broken(`${record.id} was sent but has no card in the channel`);
          }
        }
      },
      ends() {
        for (const id of cards.keys()) {
          checked();
          const other = live(id).some((posted) => !allOf(currentVersion(posted).card ?? {}).includes(id));
          if (other || !caseOf(scene, id)) broken(`a card of ${id} now shows another reference`);
        }
      },
    };
  },
};
