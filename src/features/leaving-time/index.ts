import { type Action, caseAction, notThere } from '../../actions/action.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { liveOf, typedOfOthers } from '../../actions/which-case.ts';
import { referencesIn, withoutReferences } from '../../base/reference.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import { author, type Events, type Hears, type Notice, words } from '../../cards/meaning.ts';
import { reportFound } from '../../cards/verbs.ts';
import { hasActed, isAlarming } from '../../case/alarms.ts';
import { asFound, isGirl, isOnlyBack } from '../../case/child-told.ts';
import { managersToRemind } from '../../case/desk.ts';
import { type Entry, messagesTo } from '../../case/outbox.ts';
import type { EventOwned } from '../../case/part.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { isOwnReferral } from '../../case/state.ts';
import { isUrgent } from '../../case/urgent.ts';
import { mayNameTime } from '../../draft/leaving-corrected.ts';
import { leavingIn } from '../../draft/leaving-said.ts';
import { BY_FORCE } from '../../draft/near-said.ts';
import { withHer } from '../../draft/news-said.ts';
import { says, saysReturned, withoutHim } from '../../draft/says.ts';
import { bareText } from '../../draft/typed-words.ts';
import type { EventOf } from '../../history/events.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { holdersOf } from '../assessment/state.ts';
import { sendInformation } from '../information/verbs.ts';
import { checkTimeCard, hasLeftCard, saidTimeBlocks, saidTimeLines, timeTakenBackCard, timeUsedCard } from './cards.ts';
import { checkTime, takeTime, timeSaid } from './rules.ts';
import { backBefore, isOfLeft, openTimesOf, saidTimesOf, useTimeButton } from './state.ts';
import { checkLeavingTime, useTime } from './verbs.ts';

function saidTime({ id, events: all }: CaseRecord, number: number) {
  const said = saidTimesOf(all).find((each) => each.number === number);
  if (!said) throw new Error(`case ${id} has no leaving time ${number}`);
  return said;
}

/** That the child has left, once their author confirms it: who has the case, and who is on duty, if no phone of theirs rang in that minute. */
const left: Notice<EventOf<'LeavingTimeChecked'>> = {
  alarm: true,
  to({ number, right, at }, { desk, record, referral }) {
    const said = saidTimesOf(record.events).find((each) => each.number === number);
    if (right === 'no' || !said || !isOfLeft(said) || !referral) return [];
    const hasRung = ({ message, addedAt, state }: Entry) =>
      isAlarming(message) && state.kind !== 'failed' && addedAt >= said.at && plus(addedAt, 60_000) > at;
    return [...managersToRemind(desk), ...holdersOf(record, referral, desk)].filter(
      (person) => !isOwnReferral(referral, person) && !messagesTo(record.outbox, person).some(hasRung),
    );
  },
  isPast: (_, { events: all }, index) => hasActed(all.slice(index)),
  card: (_, view) => hasLeftCard(view),
};

const events = {
  LeavingTimeSaid: {
    card: true,
    receipt: true,
    notices: {
      check: {
        to: author,
        isPast: ({ number }, record) =>
          saidTime(record, number).right !== undefined || saidTimesOf(record.events).at(-1)?.number !== number,
        card: ({ number }, { record, pack }) => checkTimeCard(record, saidTime(record, number), pack),
      },
    },
    line({ number, leavesSight }, { record }) {
      const said = saidTime(record, number);
      const title = leavesSight
        ? 'A leaving time from the referrer'
        : 'The referrer may have said when the child leaves';
      return words(isOfLeft(said) ? 'The child may have left' : title, saidTimeLines(record, said));
    },
  },
  LeavingTimeChecked: {
    card: true,
    receipt: true,
    notices: { left },
    hasLine: ({ by }, { referral }) => referral !== undefined && isOwnReferral(referral, by), // of the MASH, its answer to a guess says it
    line({ number, right }, { record }) {
      const said = { ...saidTime(record, number), right };
      const time = said.leavesSight
        ? `the leaving time is ${right === 'yes' ? 'right' : 'NOT right'}`
        : 'the child does not leave';
      const left = right === 'no' && backBefore(record, said) ? 'is back' : `has ${right === 'yes' ? '' : 'NOT '}left`;
      const what = isOfLeft(said) ? `the child ${left}` : time;
      return words(`The referrer says: ${what}`, saidTimeLines(record, said));
    },
  },
  LeavingTimeUsed: {
    card: true,
    receipt: true,
    line: ({ number }, { record }) =>
      words('The MASH uses the referrer’s leaving time', saidTimeLines(record, saidTime(record, number))),
  },
} satisfies Partial<Events<EventOwned>>;

