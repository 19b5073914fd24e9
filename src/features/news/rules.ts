import type { StaffId } from '../../base/people.ts';
import { Duration, type Instant, msIn, plus } from '../../base/time.ts';
import type { Guess } from '../../cards/in-short.ts';
import { backSaid, besideHelp, eventsBefore, harmTold, isGirl, toldBefore } from '../../case/child-told.ts';
import { forMash } from '../../case/commands.ts';
import { type Desk, managersToRemind } from '../../case/desk.ts';
import { type HeldAddress, heldAddresses } from '../../case/held.ts';
import { isAskedFor, type News, newsOf, unreadNews } from '../../case/news.ts';
import { type Actor, doneBy, nothingToDo, type Outcome } from '../../case/outcome.ts';
import { protectionOf } from '../../case/protection.ts';
import { type CaseRecord, oncePerEvent, type ToldCase } from '../../case/record.ts';
import { allocatedTo, isChildMissing, isTaken } from '../../case/referral.ts';
import { numbersTold } from '../../case/referrer-reach.ts';
import { ofAnother, saidIn } from '../../case/said.ts';
import { isGuessed } from '../../case/sight.ts';
import { sentReferral } from '../../case/standing.ts';
import { isOwnReferral, isUnwritten, referralOf, type SubmittedReferral } from '../../case/state.ts';
import { guessesAnswered, isUrgent, risksSaid, saidBack, tracesSoon, urgencies, wasLost } from '../../case/urgent.ts';
import { saysCarerKnows } from '../../draft/consent.ts';
import { type Answers, answerTo } from '../../draft/draft.ts';
import { takenOn } from '../../draft/leaving.ts';
import { asksForHelp, isIdle, onlyThanks } from '../../draft/near-said.ts';
import { isCry, withHer } from '../../draft/news-said.ts';
import { mayPutRight, putsThisRight } from '../../draft/numbers-said.ts';
import { answersShownEarly } from '../../draft/places.ts';
import { isOfRinging, onlyAsks, saysWhoRefers } from '../../draft/ring-said.ts';
import { saidToBe, says, withoutHim } from '../../draft/says.ts';
import { saysProtection } from '../../draft/typed-police.ts';
import { saidOfAddress } from '../../draft/whose.ts';
import { type CaseEvent, type EventOf, isA, saidName } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { holdersOf } from '../assessment/state.ts';
import { deniesGuess, deniesLeft, leavingSaidIn, openTimesOf, type SaidTime } from '../leaving-time/state.ts';
import type { Shown } from './verbs.ts';

/**
 * A member of the MASH, or of the Assessment team if it has the case, has read what came in after the decision. Nobody confirms
 * it of a referral of their own: that would not mean that the MASH has read it.
 * @returns nothing to do when all of it was read before
 */
export function markNewsRead({ events }: CaseRecord, { from = 1, revision: upTo }: Shown, at: Actor): Outcome {
  const sent = forReader(events, at);
  if ('why' in sent) return sent;
  const covered = Math.min(upTo ?? Number.POSITIVE_INFINITY, newsOf(events).length);
  if (newsOf(events).every(({ number, read }) => number < from || number > covered || read)) return nothingToDo;
  return doneBy(at, { type: 'NewsRead', upTo: covered, ...(from > 1 && { from }) });
}

const forReader = (events: CaseEvent[], { by }: Actor) =>
  forMash(sentReferral({ events }), by, by.roles.has('mash-member') || by.roles.has('assessment'));

/** The written part of a call without the sentences that the MASH wrote down itself: the form was filled in with them. */
function withoutHeard(words: string, event: CaseEvent, answers: Answers): string {
  if (!isAskedFor(event)) return words;
  const heard = answerTo(answers, 'worry') ?? '';
  const sentences = words.replace(/^[A-Z][\w, ]{2,40}: /gm, '').split(/(?<=[.!?])\s|\n/);
  return sentences.filter((sentence) => !heard.includes(sentence.trim())).join('\n');
}

/**
 * What a piece of news may say of the child, or of reaching their author, the gravest first; empty if it is ordinary. `leaving`:
 * soon, or at a time that could not be read.  `carer`: they may know of the referral. `reach`: whether and where to ring. `back`: a missing child may be.
 * `place`: it answers the MASH, and is held back, or they may say whether the child is placed there. In doubt it is so. `right`: it puts right what was told. `trace`: what the police need, soon after danger. `told`: by a child, or an injury. `away`: on a day that they name.
 */
type Guessed = 'danger' | 'missing' | 'leaving'; // the MASH says whether it is so
type Calm = 'found' | 'place' | 'right' | 'away';
export type NewsKind = Guessed | Calm | 'protection' | 'carer' | 'reach' | 'back' | 'trace' | 'told';
const guessed: NewsKind[] = ['danger', 'missing', 'leaving'];
const calm: NewsKind[] = ['found', 'place', 'right', 'away']; // these ring if the case is urgent, or not at all

