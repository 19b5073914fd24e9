import { type Instant, londonClock, msBetween, plus } from '../../base/time.ts';
import { hereSaidAt } from '../../cards/leaving.ts';
import { forMash } from '../../case/commands.ts';
import { type Actor, doneBy, nothingToDo, type Outcome, refuseWith } from '../../case/outcome.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { allocatedTo, isChildMissing, type Submitted } from '../../case/referral.ts';
import { besideGuess, isSaidToHaveLeft, saysLeft } from '../../case/sight.ts';
import { sentReferral } from '../../case/standing.ts';
import { cars, OF_TWO_DAYS, withShe } from '../../draft/leaving-clauses.ts';
import { type LeavingSaid, leavingIn } from '../../draft/leaving-said.ts';
import { namesIn } from '../../draft/news-said.ts';
import { type CaseEvent, saidName } from '../../history/events.ts';
import { whereaboutsIn } from '../../understanding/sentences.ts';
import { adult } from '../../understanding/words.ts';
import {
  isOfLeft,
  isOpenLeft,
  leavingSaidIn,
  openTimesOf,
  type SaidTime,
  saidTimesOf,
  timeSaidBefore,
  usableTime,
} from './state.ts';

const [SAME_MOMENT, ASKED_FOR] = [5 * 60 * 1000, 15 * 60 * 1000];

/**
 * What follows when the author adds or answers something: that the child leaves, if the words say it and it is new. While
 * the author is asked about words without a time, more of them follow nothing. No words take a time away: their author answers
 * what the card asks, and until then every clock goes on.
 * @param record the case before the event, with its texts
 */
export function timeSaid(event: CaseEvent, record: CaseRecord): CaseEvent[] {
  const referral = sentReferral(record);
  if (!referral || referral.status === 'joined' || !('by' in event) || event.by !== record.author) return [];
  const said = leavingSaidIn(event, record);
  if (!said || said.ofMan) return [];
  const asked = askedBy(said, event, record);
  const { at, by } = event;
  return asked
    ? afterChecking(record, asked, 'yes').map((each) => ({ ...each, at, by }))
    : newTime(said, event, record, referral);
}

/** “yes hes gone”: the leaving that it confirms, of which the author was just asked. It names no other time. */
function askedBy({ at: leavesSight, soon }: LeavingSaid, event: CaseEvent, record: CaseRecord) {
  const { at: typedAt = event.at } = { at: 'typedAt' in event ? event.typedAt : undefined };
  const { [saidName(event) ?? '']: words = '' } = record.facts.texts;
  if (leavesSight !== typedAt || soon || !/^\W*(?:y|yes|yeah|yep|yup)\b/i.test(words)) return undefined;
  return openTimesOf(record.events).findLast(
    (each) => isOpenLeft(each) && each.at <= typedAt && plus(each.at, ASKED_FOR) > typedAt,
  );
}

/** Of who is missing, or has left for sure, words of a time ahead tell something else: “when did he go, 9 15”. */
const isGone = (referral: Submitted, words: string) =>
  ((isChildMissing(referral) && !referral.found) ||
    (isSaidToHaveLeft(referral) && referral.sightSaid?.right === 'yes')) &&
  !/\b(?:back|found|here|returned|safe|with (?:me|us))\b/i.test(words);

const DOUBT =
  /\?|\b(?:might|may|maybe|perhaps|possibly|prob\w*|thinks?|thought|reckons?|seems?|looks? like|apparently|not sure|unsure|dunno|if|whether)\b/i;
const BY_CAR = new RegExp(`\\b(?:${cars}|drove|driven)\\b`, 'i');
/** They are gone, and not about to go or told to: “hes told them get in the van”. */
const IS_GONE =
  /\b(?:gone|left|went|drove|driven|took|taken|off|away|got in|jumped|climbed|ran|walked|legged|pulled|put|bundled|pushed|dragged|forced)\b/i;