/**
 * The author calls words a mistake in which a leaving time was read: who has the case hears of it, or who is on duty, with a
 * ring while the case is urgent. Of words of danger `information` tells.
 */
const takenBack = (isLoud: boolean): Notice<EventOf<'SentByMistake'>> => ({
  ...(isLoud && { sounds: true }),
  to({ said, back, at }, { record, referral, desk, pack }) {
    const isRead = !back && openTimesOf(record.events).some(({ from }) => from === said);
    const isOther = !isRead || isUrgent(record, pack, at) !== isLoud || dangerIn(record.facts.texts[said] ?? '');
    if (!referral || isOther) return [];
    const holders = holdersOf(record, referral, desk);
    return holders.length > 0 ? holders : managersToRemind(desk);
  },
  card: (_, { record, link }) => timeTakenBackCard(record, link),
});

const hears: Hears<'SentByMistake'> = {
  SentByMistake: { notices: { takenBack: takenBack(true), takenBackSilently: takenBack(false) } },
};

const actions: readonly Action[] = [
  caseAction(checkLeavingTime, {
    where: ['chat'],
    does: ({ record }, { number, right }, at) => checkTime(record, number, right, at),
    after({ record }, { number, right }, { pack }) {
      const all = saidTimesOf(record.events);
      const said = all.find((each) => each.number === number && each.right === right) ?? all.at(-1);
      return said ? { card: checkTimeCard(record, said, pack), storeInChat: true } : notThere;
    },
    onRefusal: () => notThere,
  }),
  caseAction(useTime, {
    where: ['mash', 'desk-chat'],
    who: 'ofTheMash',
    does: ({ record }, given, at) => takeTime(record, given, at),
    after: (sent, { time }, { where, linkTo }) =>
      where === 'desk-chat' ? { card: timeUsedCard(sent, time, linkTo(sent.record)), storeInChat: true } : undefined,
  }),
];

const answersWithin = Duration.parse('PT15M');
const NOT_LEFT =
  /^(?:(?:sorry|wait|oh|god|ok|phew|panic over)\W+)*(?:(?:n|no|nope|nah)\b\W{1,3}(?:\S{1,20} ){0,10}?(?:back|here|still|see|with (?:me|us)|in (?:bed|bay|room|the (?:toilet|loo|bathroom|shower|bed|bay|ward|office|class\w*|kitchen|hall|library|canteen|playroom)))\b|(?:yes\W+)?(?:s?he(?:['’]?s| is)? |they(?:['’]?re| are) )?still (?:here|in|on|with)\b)/;
/** Whether they say that the child, and not a man, is back or there. */
function isHere(text: string, record: CaseRecord): boolean {
  const words = withoutReferences(text);
  const isThere = saysReturned(...asFound(words, record)) || says('here', isGirl(record) ? withoutHim(words) : words);
  return isThere && !says('notFound', words) && !says('missing', words);
}

