import { isWaiting } from '../../../src/case/outbox.ts';
import type { CaseRecord } from '../../../src/case/record.ts';
import { currentVersion, type Posted } from '../chats.ts';
import { casesOf, type Invariant, isDigest, saidOfEach, wordsOn } from './scene.ts';
import { untrueIn } from './statements.ts';

const restMs = 5 * 60_000; // a card must be true once nothing has changed or gone wrong for this long

/**
 * Each statement that appears is true of the case as it is now or was a moment ago, and cards kept up to date are
 * true now.
 */
export const saysWhatIsSo: Invariant = {
  name: 'no statement contradicts the record',
  source: 'SR6, SR19, SR29',
  watch(scene, { checked, broken }) {
    const { world } = scene;
    const judged = new WeakSet<CaseRecord>();
    const digests = new Set<Posted>();

    /** The messages with a case's shared card and receipt, which the bot keeps up to date. */
    function updatedCards({ said, author }: CaseRecord): Posted[] {
      const chat = world.staff.byObjectId(author)?.chat;
      const all = [...world.chats.in(placeOf(said.thread)), ...(chat ? world.chats.in(chat) : [])];
      return all.filter(({ id }) => id === said.card || id === said.receipt);
    }

    /** Teams took it, and the program was killed before it knew: it is told again, and nobody can draw the first one again. */
    const isUnknown = (posted: Posted) => {
      const text = JSON.stringify(currentVersion(posted).card ?? '');
      return world.unanswered.some((each) => each.conversation === posted.conversation && each.text === text);
    };

    /** What a digest that can still be seen says of this case, which has rested. */
    function judgeDigest(posted: Posted, record: CaseRecord, now: number): void {
      const { card, at } = currentVersion(posted);
      const isWell = now - scene.teamsWellSince(posted.conversation) >= restMs && now - at >= restMs;
      if (!card || !isDigest(card) || posted.deletedAt !== undefined || !isWell || isUnknown(posted)) return;
      for (const { text } of saidOfEach(card).filter(({ id }) => id === record.id)) {
        checked();
        const { untrue } = untrueIn(text, record, now, true);
        if (untrue.length > 0)
          broken(`a digest in ${posted.conversation} still says of ${record.id} “${untrue.join('”, “')}”`);
      }
    }

    return {
      heard(posted, version) {
        if (!version.card) return;
        if (isDigest(version.card)) digests.add(posted);
        const now = world.clock.ms();
        const areClocksRight = now - scene.rightSince() > 2 * 60_000;
        for (const { id, text } of saidOfEach(version.card)) {
          const lately = scene.lately(id);
          const verdicts = lately.map(({ record }) => untrueIn(text, record, now, areClocksRight));
          const statements = Math.max(0, ...verdicts.map(({ all }) => all));
          if (statements === 0) continue;
          checked();
          const wrong = verdicts.at(-1)?.untrue ?? [];
          if (verdicts.every(({ untrue }) => untrue.length > 0))
            broken(`a message about ${id} says “${wrong.join('”, “')}”, which is not true`);
        }
      },
      looksAwake() {
        const now = world.clock.ms();
        for (const record of casesOf(scene)) {
          const lately = scene.lately(record.id).at(-1);
          if (!lately || judged.has(record) || now - Math.max(lately.at, scene.wellSince()) < restMs) continue;
          if (record.outbox.some((entry) => isWaiting(entry) && ['case-card', 'receipt'].includes(entry.message.kind)))
            continue;
          judged.add(record);
          for (const posted of digests) judgeDigest(posted, record, now);
          for (const posted of updatedCards(record)) {
            const { card } = currentVersion(posted);
            if (!card || now - scene.teamsWellSince(posted.conversation) < restMs) continue;
            checked();
            const { untrue } = untrueIn(wordsOn(card), record, now, true);
            if (untrue.length > 0)
              broken(`the card of ${record.id} in ${posted.conversation} still says “${untrue.join('”, “')}”`);
          }
        }
      },
    };
  },
};

const placeOf = (thread = ''): string => thread.split(';messageid=')[0] ?? '';