const ABOUT_TO =
  /\b(?:told (?:her|him|them)|telling|tells|wants?|trying|tried|going to|gonna|about to|ready to|getting|putting|to get|says? (?:to )?get|get in)\b/i;
/** How plainly words say that the child has left: 0 where each part that says so has a doubt, less than 1 where they are about to, 2 by a clock or in a car. */
function plainness(words: string, now: Instant): number {
  const parts = words.split(/(?<=[.;!?\n])|,|\b(?:and|but)\b/).map((part) => {
    const { at, soon } = (!DOUBT.test(part) && leavingIn(part, now)) || {};
    if (!at || !saysLeft({ at: now, leavesSight: at, ...(soon && { soon }) })) return 0;
    if (at === now && (!IS_GONE.test(part) || ABOUT_TO.test(part))) return 0.5;
    return at < now || BY_CAR.test(part) ? 2 : 1;
  });
  return Math.max(...parts);
}

/**
 * Whether words that the child has left say it more plainly than those for which they count as gone, and nobody has answered;
 * or plainly, after words that the child is still there.
 */
function isPlainer(words: string, now: Instant, record: CaseRecord, leavesSight: Instant | undefined): boolean {
  const open = openTimesOf(record.events).findLast((each) => each.isBelieved && isOpenLeft(each));
  if (!open?.leavesSight || !leavesSight || leavesSight < open.leavesSight) return false;
  const told = (text: string) => plainness(withShe(text, namesIn(ownAnswers(record))), now);
  const [plain, before] = [told(words), told(record.facts.texts[open.from ?? ''] ?? '')];
  return plain > before || (plain >= 1 && leavesSight > open.leavesSight && hereSaidAt(record) !== undefined);
}

/** “theyve gone”, “gone, both of them”, “shes left with him”: it is this child, and nobody else. */
const OF_CHILD = new RegExp(
  `\\b(?:they|she|the (?:child|girl|boy|kids?))(?:[’']?(?:ve|re|s))?\\b|^(?:\\W*(?:ok|oh|omg|fuck|shit|god|just|now|yes|yeah|all|both)\\b)*\\W*(?:gone|left)\\b|\\b(?:with|w) (?:him|her|them|the ${adult}|his ${adult}|her ${adult})\\b`,
  'i',
);
/** Whether words say so plainly of the child, while a time ahead still counts: it counts no more. */
function endsTimeAhead(words: string, now: Instant, record: CaseRecord): boolean {
  const referral = sentReferral(record);
  const isAhead =
    referral && [referral.leavesSight, besideGuess(referral)?.leavesSight].some((time) => time && time > now);
  if (!isAhead) return false;
  const said = withShe(words, namesIn(ownAnswers(record)));
  const parts = said.split(/(?<=[.;!?\n])|,|\b(?:and|but)\b/);
  const isOther = parts.some((part) => ['other-left', 'here', 'back'].includes(whereaboutsIn(part) ?? ''));
  return !isOther && parts.some((part) => OF_CHILD.test(part.trim()) && plainness(part, now) >= 1);
}