const NOT_GOING =
  /^(?:(?:sorry|wait|oh|god|ok|ffs)\W+)*(?:n|no|nope|nah)\W{1,3}(?:(?:sorry|ffs|wait)\W+)*(?:the )?(hes?|shes?|they(?:re|ve)?|her|girl|boy|child|lad|kids?) (?:(?:is|are|has|have|was|will) )?(?:not|hasnt|isnt|arent|havent|wont|aint|didnt|doesnt|never)(?: (?:actually|even|been))? (?:left|gone|going|goes?|went|leaving|leaves?|moved|moving)\b(?! (?:home|to|back|in|into|till?|until|yet|before|without)\b)/;
/** “no shes not going, were keeping her here” */
function isNotGoing(text: string, record: CaseRecord): boolean {
  const words = bareText(withHer(withoutReferences(text).trim(), [ownAnswers(record)]));
  const [, who] = NOT_GOING.exec(words) ?? [];
  return who !== undefined && !(who.startsWith('he') && who !== 'her' && isGirl(record)) && !BY_FORCE.test(words);
}
const SAYS_IT =
  /^(?:y|yes|yeah|yep|yup)\W+(?:(?:that|it)[’']?s (?:what|when|the time|then|at)|exactly|correct|definitely)\b/;
/** Another time, or a leaving, in words that begin with “yes” or “no”. */
const tellsTime = (text: string, now: Instant) => mayNameTime(text) || leavingIn(text, now) !== undefined;

/**
 * “no hes back i can see him”: takes back that the child has left, and is news. Of one who had left, the child is found. “no shes
 * not going” and “yes thats what he said” answer the newest time that is asked about.
 */
const notLeft: Typed = {
  words: ({ said }) =>
    /^\W*(?:\w+\W+){0,4}?(?:y|yes|yeah|yep|yup|n|no|nope|nah|still)\b\W+\w/.test(withoutReferences(said)),
  async does({ text, said, person }, context) {
    const { press, now } = context;
    const [named] = referencesIn(said);
    const word = withoutReferences(said).replace(/^\W+/, '');
    const right = SAYS_IT.test(word) ? 'yes' : 'no';
    const own = (await liveOf(context)).filter(({ id }) => !named || id === named);
    const isThere = (each: CaseRecord) => NOT_LEFT.test(word) && isHere(text, each);
    const [only, another] = own.filter((each) => right === 'yes' || isThere(each) || isNotGoing(text, each));
    if (!only || another) return undefined;
    const open = openTimesOf(only.events).filter(({ at }) => plus(at, answersWithin) > now());
    const left =
      right === 'no' && isThere(only) ? open.findLast((each) => isOfLeft(each) && each.right !== 'no') : undefined;
    const isMore = (right === 'yes' || isNotGoing(text, only)) && !person.openDraft && !tellsTime(text, now());
    const asked = isMore ? open.findLast((each) => !each.right) : undefined;
    const isTime = asked?.leavesSight && !asked.soon && !isOfLeft(asked);
    const time = left ?? (right === 'no' || isTime ? asked : undefined);
    if (!time) return undefined;
    const isOfDanger = isOnlyBack(text, only); // the card has the number
    const ofCase = { case: only.id };
    await press(sendInformation, { ...ofCase, inChat: true }, { information: text });
    const reply = await (time.right === 'yes'
      ? press(reportFound, ofCase)
      : press(checkLeavingTime, { ...ofCase, number: time.number, right }));
    return reply.map((message) => ({ ...message, isOfDanger }));
  },
};

const typed = [
  notLeft,
  // a member of the MASH takes over the last time that the referrer said: “use 17:30 HT-…”
  typedOfOthers(/^use\s+(\d{1,2})[:.](\d{2})\s+REF$/i, (id, { match: [, hour, minute] }, { press }) =>
    press(useTime, { case: id, time: `${hour}:${minute}`.padStart(5, '0') }),
  ),
];

/** A time at which the child leaves, in what the referrer says after sending. */
export const leavingTime = {
  name: 'leaving-time',
  events,
  hears,
  actions,
  typed,
  follows: timeSaid,
  face: { blocks: saidTimeBlocks, more: ({ record }) => [useTimeButton(record)] },
} satisfies Feature;
