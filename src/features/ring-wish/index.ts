import { caseAction } from '../../actions/action.ts';
import { changeCase } from '../../actions/change-case.ts';
import { type Context, type Reply, replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { SaidWords, Typed, Words } from '../../actions/typed.ts';
import { isLive, liveOf } from '../../actions/which-case.ts';
import { referencesIn, withReferences } from '../../base/reference.ts';
import { type Events, type Notice, words } from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { wishLine } from '../../cards/who-refers.ts';
import { managersToRemind } from '../../case/desk.ts';
import { draftOf, withDraft } from '../../case/record.ts';
import { allocatedTo, isTaken } from '../../case/referral.ts';
import { wishOf } from '../../case/referrer-reach.ts';
import { isUrgent } from '../../case/urgent.ts';
import { withAnswers } from '../../draft/draft.ts';
import { givesOwnNumber, ringSaid, wantsRing } from '../../draft/ring-said.ts';
import type { EventOf } from '../../history/events.ts';
import type { RingWish } from '../../history/referral.ts';
import { mayRingCard, wishHeardCard, wishOnReceipt, wishSaidCard, wishWords } from './cards.ts';
import { recordWish, wishSaid } from './rules.ts';
import { sayRingWish } from './verbs.ts';

const actions = [
  caseAction(sayRingWish, {
    where: ['chat'],
    does: ({ record }, { wish }, at) => recordWish(record, wish, at),
    after: ({ record }, { wish }, { pack }) => ({ card: wishSaidCard([record], wish, pack), storeInChat: true }),
  }),
];

/** Who has the case, else who is on duty, hears of it: loudly if they have an urgent one, or are asked to ring; while nobody has it, its alarm rings. */
const heard = (isLoud: boolean): Notice<EventOf<'RingWishSaid'>> => ({
  ...(isLoud && { sounds: true }),
  to({ by, at, wish }, { referral, record, desk, pack }) {
    const holder = referral && isTaken(referral) ? allocatedTo(referral) : undefined;
    const isForThem = isLoud === ((holder !== undefined || wish === 'ring') && isUrgent(record, pack, at));
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
      words(
        `The referrer says: ${wishWords[event.wish]}`,
        event.of ? wishLine(record) : spacedSmallLine(whoAndWhen(record, event)),
      ),
  },
};

const shortWords = 100; // characters

/** Says it of all referrals of theirs that the MASH has, or of the one that is named: it is about their telephone. */
async function sayOfAll(
  wish: RingWish,
  { named, id: meantId }: Partial<Pick<SaidWords, 'named' | 'id'>>,
  context: Context,
) {
  const { press, pack } = context;
  const own = await liveOf(context);
  const meant = named === undefined ? own : own.filter(({ id }) => id === meantId);
  const replies: Reply[] = [];
  for (const { id } of meant) replies.push(await press(sayRingWish, { case: id, wish }));
  if (named === undefined) await noteInCheck(wish, context);
  return replies.length > 1 ? replyCard(wishSaidCard(meant, wish, pack)) : replies[0];
}

/**
 * Words say whether anybody should ring: so it is for all of their referrals that the MASH has, whichever child they are
 * about. The words go on as they would: no short words for a telephone fall into a box of a check.
 */
async function heardOfRinging({ text, person }: Words, context: Context) {
  const { by, now, pack } = context;
  const own = await liveOf(context);
  const wish = ringSaid(text);
  if (!wish || own.length === 0) return undefined;
  if (wish === 'perhaps')
    return own.some(({ events: all }) => wishOf(all)?.wish === 'message') ? replyCard(mayRingCard(pack)) : undefined;
  for (const { id } of own)
    await changeCase(id, context, (record) => ({
      outcome: recordWish(record, wish, { by, now: now() }, text),
      by,
      answer: () => undefined,
    }));
  await noteInCheck(wish, context);
  const isAll = text.length <= shortWords && referencesIn(text).length === 0 && !givesOwnNumber(text);
  return person.openDraft && isAll ? [] : undefined;
}

/** Their open check is of the same telephone. */
async function noteInCheck(wish: RingWish, context: Context) {
  const { openDraft } = await context.people.load(context.by.id);
  const [of] = await liveOf(context);
  const said = wish === 'message' && of ? `message ${of.id} ${context.now()}` : undefined;
  if (openDraft)
    await context.cases.change(openDraft, (record) => {
      const draft = isLive(record) || record.practice ? undefined : draftOf(record);
      if (!draft) return { result: undefined };
      return { record: withDraft(record, withAnswers(draft, { values: { 'ring-wish': said } })), result: undefined };
    });
}

/**
 * “ring me” or “message only”, of all live referrals if none is named. “dont ring me he will hear” and “you can ring now” are
 * news as well. From somebody without a live referral the words are no wish.
 */
const typed: Typed[] = [
  {
    band: 'before the question',
    words: withReferences(
      /^(?:please |yes )?(?:(ring|call|phone) me|message only)(?: please| pls| yes)?(?:\s+REF)?[.!]*$/i,
    ),
    does: ({ match: [, ring], ...said }, context) => sayOfAll(ring ? 'ring' : 'message', said, context),
  },
  {
    band: 'before the question',
    words: ({ text }) => wantsRing(text),
    does: (_, context) => sayOfAll('ring', {}, context),
  },
  {
    band: 'before the question',
    isNews: true,
    words: ({ text }) => ringSaid(text) !== undefined,
    does: heardOfRinging,
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
