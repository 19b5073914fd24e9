import { grownFold, oncePer } from '../../base/once-per.ts';
import type { StaffId } from '../../base/people.ts';
import { Duration, type Instant, londonClock, plus } from '../../base/time.ts';
import { type Button, button } from '../../cards/parts.ts';
import { backSaid, besideHelp, eventsBefore, isGirl, toldBefore, withoutMen } from '../../case/child-told.ts';
import { askedOf } from '../../case/held.ts';
import { type CaseRecord, oncePerEvent, ownAnswers, type ToldCase } from '../../case/record.ts';
import { ofAnother, saidIn } from '../../case/said.ts';
import { saysLeft, unconfirmed } from '../../case/sight.ts';
import { sentReferral } from '../../case/standing.ts';
import { evolve, type Referral, submittedIn } from '../../case/state.ts';
import { saidBack } from '../../case/urgent.ts';
import {
  isNight,
  withAdults,
  withDays,
  withNight,
  withoutBack,
  withShe,
  withUs,
  withWhoAfter,
} from '../../draft/leaving-clauses.ts';
import { comesBackIn, departsIn, mayNameTime, otherTimeIn, swappedIn } from '../../draft/leaving-corrected.ts';
import { type LeavingSaid, leavingIn, leavingToldIn } from '../../draft/leaving-said.ts';
import { adultsTold } from '../../draft/near-said.ts';
import { namesIn } from '../../draft/news-said.ts';
import { withApostrophes } from '../../draft/typed-words.ts';
import { saidOfAddress } from '../../draft/whose.ts';
import { type CaseEvent, isA, saidName, textOf } from '../../history/events.ts';
import { isOnlyOfMan } from '../../understanding/whom.ts';
import { adult, men } from '../../understanding/words.ts';
import { useTime } from './verbs.ts';

/** When the child leaves, as the bot read it in what the author said after sending. */
export interface SaidTime {
  number: number;
  at: Instant; // when the case knew it
  typedAt?: Instant; // when they said it, if that is earlier
  leavesSight?: Instant; // undefined: no time could be read
  soon?: true; // they are about to leave, and no time is known
  before?: Instant; // the time that the clock ran to until then
  isBelieved: boolean; // it is earlier, so the clock runs to it now; a later one is a report
  right?: 'yes' | 'no'; // whether the bot read it right, says the author; “no” if they sent the words by mistake
  from?: string; // the name of the text in which it was read
  isMistake?: boolean; // they sent that text by mistake, they say
  used?: { by: StaffId; at: Instant }; // who of the MASH has taken it over
  isOver?: true; // the MASH has confirmed since that the child is safe, and it does not lie ahead of that
}

/** Whether the words say that the child has left. */
export const isOfLeft = (said: SaidTime): boolean => saysLeft({ ...said, at: said.typedAt ?? said.at });

/** Whether the time is one at which somebody may come back for the child, or puts such a one right: “4 not 3”. */
export function isOfReturn(
  record: ToldCase,
  { from = '', at, typedAt = at, number }: Pick<SaidTime, 'from' | 'at' | 'typedAt' | 'number'>,
): boolean {
  const { [from]: words = '' } = record.facts.texts;
  if (comesBackIn(words, typedAt)) return true;
  if (!from.startsWith('information') || leavingIn(words, typedAt)?.at) return false;
  const before = saidTimesOf(record.events).findLast((each) => each.number < number && each.leavesSight);
  return before !== undefined && isOfReturn(record, before);
}

/** Whether the words say a day that may be the next one or, after midnight, the one that has begun. */
export const isOfNight = ({ facts }: ToldCase, { from = '', at, typedAt = at }: SaidTime): boolean => {
  const { [from]: words = '' } = facts.texts;
  return withNight(words, typedAt) !== withDays(words) || (isNight(typedAt) && /\bin the morning\b/i.test(words));
};

