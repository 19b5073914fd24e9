import { caseAction } from '../../actions/action.ts';
import { type Reply, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { isLive, mostCasesListed } from '../../actions/which-case.ts';
import { readCaseId } from '../../base/reference.ts';
import { type Events, type Notice, words } from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { managersToRemind } from '../../case/desk.ts';
import { allocatedTo, isTaken } from '../../case/referral.ts';
import { isUrgent } from '../../case/urgent.ts';
import type { EventOf } from '../../history/events.ts';
import { wishHeardCard, wishOnReceipt, wishSaidCard, wishWords } from './cards.ts';
import { recordWish } from './rules.ts';
import { sayRingWish } from './verbs.ts';

const actions = [
  caseAction(sayRingWish, {
    where: ['chat'],
    does: ({ record }, { wish }, at) => recordWish(record, wish, at),
    after: ({ record }, { wish }, { pack }) => ({ card: wishSaidCard([record], wish, pack), storeInChat: true }),
  }),
];

/** Who has the case, else who is on duty, hears of it: loudly if they have an urgent one; while nobody has it, its alarm rings. */
const heard = (isLoud: boolean): Notice<EventOf<'RingWishSaid'>> => ({
  ...(isLoud && { sounds: true }),
  to({ by, at }, { referral, record, desk, pack }) {
    const holder = referral && isTaken(referral) ? allocatedTo(referral) : undefined;
    const isForThem = isLoud === (holder !== undefined && isUrgent(record, pack, at));
    const people = holder ? [holder] : managersToRemind(desk);
    return isForThem ? people.filter((person) => person !== by) : [];
  },
  card: (_, { record, link }) => wishHeardCard(record, { link }),
});

const events: Events<'RingWishSaid'> = {
  RingWishSaid: {
    card: true,
    receipt: true,
    notices: { ring: heard(true), hear: heard(false) },
    line: (event, { record }) =>
      words(`The referrer says: ${wishWords[event.wish]}`, spacedSmallLine(whoAndWhen(record, event))),
  },
};

/**
 * “ring me” or “message only”. It is about the person's telephone, so without a reference it is said of all their
 * referrals that are with the MASH. With none, the words are news.
 */
const typed: Typed[] = [
  {
    band: 'before the question',
    words:
      /^(?:please )?(?:(ring|call|phone) me|message only|(?:do not|don[’']?t) (?:ring|call|phone)(?: me)?)(?: please)?(?:\s+([a-z]{2,6}-[^\s:.!]{1,40}))?[.!]*$/i,
    async does({ person }, { cases, press, pack }, match) {
      const [, ring, named] = match ?? [];
      const wish = ring ? 'ring' : 'message';
      const own = (await cases.of(person.id, mostCasesListed)).filter(isLive);
      const meant = named === undefined ? own : own.filter(({ id }) => id === readCaseId(named));
      const replies: Reply[] = [];
      for (const { id } of meant) replies.push(await press(sayRingWish, { case: id, wish }));
      if (replies.length < 2) return replies[0];
      return replyCard(wishSaidCard(meant, wish, pack));
    },
  },
];

/** Whether the MASH may ring the referrer. It withholds no number and delays nothing. */
export const ringWish = { name: 'ring-wish', events, actions, typed, receipt: wishOnReceipt } satisfies Feature;