/** All kinds that this event is of. While nobody has taken the case, its own alarm rings for a leaving time. */
export const kindsOfNews = oncePerEvent((event, record, { clocks: { urgent }, phrases }: Pack): NewsKind[] => {
  const said = record.facts.texts[saidName(event) ?? ''] ?? '';
  if (ofAnother(record.events, saidName(event) ?? '')) return [];
  const words = withoutHeard(said, event, record.facts.answers);
  const leaves = leavingSaidIn(event, record);
  const sent = sentReferral(record);
  const hasAlarm = sent?.status === 'awaiting-decision' && !isTaken(sent);
  const isSoon = leaves?.at ? !hasAlarm && leaves.at <= plus(event.at, urgent.sightWithin) : leaves !== undefined;
  const isChanged = event.type === 'WhoRefersSaid' && event.changes?.includes('danger');
  const back = event.type === 'InformationAdded' ? backSaid(words, record, event) : undefined;
  const heard = besideHelp(back && !back.perhapsHim ? back.more : words, record, event);
  const all = [heard, withHer(heard, [record.facts.answers])];
  const isCried = isCry(heard) || all.some((each) => dangerIn(each, phrases));
  const risks = risksSaid(event, record);
  const toBe = saidToBe(isGirl(record, event) ? withoutHim(words) : words);
  const kinds: Record<NewsKind, boolean | undefined> = {
    danger: isChanged || isCried || risks.includes('danger'),
    missing: event.type === 'ChildMissing' || risks.includes('missing'),
    leaving: isSoon,
    protection: saysProtection(words),
    carer: !isAskedFor(event) && saysCarerKnows(words, record.facts.answers),
    reach: !isAskedFor(event) && isOfRinging(words, numbersTold(record)),
    found: event.type === 'ChildFound' || (toBe === 'found' && mayBeFound(event, words, record)),
    back:
      deniesLeft(record, event) ||
      (back !== undefined && toBe !== 'found' && !sentReferral({ events: eventsBefore(event, record) })?.found),
    place: tellsOfHeld(event, words, heldAddresses(record)),
    trace: tracesSoon(event, record),
    away: event.type === 'InformationAdded' && takenOn(words, event.at) !== undefined,
    told: !isCried && !isAskedFor(event) && harmTold(heard, record),
    right: event.type === 'InformationAdded' && mayPutRight(words) && putsThisRight(words, toldBefore(event, record)),
  };
  const isNoGuess = guessesAnswered(record.events).get(saidName(event) ?? '') === 'no';
  return (Object.keys(kinds) as NewsKind[]).filter((kind) => kinds[kind] && !(isNoGuess && guessed.includes(kind)));
});

/** Whether it may be a lost child: “he just turned up tonight” may be of another. */
const mayBeFound = (event: CaseEvent, words: string, record: ToldCase) =>
  says('notMissing', words) || wasLost(eventsBefore(event, record), record);

const tellsOfHeld = (event: CaseEvent, words: string, held: HeldAddress[]) =>
  event.type === 'AddressesHeld'
    ? held.some(({ number }) => event.numbers.includes(number))
    : held.length > 0 && event.type === 'InformationAdded' && saidOfAddress(words) === 'unsure';

type OpenGuess = Guess & { number: number; time?: SaidTime }; // of the news; in which the child left, or leaves
const mostAsked = 40; // of the newest news: each is read anew when something new is told
/**
 * The guesses that nobody has answered, the oldest first. What the MASH knows anyway is asked only of words that nobody has
 * read: that the child is in danger, by an answer in the check or by the MASH; that a child was gone who is said to be back since.
 */
export function openGuesses(record: CaseRecord, pack: Pack): OpenGuess[] {
  const { events } = record;
  const referral = sentReferral(record);
  if (!referral || referral.status === 'joined') return [];
  const safe = events.findLastIndex(isA('ChildSafe'));
  const dangers = urgencies(record, referral, pack).filter(({ why }) => why === 'danger');
  const isKnown = dangers.some((each) => !('guess' in each));
  const [back, isReported] = [saidBack(record), isChildMissing(referral) && !referral.found];
  const times = openTimesOf(events).filter(
    (time) => !time.right && !time.used && (isGuessed(sightOf(time)) || !time.leavesSight),
  );
  return newsOf(events)
    .slice(-mostAsked)
    .flatMap(({ index, number, read, at, typedAt = at }) => {
      const event = events[index];
      const said = event && isA('InformationAdded', 'QuestionAnswered')(event) ? saidName(event) : undefined;
      if (!event || !said || index < safe || guessesAnswered(events).has(said)) return [];
      const kinds: NewsKind[] = read ? risksSaid(event, record) : kindsOfNews(event, record, pack);
      const isOver = read !== undefined && back !== undefined && typedAt < back.at;
      const time = isOver ? undefined : times.findLast(({ from }) => from === said);
      const of = [
        ...(kinds.includes('missing') && !isReported && !isOver ? (['missing'] as const) : []),
        ...(kinds.includes('danger') && !(read && isKnown) ? (['danger'] as const) : []),
        ...(time ? (['left'] as const) : []),
      ];
      return of.length > 0 ? [{ said, number, at: typedAt, of, ...(time && { time }) }] : [];
    });
}

