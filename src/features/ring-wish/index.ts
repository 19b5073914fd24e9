import { caseAction } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { caseMeant, loadOwn } from '../../actions/which-case.ts';
import { readCaseId } from '../../base/reference.ts';
import { type Events, type Notice, words } from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { managersToRemind } from '../../case/desk.ts';
import { allocatedTo, isTaken } from '../../case/referral.ts';
import { sentReferral } from '../../case/standing.ts';
import { isUrgent } from '../../case/urgent.ts';
import type { EventOf } from '../../history/events.ts';
import { sendInformation } from '../information/verbs.ts';
import { wishHeardCard, wishOnReceipt, wishSaidCard, wishWords } from './cards.ts';
import { recordWish, saysNoRing, wishSaid } from './rules.ts';
import { sayRingWish } from './verbs.ts';

const actions = [
  caseAction(sayRingWish, {
    where: ['chat'],
    does: ({ record }, { wish }, at) => recordWish(record, wish, at),
    after: ({ record }, { wish }, { pack }) => ({ card: wishSaidCard(record, wish, pack), storeInChat: true }),
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

const shortWords = 100; // characters

/**
 * “ring me” or “message only”, about the case that is meant. “dont ring me he will hear” is news as well. Where it is not
 * clear which case is meant, the words are news.
 */
const typed: Typed[] = [
  {
    band: 'before the question',
    words: /^(?:please )?(?:(ring|call|phone) me|message only)(?: please)?(?:\s+([a-z]{2,6}-[^\s:.!]{1,40}))?[.!]*$/i,
    async does({ person }, context, match) {
      const id = match?.[2] === undefined ? (await caseMeant(person, context))?.id : readCaseId(match[2]);
      const own = id && (await loadOwn(id, context.by, context));
      if (!own || !sentReferral(own)) return undefined;
      return context.press(sayRingWish, { case: own.id, wish: match?.[1] ? 'ring' : 'message' });
    },
  },
  {
    band: 'before the question', // no box of a check may take them
    words: ({ text }) => text.length <= shortWords && saysNoRing(text),
    async does({ text, person }, context) {
      const meant = await caseMeant(person, context);
      if (!meant || !sentReferral(meant)) return undefined;
      return context.press(sendInformation, { case: meant.id, inChat: true }, { information: text });
    },
  },
];

/** Whether the MASH may ring the referrer. It withholds no number and delays nothing. */
export const ringWish = {
  name: 'ring-wish',
  events,
  actions,
  typed,
  follows: wishSaid,
  receipt: wishOnReceipt,
} satisfies Feature;