/** The time or the leaving that the words say, if it was not known. */
function newTime(said: LeavingSaid, event: CaseEvent, record: CaseRecord, referral: Submitted): CaseEvent[] {
  const { at } = event;
  const { author: by } = record;
  const last = openTimesOf(record.events).at(-1);
  const { at: leavesSight, soon } = said;
  const { typedAt = at } = { typedAt: undefined, ...event };
  const hasLeft = saysLeft({ at: typedAt, ...(leavesSight && { leavesSight }), ...(soon && { soon }) });
  const words = record.facts.texts[saidName(event) ?? ''] ?? '';
  const known = [
    !(hasLeft && !isSaidToHaveLeft(referral)) && referral.leavesSight,
    last?.right !== 'no' && !(hasLeft && last && !isOfLeft(last)) && last?.leavesSight,
  ].map((time) => time || undefined);
  const isKnown = (time: Instant | undefined) =>
    time !== undefined && leavesSight !== undefined && Math.abs(msBetween(time, leavesSight)) <= SAME_MOMENT;
  const isAsked = !leavesSight && last !== undefined && !last.leavesSight && !last.right;
  const leads = hasLeft && (isPlainer(words, typedAt, record, leavesSight) || endsTimeAhead(words, typedAt, record));
  if (isAsked || (known.some(isKnown) && !leads) || (isGone(referral, words) && !hasLeft && !soon)) return [];
  const isOfNextDay =
    referral.leavesSight && leavesSight && referral.leavesSight > at && leavesSight > referral.leavesSight;
  if (isOfNextDay && OF_TWO_DAYS.test(words)) return []; // “2.45 tomorrow, today its still 3”: nobody may use that in its place
  const number = saidTimesOf(record.events).length + 1;
  const more = {
    ...(typedAt < at && { typedAt }),
    ...(leavesSight && { leavesSight }),
    ...(soon && { soon }),
    ...(leads && { leads }),
  };
  return [{ type: 'LeavingTimeSaid', at, by, number, ...more }];
}

/**
 * The author says whether the bot read their time right. To deny a time moves no clock: only the MASH ends danger. Of words that
 * the child has left, “no” takes the guess away, and “yes” after that says it anew.
 */
export function checkTime(record: CaseRecord, number: number, right: 'yes' | 'no', at: Actor): Outcome {
  const said = saidTimesOf(record.events).find((each) => each.number === number);
  if (!said) return refuseWith('not-submitted');
  if (at.by.id !== record.author) return refuseWith('not-the-author');
  const isNoTime = !said.leavesSight || said.isMistake;
  if (said.right === right || (right === 'yes' && isNoTime)) return nothingToDo;
  return doneBy(at, afterChecking(record, said, right));
}

function afterChecking(record: CaseRecord, said: SaidTime, right: 'yes' | 'no') {
  const { number, leavesSight } = said;
  const isAgain = right === 'yes' && isOfLeft(said) && (said.right === 'no' || isBehind(said, record));
  const again = { number: saidTimesOf(record.events).length + 1 };
  const isOne = (each: SaidTime) => each.number === number || (right === 'no' && isOfLeft(said) && isOpenLeft(each));
  const checked = isAgain ? [again] : saidTimesOf(record.events).filter(isOne);
  return [
    ...(isAgain && leavesSight
      ? [{ type: 'LeavingTimeSaid' as const, ...again, leavesSight, leads: true as const }]
      : []),
    ...checked.map((each) => ({ type: 'LeavingTimeChecked' as const, number: each.number, right })),
  ];
}

/** Whether the clocks still run to an earlier guess that the child has left. */
function isBehind({ number, leavesSight = '' }: { number: number; leavesSight?: string }, record: CaseRecord) {
  const referral = sentReferral(record);
  const { sightSaid, leavesSight: known = '' } = referral ?? {};
  const isGuess = referral && sightSaid && !sightSaid.right && isSaidToHaveLeft(referral);
  return isGuess === true && sightSaid?.number !== number && leavesSight > known;
}

/**
 * Somebody of the MASH takes over the last time that the author said, and the clocks follow it: who has the case, or a
 * manager; never who referred the child.
 * @param time as the clock shows it; if the author has said another one since, nothing is done, unless `anyway`
 */
export function takeTime(record: CaseRecord, { time, anyway }: { time: string; anyway?: true }, at: Actor): Outcome {
  const sent = forMash(sentReferral(record), at.by);
  if ('why' in sent) return sent;
  if (!at.by.roles.has('mash-manager') && allocatedTo(sent) !== at.by.id) return refuseWith('only-a-manager-decides');
  const said = anyway ? timeSaidBefore(record.events, time) : usableTime(record.events);
  if (!said || londonClock(said.leavesSight) !== time) return nothingToDo;
  const { number, leavesSight } = said;
  return doneBy(at, { type: 'LeavingTimeUsed', number, leavesSight });
}
