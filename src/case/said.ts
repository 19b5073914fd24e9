import { oncePer } from '../base/once-per.ts';
import { type Texts, withoutEnd } from '../base/texts.ts';
import { Duration, type Instant, msIn, plus } from '../base/time.ts';
import { STOPS } from '../draft/near-said.ts';
import { rangOthers } from '../draft/ring-said.ts';
import { policeIn } from '../draft/typed-police.ts';
import { type CaseEvent, type EventOf, isA, saidName, textOf } from '../history/events.ts';
import { isQuestion } from '../understanding/asking.ts';

/** Whether words of the referrer are to be hidden, or are. */
interface Hiding {
  asked?: EventOf<'HidingAsked'>; // a manager asks a second one to hide them
  hidden?: EventOf<'WordsHidden'>;
}

/** The same for each text that a manager asked to hide, by its name. */
const hidings = oncePer((events: CaseEvent[]) => {
  const all = new Map<string, Hiding>();
  for (const event of events) {
    if (event.type === 'HidingAsked') all.set(event.said, { asked: event });
    if (event.type === 'WordsHidden')
      for (const name of [event.said, ...event.copies]) all.set(name, { hidden: event });
  }
  return all;
});

export const hidingOf = (events: CaseEvent[], name: string): Hiding => hidings(events).get(name) ?? {};

/** Words of the referrer. `name`: of their text in the facts. `index`: the place of their event in the history. */
export interface Said {
  name: string;
  index: number;
  at: Instant; // when they were typed
}

/** All that the referrer said after sending, the oldest first. */
export const saidIn = oncePer((events: CaseEvent[]): Said[] =>
  events.flatMap((event, index) => {
    const name = saidName(event);
    return name ? [{ name, index, at: ('typedAt' in event && event.typedAt) || event.at }] : [];
  }),
);

const joinedWithin = Duration.parse('PT2M');
/** Words with the half sentence of just before that they go on with: “…i seen her lip was” and “blledin and swolen”. It is only for the reading. */
export function joinedBefore(event: CaseEvent, events: CaseEvent[], texts: Texts): string | undefined {
  const all = saidIn(events);
  const place = all.findIndex(({ index }) => events[index] === event);
  const [last, now] = [all[place - 1], all[place]];
  const { [last?.name ?? '']: before = '', [now?.name ?? '']: words = '' } = texts;
  if (!last || !now || !STOPS.test(before.trimEnd()) || plus(last.at, msIn(joinedWithin)) < now.at) return undefined;
  return `${withoutEnd(before.trim(), '.,…')} ${words}`;
}

const others = oncePer(
  (events: CaseEvent[]) => new Map(events.filter(isA('SaidOfAnother')).map((event) => [event.said, event])),
);
const denied = oncePer(
  (events: CaseEvent[]) => new Set(events.filter(isA('AnswerDenied')).map(({ question }) => textOf.answer(question))),
);

/** That this text is about another child, as somebody has said last. */
export const ofAnother = (events: CaseEvent[], name: string): EventOf<'SaidOfAnother'> | undefined =>
  others(events).get(name);

/** Whether this text, which was taken for an answer, is none, as the referrer has said. */
export const saidToBeNoAnswer = (events: CaseEvent[], name: string): boolean => denied(events).has(name);

/** The history without the leaving times that were read in words which are about another child: here they count no more. */
export const withoutMoved = oncePer((events: CaseEvent[]): CaseEvent[] => {
  if (others(events).size === 0) return events; // most cases
  const moved = new Set<number>();
  let from = '';
  return events.filter((event) => {
    from = saidName(event) ?? from;
    if (event.type === 'LeavingTimeSaid' && others(events).has(from)) moved.add(event.number);
    const isTime = isA('LeavingTimeSaid', 'LeavingTimeChecked', 'LeavingTimeUsed')(event);
    return !isTime || !moved.has(event.number);
  });
});

const tellsRung = oncePer(
  (_event: CaseEvent, words: string): boolean =>
    !isQuestion(words) &&
    ((/\b(?:police|999|101)\b/i.test(words) && policeIn(words) === 'yes') || rangOthers(words.toLowerCase())),
);
/**
 * The last words by which 999 or the police were rung, since the child was safe or found: then nobody is told to ring as if nothing were known.
 * @param from no earlier ones
 */
export function rungSaid(
  { events, facts }: { events: CaseEvent[]; facts: { texts: Texts } },
  from = '',
): Said | undefined {
  const over = events.findLastIndex(isA('ChildSafe', 'ChildFound'));
  return saidIn(events).findLast(({ name, index, at }) => {
    const { [index]: event } = events;
    const isOfAuthor = event && index > over && at >= from && !('byMash' in event) && !ofAnother(events, name);
    const isKnown = event?.type === 'ChildMissing' && event.police === 'yes';
    return isOfAuthor && (isKnown || tellsRung(event, facts.texts[name] ?? ''));
  });
}