const sightOf = ({ at, typedAt = at, ...said }: SaidTime) => ({ ...said, at: typedAt });

/**
 * Somebody of the MASH, or of the Assessment team that has the case, says whether what words may say is so: then it is recorded as if they had reported it. `no` ends what
 * these words, and no others, had brought about; they stay. Whoever answers has read them.
 */
export function sayWhetherSo(
  record: CaseRecord,
  { said, is }: Pick<EventOf<'GuessAnswered'>, 'said' | 'is'>,
  pack: Pack,
  at: Actor,
): Outcome {
  const sent = forReader(record.events, at);
  if ('why' in sent) return sent;
  const guess = openGuesses(record, pack).find((each) => each.said === said);
  if (!guess || (is !== 'no' && !guess.of.includes(is))) return nothingToDo;
  const { time, number } = guess;
  const isUnread = unreadNews(record.events).some((news) => news.number === number);
  return doneBy(at, [
    { type: 'GuessAnswered', said, is },
    ...(time && is === 'no' ? [{ type: 'LeavingTimeChecked' as const, number: time.number, right: is }] : []),
    ...(time && is === 'left'
      ? [{ type: 'LeavingTimeUsed' as const, number: time.number, leavesSight: time.leavesSight ?? guess.at }]
      : []),
    ...(is === 'missing'
      ? [{ type: 'ChildMissing' as const, number: sent.missing.length + 1, police: 'not-said' as const }]
      : []),
    ...(isUnread ? [{ type: 'NewsRead' as const, upTo: number, from: number }] : []),
  ]);
}

/**
 * Whether news rings, rather than come silently: the child is in danger, missing or about to leave sight, or the words
 * may hold danger. That a child is found has an alarm of its own. Who refers is what the check asks for, until it is sent.
 * @param record the case with the event
 */
export function mustRing(record: CaseRecord, event: CaseEvent, pack: Pack) {
  if (event.type === 'ChildFound') return false;
  if (event.type === 'ReferralSubmitted') return addsDanger(record, event, pack);
  const { [saidName(event) ?? '']: words = '' } = record.facts.texts;
  const isAsked = event.type === 'InformationAdded' && onlyAsks(words) && !asksForHelp(words);
  const isNoTime = isAsked && !leavingSaidIn(event, record)?.at; // “did it go?”
  const kinds = kindsOfNews(event, record, pack);
  if (kinds.some((kind) => !calm.includes(kind) && !(kind === 'leaving' && isNoTime))) return true;
  const isThanks = event.type === 'InformationAdded' && isIdle(words);
  const isCalm = isThanks || isAskedFor(event) || answersCheck(record, event) || isAsked || deniesGuess(record, event);
  return (!isCalm || kinds.includes('place')) && isUrgent(record, pack, event.at);
}

const mayBePlain = isA('InformationAdded', 'QuestionAnswered', 'CheckAdded', 'ReferralSubmitted', 'AddressShown');
/** Whether news of an urgent case says nothing of a kind for which somebody is rung whenever it comes. */
export const isPlainNews = (record: CaseRecord, event: CaseEvent, pack: Pack): boolean =>
  mayBePlain(event) && kindsOfNews(event, record, pack).length === 0 && !leavingSaidIn(event, record)?.at;

const answersCheck = ({ events, facts }: CaseRecord, event: CaseEvent): boolean =>
  event.type === 'InformationAdded' &&
  isUnwritten(referralOf(events.slice(0, events.indexOf(event)))) &&
  saysWhoRefers(facts.texts[saidName(event) ?? ''] ?? '');

/**
 * Whether this event alone makes a case urgent that nobody has taken: then its alarm rings in this second.
 * @param record the case with the event
 */
export function makesUrgent(record: CaseRecord, event: CaseEvent, pack: Pack): boolean {
  const sent = sentReferral(record);
  if (sent?.status !== 'awaiting-decision' || isTaken(sent) || event.type === 'ChildMissing') return false;
  const all = urgencies(record, sent, pack).filter(({ since }) => since <= event.at);
  return all.length > 0 && all.every(({ since }) => since === event.at);
}