const MAN_GOES = /\bcheck(?:s|ing|ed)?[ -]?out\b|\b(?:leav(?:es|ing)|goes|going|off)\b/i;
const NO_CHILD = /\b(?:hers?|him|them|they|theyre|child|girl|boy|kids?|both|we|with)\b/i;
/** Whether the time is plainly that of a man who goes: “hes checking out at 7” of a girl, “the uncle checks out at 7”. The child may go then. */
export function isOfMan(record: ToldCase, { from = '', leavesSight }: Pick<SaidTime, 'from' | 'leavesSight'>): boolean {
  const { [from]: words = '' } = record.facts.texts;
  const said = withApostrophes(words).replace(SAYS, ' ');
  const part = said.split(/[.!?;,\n]/).find((each) => MAN_GOES.test(each) && /\d|\bhalf\b|\bquarter\b/.test(each));
  if (!leavesSight || !part || NO_CHILD.test(part)) return false;
  return OF_ADULT.test(part) || (isGirl(record) && /\bhe(?:[’']?s|ll)?\b/i.test(part));
}
const SAYS = new RegExp(`\\b(?:s?he|${adult})(?:[’']?s)? (?:says?|said|saying|reckons?|wants?|told \\w+)\\b`, 'gi');
const OF_ADULT = new RegExp(`\\b${men}(?:[’']?s)?\\b`, 'i');

/** Whether the author is still asked “Has the child left?” because of these words. */
export const isOpenLeft = (said: SaidTime): boolean => !said.right && !said.isOver && isOfLeft(said);

/** Whether a bare “yes” confirms nothing: no time is known, or words since then may name another. */
export const isDisputed = ({ events, facts }: ToldCase, { at, leavesSight }: SaidTime): boolean =>
  !leavesSight || saidIn(events).some((each) => each.at > at && mayNameTime(facts.texts[each.name] ?? ''));

/** Whether this says that the child has not left or does not leave now, which the bot had only guessed and asked. */
export const deniesGuess = ({ events }: Pick<ToldCase, 'events'>, event: CaseEvent): boolean =>
  event.type === 'LeavingTimeChecked' &&
  saidTimesOf(events).some((said) => said.number === event.number && !said.isMistake && (said.soon || isOfLeft(said)));

/** Whether by this the author says that the child has not left. */
export const deniesLeft = ({ events, author }: Pick<ToldCase, 'events' | 'author'>, event: CaseEvent): boolean =>
  event.type === 'LeavingTimeChecked' &&
  event.by === author &&
  saidTimesOf(events).some(
    (said) => said.number === event.number && said.right === 'no' && !said.isMistake && isOfLeft(said),
  );

/** Whether they had said that the child is back before the words by which they say “no”: then the child had left. */
export function backBefore({ events, facts, author }: Pick<ToldCase, 'events' | 'facts' | 'author'>, said: SaidTime) {
  const denied = events.findLast(
    (event) => event.type === 'LeavingTimeChecked' && event.number === said.number && event.by === author,
  );
  const before = denied && events.filter((event) => event.at < plus(denied.at, -5000)); // not the same words
  const back = before && saidBack({ facts, events: before });
  return back !== undefined && back.at > said.at;
}

interface TimesSoFar {
  referral: Referral;
  all: SaidTime[];
  from?: string | undefined; // the name of the text that was said last
}

const timesSoFar = grownFold<CaseEvent, TimesSoFar>({ referral: { status: 'not-started' }, all: [] }, (so, event) => {
  const from = saidName(event) ?? so.from;
  const referral = evolve(so.referral, event);
  return { from, referral, all: timesAfter(event, { ...so, from }, referral) };
});

/** @param referral after the event */
function timesAfter(event: CaseEvent, { referral: earlier, all, from }: TimesSoFar, referral: Referral): SaidTime[] {
  switch (event.type) {
    case 'LeavingTimeSaid': {
      const before = submittedIn(earlier)?.leavesSight;
      const { type: _, by: __, ...said } = event;
      const isBelieved = submittedIn(referral)?.sightSaid?.number === event.number;
      const others = event.leavesSight ? all : all.map(unconfirmed);
      return [...others, { ...said, isBelieved, ...(before && { before }), ...(from && { from }) }];
    }
    case 'ChildSafe':
      return all.map((said) => ((said.leavesSight ?? event.at) <= event.at ? { ...said, isOver: true } : said));
    case 'LeavingTimeChecked':
      return all.map((said) => (said.number === event.number ? { ...said, right: event.right } : said));
    case 'LeavingTimeUsed':
      return all.map((said) => (said.number === event.number ? { ...said, used: event } : said));
    case 'SentByMistake':
      return all.map((said) => (said.from === event.said ? { ...said, isMistake: !event.back } : said));
    default:
      return all;
  }
}

/** All times that were read, the oldest first. */
export const saidTimesOf = oncePer((events: CaseEvent[]): SaidTime[] =>
  timesSoFar(events).all.map((said) => {
    if (ofAnother(events, said.from ?? '')) return { ...said, right: 'no', isBelieved: false, isOver: true };
    return said.isMistake ? { ...said, right: 'no' } : said;
  }),
);

/** Those that are not over. */
export const openTimesOf = (events: CaseEvent[]): SaidTime[] => saidTimesOf(events).filter(({ isOver }) => !isOver);

/**
 * The last time that they said, while a member of the MASH can take it over: it is later, or nobody has confirmed it. A time
 * that its author calls wrong, and one before it, is never taken over.
 */
export function usableTime(events: CaseEvent[]): (SaidTime & { leavesSight: Instant }) | undefined {
  const last = openTimesOf(events).findLast(({ leavesSight, right }) => leavesSight || !right);
  if (!last?.leavesSight || last.used || last.right === 'no' || (last.isBelieved && (last.right || isOfLeft(last))))
    return undefined;
  return { ...last, leavesSight: last.leavesSight };
}

/** A time that they said before the last, and have not called wrong: used only by who was told that there is another. */
export const timeSaidBefore = (events: CaseEvent[], time: string): ReturnType<typeof usableTime> =>
  openTimesOf(events).findLast(
    (said): said is NonNullable<ReturnType<typeof usableTime>> =>
      said.leavesSight !== undefined && said.right !== 'no' && londonClock(said.leavesSight) === time,
  );

const CHANGED_WITHIN = Duration.parse('PT15M');

const typedOf = (event: CaseEvent) => ('typedAt' in event && event.typedAt) || event.at;

const HE_GOES = /\bhe(?:[’']?s| is)(?: just| now)* (?:leaving|going|off|popping|nipping|heading|stepping)\b/i;

/**
 * What the author's words in this event say of when the child leaves sight. Soon after they gave a time, another that
 * they name is one, too. `ofMan`: each sentence of leaving is of a man alone, and the child is a girl. Whether the child has left, a
 * card asks: no words deny it.
 */
export const leavingSaidIn = oncePerEvent((event, record): LeavingSaid | undefined => {
  const words = record.facts.texts[saidName(event) ?? ''] ?? '';
  const at = typedOf(event);
  const said = readIn(event, record);
  if (said?.ofMan) return said;
  const isLeft = said?.at !== undefined && saysLeft({ ...said, at, leavesSight: said.at });
  const back = said && (said.soon || !said.at || isLeft) && backSaid(words, record, event);
  if (back && !leavingIn(back.more, at)) return undefined;
  const rest = said && besideHelp(words, record, event);
  if (rest !== words && said && !leavingIn(rest ?? '', at)) return undefined;
  const mayBeHis = said && (!said.at || isLeft);
  if (!said || !isGirl(record, event)) return said;
  if (!mayBeHis) return !said.soon && HE_GOES.test(words) && isOnlyOfMan(words) ? {} : said; // “hes going home at 5”: it is asked about
  const ofOthers = withoutMen(words, record, event);
  return ofOthers === words ? said : (leavingIn(ofOthers, at) ?? { ofMan: true });
});

/** Read once for each event: its words are asked for again whenever anything happens in the case. */
const leavingOf = oncePer((event: CaseEvent, words: string, question?: string) =>
  leavingToldIn(words, typedOf(event), question),
);

function readIn(event: CaseEvent, record: ToldCase): LeavingSaid | undefined {
  const { texts } = record.facts;
  const words = texts[saidName(event) ?? ''] ?? '';
  const isAdded = event.type === 'InformationAdded';
  if (!isAdded && !(event.type === 'QuestionAnswered' && event.known)) return undefined;
  const at = typedOf(event);
  if (/^\W*\d\W*$/.test(words) && (askedOf(record, record.author) || spokeOfAddress(event, record))) return undefined; // it chooses one of two answers
  const own = namesIn(ownAnswers(record));
  const isAdult = adultsTold(() => toldBefore(event, record), own);
  const said = leavingOf(
    event,
    withShe(withUs(withAdults(words, isAdult), own), own),
    isAdded ? undefined : (texts[textOf.question(event.question)] ?? ''),
  );
  const before = eventsBefore(event, record);
  const known = sentReferral({ events: before })?.leavesSight;
  const { 'leaves-sight': written } = ownAnswers(record).values;
  const swap = said?.soon && isAdded ? swappedIn(words, at, known, written) : undefined;
  if (swap) return { at: swap }; // “hes getting the van ready early. half 4 not 6”
  if (said?.at) return said;
  const isOfBoy = /\bhe\b/i.test(words) && withWhoAfter(words) === words && !isGirl(record, event); // of a boy: “he will be back at 7”
  const comes = isAdded && !isOfBoy ? comesBackIn(words, at) : undefined;
  const departs = departsIn(words, at) ?? comes;
  if (departs) return { at: departs };
  const asked = before.findLast(isA('LeavingTimeSaid', 'LeavingTimeChecked'));
  const last = asked && plus(asked.at, CHANGED_WITHIN) > at ? openTimesOf(before).at(-1) : undefined;
  const correction = last && isOfReturn({ ...record, events: before }, last) ? withoutBack(words) : words;
  const around = { known, written, isSoon: last !== undefined, isAsked: last && !last.leavesSight };
  return otherTimeIn(correction, at, around) ?? said;
}

/** Whether the words just before spoke of an address that was held back: “2 she doesnt live there”. */
function spokeOfAddress(event: CaseEvent, record: ToldCase): boolean {
  const last = eventsBefore(event, record).findLast(isA('InformationAdded'));
  const words = last && record.facts.texts[textOf.information(last.number)];
  return last !== undefined && plus(last.at, 2 * 60_000) > event.at && saidOfAddress(words ?? '') !== undefined;
}

/** “Use 17:30”, while a member of the MASH can take that time over. */
export function useTimeButton({ id, events }: CaseRecord): Button | undefined {
  const said = usableTime(events);
  const time = said && londonClock(said.leavesSight);
  return time ? button(useTime, `Use ${time}`, { case: id, time }) : undefined;
}
