import { oncePer } from '../base/once-per.ts';
import { Duration, type Instant, latest, msIn, plus } from '../base/time.ts';
import type { Answers } from '../draft/draft.ts';
import { withoutReturn } from '../draft/leaving-clauses.ts';
import { leavingIn } from '../draft/leaving-said.ts';
import { besideReturned } from '../draft/missing-words.ts';
import { says, saysFound } from '../draft/says.ts';
import { isSignalled } from '../draft/shown-when.ts';
import { saysProtection } from '../draft/typed-police.ts';
import { bareText } from '../draft/typed-words.ts';
import { type CaseEvent, isA, saidName, textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { dangerIn } from '../understanding/danger.ts';
import { backSaid, besideHelp, comesAgain, eventsBefore, isWithHelpers, withoutMen } from './child-told.ts';
import { answeredProtection, protectionOf } from './protection.ts';
import type { CaseRecord } from './record.ts';
import type { Sight } from './referral.ts';
import { joinedBefore, ofAnother, withoutMoved } from './said.ts';
import { besideGuess, isGuessed } from './sight.ts';
import { isSubmitted, referralOf, type SubmittedReferral } from './state.ts';

/**
 * Why a case is urgent. `leaves-sight`: the child has left the referrer's sight or is about to. `call`: a call that was
 * joined into the case was urgent. `urgentFrom`: since when that call was urgent; `since` is when it was joined.
 * `acted`: whether somebody at the MASH had acted on that call. `sight`: the leaving time, if one is known. `guess`: the
 * name of the words that may say so, where nobody has confirmed it.
 */
export type Urgency =
  | { why: 'danger' | 'protection' | 'missing' | 'leaves-sight'; since: Instant; sight?: Sight; guess?: string }
  | { why: 'call'; since: Instant; urgentFrom: Instant; acted: boolean };

type Known = Pick<CaseRecord, 'facts' | 'events'>;

/**
 * Everything that makes a sent referral urgent, and since when. `since` can lie ahead: a child who leaves sight later
 * makes the referral urgent shortly before that. What arose before the MASH confirmed that the child is safe is over,
 * except police protection, which lasts until the MASH records what followed. What the author says after that makes it
 * urgent again. What the author says ends nothing.
 * @returns in no particular order; empty if nothing does
 * @source Protocol 6.7 (police protection), 8.2 (danger), 10.2 (missing); `clocks.urgent` of the pack
 */
export const urgencies = ({ facts, events }: Known, referral: SubmittedReferral, pack: Pack): Urgency[] =>
  urgenciesOf(events, facts, referral, pack);

type UrgenciesOf = [facts: Known['facts'], referral: SubmittedReferral, pack: Pack];
const urgenciesOf = oncePer((events: CaseEvent[], ...[facts, referral, pack]: UrgenciesOf): Urgency[] => {
  const record = { facts, events };
  const { submittedAt, leavesSight, sightSaid, calls } = referral;
  const { answers } = record.facts;
  const since = answersSince(record, submittedAt);
  const danger =
    saysOnlyPerhaps(record, pack) || answersSayDanger(answers, pack) || dangerTakenBack(record.events) !== undefined;
  const safe = record.events.findLast(isA('ChildSafe'));
  const isAfterSafe = (moment: Instant) => !safe || moment > safe.at;
  const known: (Sight | undefined)[] = [leavesSight ? { leavesSight, sightSaid } : undefined, besideGuess(referral)];
  const sights = known.flatMap((sight) => {
    if (!sight) return [];
    const asks = asksBefore(sight.leavesSight, pack);
    const soon = plus(sight.leavesSight, -msIn(pack.clocks.urgent.sightWithin));
    const saidAt = sight.sightSaid?.at;
    if (!isAfterSafe(latest(asks, saidAt ?? asks))) return [];
    return [{ why: 'leaves-sight' as const, since: latest(soon, submittedAt, saidAt ?? soon), sight }];
  });
  const said = saidSince(record, safe);
  const gone = missingSince(record.events);
  const protection = protectionOf(record);
  const all: (Urgency | undefined)[] = [
    danger && isAfterSafe(since) ? { why: 'danger', since } : said.danger,
    protection ? { why: 'protection', since: latest(since, protection.saidAt) } : undefined,
    gone ? { why: 'missing', since: gone } : undefined,
    ...sights,
    sights.length === 0 && safe && said.leaves ? { why: 'leaves-sight', since: said.leaves.at } : undefined,
    ...calls.map(({ at, urgentSince, acted = false }) =>
      urgentSince && isAfterSafe(at) ? { why: 'call' as const, since: at, urgentFrom: urgentSince, acted } : undefined,
    ),
  ];
  return all.filter((each) => each !== undefined);
});

/** Whether only words before sending may mean danger: nobody has said that it is so, or that it is not. */
export const saysOnlyPerhaps = ({ facts: { answers }, events }: Known, pack: Pack): boolean =>
  answers.values['danger-doubt'] === 'yes' && !answersSayDanger(answers, pack) && dangerTakenBack(events) === undefined;

/** Whether the words of an event are of danger. They are read once: a case can have hundreds of long texts. */
const areOfDanger = oncePer((_event: CaseEvent, words: string): boolean => dangerIn(words) !== undefined);

const WITH_THEM = /\bwith you\b|\bin (?:your )?sight\b|\bsee (?:her|him|them|the (?:child|girl|boy))\b/i;
const OTHERS =
  /\b(?:man|men|uncle|driver|dad|mum|mother|father|aunt|boyfriend|carer|adult|any|some|else|police|car|van)\w*\b/i;

/** What the MASH has answered of guesses, by the names of the texts. */
export const guessesAnswered = oncePer(
  (events: CaseEvent[]) => new Map(events.filter(isA('GuessAnswered')).map(({ said, is }) => [said, is])),
);
const isNoGuess = (event: CaseEvent, { events }: Known, said = saidName(event) ?? '') =>
  guessesAnswered(events).get(said) === 'no' || ofAnother(events, said) !== undefined;

/** Whether the author's words in this event say that the child is in danger: what brings them the numbers first makes the case urgent. */
function saysDanger(event: CaseEvent, record: Known): boolean {
  if (isNoGuess(event, record)) return false;
  const { texts } = record.facts;
  const words = besideHelp(texts[saidName(event) ?? ''] ?? '', record, event);
  if (event.type === 'InformationAdded') {
    if (event.inWriting) return false;
    const joined = joinedBefore(event, record.events, texts);
    if (!areOfDanger(event, words))
      return (joined && dangerIn(joined) !== undefined) || comesAgain(words, record, event);
    const back = backSaid(words, record, event); // a child who comes in is in no danger by that
    return !back || back.perhapsHim || dangerIn(back.more) !== undefined;
  }
  if (event.type !== 'QuestionAnswered') return false;
  const { [textOf.question(event.question)]: question = '' } = texts;
  const isOfChild =
    /\b(?:safe|ok|okay|all ?right)\b/i.test(question) || (WITH_THEM.test(question) && !OTHERS.test(question));
  const isNotSafe = isOfChild && /^(?:no|nope|nah|not)\b/i.test(words.trim());
  const isHurt = /\b(?:danger|hurt|missing|gone|risk)\b/i.test(question) && /^(?:y|yes|yeah|yep)\b/i.test(words.trim());
  return isNotSafe || isHurt || areOfDanger(event, words) || comesAgain(words, record, event);
}

/** Whether these words told of no danger but that the child has left, and their author has said since that it is not so. */
function isDenied(event: CaseEvent, { events, facts: { texts } }: Known): boolean {
  const next = events
    .slice(events.indexOf(event) + 1)
    .find((each) => each.type === 'LeavingTimeSaid' || saidName(each));
  if (!next) return false;
  const said = next.type === 'LeavingTimeSaid' && isGuessed(next) ? next.number : undefined;
  const checked = events.filter(isA('LeavingTimeChecked')).findLast(({ number }) => number === said);
  const parts = withoutReturn(texts[saidName(event) ?? ''] ?? '').split(/[.!?;,\n]/);
  return checked?.right === 'no' && parts.every((part) => !dangerIn(part) || leavingIn(part, event.at) !== undefined);
}

/** Whether they may say that the child is missing. */
const saysGone = (event: CaseEvent, record: Known): boolean => {
  const words = besideHelp(record.facts.texts[saidName(event) ?? ''] ?? '', record, event);
  const isMeant = event.type === 'QuestionAnswered' || (event.type === 'InformationAdded' && !event.inWriting);
  if (!isMeant || !says('missing', words) || ofAnother(record.events, saidName(event) ?? '')) return false;
  // “hes gone again”, of a girl who was missing: a slip of the thumb
  return record.events.some(isA('ChildMissing')) || says('missing', withoutMen(words, record, event));
};

const isFound = (event: CaseEvent, { facts: { texts } }: Known): boolean =>
  event.type === 'ChildFound' || (event.type === 'InformationAdded' && saysFound(texts[saidName(event) ?? ''] ?? ''));

/** When the author last said that the child is found, or missing. */
export const whetherFoundSaidAt = (record: Known): Instant | undefined =>
  record.events.findLast((each) => each.type === 'ChildMissing' || saysGone(each, record) || isFound(each, record))?.at;

/** Whether they may say that the child is missing, or take back that it is found. */
const saysMissing = (event: CaseEvent, record: Known): boolean =>
  !isNoGuess(event, record) &&
  (saysGone(event, record) ||
    ((event.type === 'QuestionAnswered' || event.type === 'InformationAdded') &&
      says('notFound', record.facts.texts[saidName(event) ?? ''] ?? '') &&
      wasFound(record.events.slice(0, record.events.indexOf(event)), record)));

/** Whether they said just before that the child is found, or once, of a child who was missing or may have left. */
function wasFound(before: CaseEvent[], record: Known): boolean {
  const found = before.findLastIndex((each) => isFound(each, record));
  const isLast = !before.slice(found + 1).some(saidName);
  return found >= 0 && (isLast || wasLost(before.slice(0, found + 1), record));
}
/** Whether they said that the child is missing, or that they leave or have left. */
export const wasLost = (events: CaseEvent[], record: Known): boolean =>
  events.some((each) => isLost(each) || saysGone(each, record));
const isLost = (each: CaseEvent): boolean =>
  each.type === 'ChildMissing' || (each.type === 'LeavingTimeSaid' && isGuessed(each));

/** Which of the two they say. */
export const risksSaid = (event: CaseEvent, record: Known): ('danger' | 'missing')[] => [
  ...(saysDanger(event, record) ? (['danger'] as const) : []),
  ...(saysMissing(event, record) ? (['missing'] as const) : []),
];
const tracedWithin = Duration.parse('PT1H');
/** Whether words tell, within an hour of danger or of a child who left, what may find somebody. */
export function tracesSoon(event: CaseEvent, record: Known): boolean {
  const words = bareText(record.facts.texts[saidName(event) ?? ''] ?? '');
  const isSoon = (each: CaseEvent) => plus(each.at, msIn(tracedWithin)) > event.at;
  const isRisk = (each: CaseEvent) =>
    isLost(each) || (each.type === 'GuessAnswered' && each.is !== 'no') || risksSaid(each, record).length > 0;
  return (
    event.type === 'InformationAdded' &&
    says('finds', words) &&
    eventsBefore(event, record).some((each) => isSoon(each) && isRisk(each))
  );
}
export const saysRisk = (event: CaseEvent, record: Known): boolean => risksSaid(event, record).length > 0;

/**
 * When the author's words first said that a child who was said to be found is missing again, or was not found: no report, so
 * it stands beside that. Words that stand with another child say nothing of this one.
 */
export function missingAgain(record: Known): Instant | undefined {
  const { events } = record;
  const found = events.findLastIndex(isA('ChildFound'));
  const said = found < 0 ? undefined : events.slice(found).find((event) => saysMissing(event, record));
  return said && ('typedAt' in said && said.typedAt ? said.typedAt : said.at);
}

/**
 * When the author last said that a child who is missing, or has left, is found or back, by a report or by words, if nothing they
 * said since is of a child who goes or is gone. It ends nothing.
 */
export const saidBack = ({ events, facts }: Known) => backIn(events, facts);
const backIn = oncePer((events: CaseEvent[], facts: Known['facts']): { what: string; at: Instant } | undefined => {
  const record = { events, facts };
  const isOfPolice = (name = '') => saysProtection(facts.texts[name] ?? '');
  const isTaken = ({ at }: CaseEvent) => events.some((each) => each.at === at && isOfPolice(saidName(each)));
  const isGone = (each: CaseEvent) =>
    (isLost(each) && !(each.type === 'LeavingTimeSaid' && isTaken(each))) ||
    (saysGone(each, record) && says('missing', besideReturned(facts.texts[saidName(each) ?? ''] ?? '')));
  const isOver = (each: CaseEvent) => isGone(each) || each.type === 'ChildSafe';
  const saysBack = (each: CaseEvent) => {
    const name = saidName(each) ?? '';
    const isWords = each.type === 'InformationAdded' && !ofAnother(events, name);
    return isWords && isBackBy(facts.texts[name] ?? '', record, each);
  };
  const newest = events.findLastIndex((each) => isOver(each) || each.type === 'ChildFound' || saysBack(each));
  const { [newest]: found } = events;
  if (!found || isOver(found)) return undefined;
  const from = events.slice(0, newest).findLastIndex((each) => isOver(each) || each.type === 'ChildFound');
  const last = found.type === 'ChildFound' ? found : (events.slice(from + 1).find(saysBack) ?? found); // what was said first
  const helped = events.slice(from + 1).some((each) => isWithHelpers(facts.texts[saidName(each) ?? ''] ?? '', record));
  const back = helped ? 'with the police or other helpers' : 'back';
  return { what: last.type === 'ChildFound' ? 'found' : back, at: ('typedAt' in last && last.typedAt) || last.at };
});
const isBackBy = (words: string, record: Known, event: CaseEvent) => backSaid(words, record, event) !== undefined;
/** What the author first wrote of danger, or of leaving without a time, since the child was last safe. */
function saidSince(record: Known, safe: CaseEvent | undefined) {
  const later = withoutMoved(record.events.slice(safe ? record.events.indexOf(safe) + 1 : 0));
  const isConfirmed = (event: CaseEvent) => event.type === 'GuessAnswered' && event.is === 'danger';
  const danger = later.find(
    (event) => isConfirmed(event) || ((safe ? saysRisk : saysDanger)(event, record) && !isDenied(event, record)),
  );
  return {
    danger: danger && {
      why: 'danger' as const,
      since: danger.at,
      ...(!later.some(isConfirmed) && { guess: saidName(danger) ?? '' }),
    },
    leaves: later.find((event) => event.type === 'LeavingTimeSaid' && !event.leavesSight),
  };
}

const bringsAnswers = isA('WaitsUnwritten', 'PhoneReferralLogged', 'ReferralSubmitted', 'CheckAdded');
/** The first time before the child leaves sight at which whoever is on it is asked whether the child is safe. */
export const asksBefore = (leavesSight: Instant, { clocks }: Pack): Instant =>
  plus(leavesSight, -msIn(clocks.childSafe.leavesBefore));

/**
 * When the MASH got the answers that make the case urgent. Answers that came after the urgent alarm first rang do not
 * count, but those that came after the child was safe do.
 */
function answersSince({ events }: Known, submittedAt: Instant) {
  const safe = events.findLastIndex(isA('ChildSafe'));
  const afterSafe = safe < 0 ? undefined : events.slice(safe).find(bringsAnswers);
  if (afterSafe) return afterSafe.at;
  const rang = events.findIndex((event) => event.type === 'ClockReached' && event.clock === 'urgent');
  const before = rang < 0 ? events : events.slice(0, rang);
  return before.findLast(bringsAnswers)?.at ?? submittedAt;
}

/** When the child was first reported missing, not counting reports from before they were last safe. */
export function missingSince(events: CaseEvent[]) {
  const safe = events.findLastIndex(isA('ChildSafe'));
  return events.slice(safe + 1).find(isA('ChildMissing'))?.at;
}

/** Whether a case is urgent at a given time. For a draft, only danger and police protection count. */
export function isUrgent(record: Known & { changedAt: Instant }, pack: Pack, at = record.changedAt) {
  const referral = referralOf(record.events);
  if (isSubmitted(referral)) return urgencies(record, referral, pack).some(({ since }) => since <= at);
  const { answers } = record.facts;
  return answersSayDanger(answers, pack) || answeredProtection(answers) !== undefined;
}

/** Whether these answers say that the child is in danger, or about to be moved. @source Protocol 8.2 */
export const answersSayDanger = (answers: Answers, { signals }: Pack): boolean =>
  answers.values.danger === 'yes' || isSignalled(answers, signals.danger);

/** The event by which the author last took danger back, if the MASH has not confirmed since that the child is safe. */
export function dangerTakenBack(events: CaseEvent[]) {
  const last = events.findLast(isA('DangerTakenBack', 'ChildSafe'));
  return last?.type === 'DangerTakenBack' ? last : undefined;
}

/**
 * What follows if the author's answers do not say danger any more, and the MASH knows of it. Only the MASH ends danger.
 * @param record with the answers that the MASH sees and, apart from them, those that the author gives now
 */
export function dangerTakenBackNow({ facts, events, author }: CaseRecord, pack: Pack, now: Instant): CaseEvent[] {
  const { answers, adding = answers } = facts;
  const referral = referralOf(events);
  const isTold = answersSayDanger(answers, pack) && !answersSayDanger(adding, pack) && isSubmitted(referral);
  const isOpen = isTold && urgencies({ facts, events }, referral, pack).some(({ why }) => why === 'danger');
  return isOpen ? [{ type: 'DangerTakenBack', at: now, by: author }] : [];
}

/** When the MASH was told what it sees of where the child is and of danger. @param until a place in the history */
export const answersSaid = (events: CaseEvent[], until = events.length) => events.slice(0, until).findLast(saysWhere);
const saysWhere = isA('WaitsUnwritten', 'WhoRefersSaid', 'PhoneReferralLogged', 'ReferralSubmitted');