/**
 * Whether the written part of a call tells of danger, of police protection or of a time at which the child leaves that the
 * MASH did not know. It knows of danger for which the alarm rang.
 */
function addsDanger(record: CaseRecord, event: EventOf<'ReferralSubmitted'>, pack: Pack): boolean {
  const { answers } = record.facts;
  const events = record.events.slice(0, record.events.indexOf(event));
  const before = { ...record, events, facts: { ...record.facts, answers: answersShownEarly(answers) } };
  const [known, now] = [sentReferral(before), sentReferral(record)];
  if (!now) return false;
  const isSoon = (at: Instant | undefined) => at !== undefined && at <= plus(event.at, pack.clocks.urgent.sightWithin);
  const leaves =
    isSoon(event.leavesSight) && !(known?.leavesSight && known.leavesSight <= (event.leavesSight ?? event.at));
  if (leaves || (protectionOf(record) && !protectionOf(before))) return true;
  const rang = events.some((each) => each.type === 'ClockReached' && each.clock === 'urgent');
  if (rang && !events.some(isA('ChildMissing'))) return false;
  const told = ['worry', 'whereabouts', 'with'].map((field) => answerTo(answers, field) ?? '').join('\n');
  return urgencies(record, now, pack).some(({ why }) => why === 'danger') || dangerIn(told, pack.phrases) !== undefined;
}

export const isAsking = isA('QuestionAsked', 'ReferrerMessaged');
const repliesWithin = Duration.parse('PT15M');

/**
 * Who of the MASH waits for these words: who asked what they answer; or who asked or told the referrer something last, if they
 * are the first words since, or come soon after it. “cant” and “no” are no danger by themselves.
 * @param isSure the answer, or the first words: what comes soon after those may be anything
 */
export function whoWaits({ events, facts }: CaseRecord, event: CaseEvent, isSure = false): StaffId[] {
  if (event.type !== 'QuestionAnswered' && event.type !== 'InformationAdded') return [];
  if (isAskedFor(event)) return [];
  const before = events.slice(0, events.indexOf(event));
  const saidAt = ('typedAt' in event && event.typedAt) || event.at;
  const isMeant = (each: EventOf<'QuestionAsked' | 'ReferrerMessaged'>) =>
    each.at < saidAt && (event.type === 'InformationAdded' || ('question' in each && each.question === event.question));
  const last = before.filter(isAsking).findLast(isMeant);
  if (!last || (last.type === 'ReferrerMessaged' && onlyThanks(facts.texts[saidName(event) ?? ''] ?? ''))) return [];
  const isAnswer = event.type === 'QuestionAnswered' || saidIn(before.slice(before.indexOf(last))).length === 0;
  return isAnswer || (!isSure && saidAt <= plus(last.at, msIn(repliesWithin))) ? [last.by] : [];
}

/**
 * Who hears of news, each in their own chat: who has the case. Also the managers on duty, if the holder is not on duty,
 * nobody has it, or it rings; all managers where the child may be missing; after a decision who decided and who holds the assessment; and who waits for it.
 * Nobody confirms reading their own news, or hears of words that they filed. Of a missing or found child, whoever gets that alarm hears nothing more.
 * @param record the case with the event. A decider who is no longer a manager is not told
 */
export function whoHears(
  record: CaseRecord,
  news: News[],
  { desk, referral, rings }: { desk: Desk; referral: SubmittedReferral; rings: boolean },
): StaffId[] {
  const isLost = news.some(({ index }) => {
    const event = record.events[index];
    return event && says('lost', record.facts.texts[saidName(event) ?? ''] ?? '');
  });
  const isManager = (person: StaffId) => desk.managers.includes(person);
  const holder = allocatedTo(referral);
  const onDuty = managersToRemind(desk).filter((person) => !isOwnReferral(referral, person));
  const isHeld = isTaken(referral) && holder !== undefined && desk.onDuty.includes(holder) && !rings;
  const waiting = news.flatMap(({ index }) => {
    const event = record.events[index];
    return event ? whoWaits(record, event) : [];
  });
  const people = [
    ...(isLost ? desk.managers : isHeld ? [] : onDuty.length > 0 ? onDuty : desk.managers), // as words without a child
    ...holdersOf(record, referral, desk),
    ...waiting,
  ];
  const isAlarm = news.every(({ event }) => event === 'ChildMissing' || event === 'ChildFound');
  const hasAlarm = (person: StaffId) => isAlarm && (isManager(person) || person === holder);
  const hasFiled = (person: StaffId) =>
    news.every(({ index }) => {
      const event = record.events[index];
      return event?.type === 'InformationAdded' && event.filedBy === person;
    });
  return people.filter((person) => !isOwnReferral(referral, person) && !hasAlarm(person) && !hasFiled(person));
}
