import { oncePer } from '../base/once-per.ts';
import { type Texts, withoutEnd } from '../base/texts.ts';
import { type Instant, londonMoment, plus } from '../base/time.ts';
import { type Answers, answerTo } from '../draft/draft.ts';
import { isGiven } from '../draft/fields.ts';
import {
  type ProtectionParts,
  protectionIn,
  protectionParts,
  protectionTimes,
  protectionWords,
} from '../draft/typed-police.ts';
import { type EventOf, isA, nextNumber, textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { refuseLongTexts } from './commands.ts';
import { textsAsWritten } from './held.ts';
import { type Actor, both, doneBy, nothingToDo, type Outcome } from './outcome.ts';
import type { CaseRecord } from './record.ts';
import { sentReferral } from './standing.ts';
import { isOwnReferral } from './state.ts';

/**
 * Police protection, as all that was said adds up. `saidAt`, `lastSaidAt`: when it was first said, and last; `parts`: their words; `words`: what was
 * typed without boxes and stands nowhere else. `since` and `until` are there if their words could be read. `isReport`: the
 * author has since said other times, which do not count.
 */
interface Protection {
  saidAt: Instant;
  lastSaidAt: Instant;
  parts: ProtectionParts;
  words: string;
  since?: Instant;
  until?: Instant;
  isReport?: boolean;
}

type Known = Pick<CaseRecord, 'facts' | 'events'>;
type Said = EventOf<'ProtectionSaid'>;

const answered = {
  power: 'protection-power',
  since: 'protection-when',
  until: 'protection-until',
  reference: 'police-reference',
  officer: 'protection-officer',
} as const satisfies Record<(typeof protectionParts)[number], string>;
/** The name under which the facts store a part of what was said. */
export const protectionText = (part: (typeof protectionParts)[number] | 'words' | 'over', number: number) =>
  `protection-${part}-${number}`;

/** What the answers of a check or a logged call say of it; undefined if the child is not in police protection by them. */
export const answeredProtection = oncePer((answers: Answers): Omit<Protection, 'saidAt' | 'lastSaidAt'> | undefined => {
  const isSaid = (field: string) => isGiven(answers, field);
  const words = protectionWords(answers);
  if (![answered.power, answered.since, answered.until].some(isSaid) && words.length === 0) return undefined;
  const given = protectionParts.flatMap((part) =>
    isSaid(answered[part]) ? [[part, answerTo(answers, answered[part])]] : [],
  );
  const timeIn = (field: string) => {
    const reading = answers.readings[field];
    return reading?.at ?? (reading?.day === undefined ? undefined : londonMoment(reading.day, '00:00'));
  };
  const [since, until] = [timeIn(answered.since), timeIn(answered.until)];
  return {
    parts: { ...protectionIn(words.join('\n')), ...Object.fromEntries(given) },
    words: '',
    ...(since && { since }),
    ...(until && { until }),
  };
});

/** How it ended, as the MASH recorded it, if nothing was said of it since. */
export const protectionOver = ({ events }: Pick<Known, 'events'>) => {
  const last = events.findLast(isA('ProtectionOver', 'ProtectionSaid'));
  return last?.type === 'ProtectionOver' ? last : undefined;
};

/**
 * The police protection in which the child is, from the referral and all that was said since. Of its times, what the MASH said
 * last counts, or what the author said if it is earlier: nobody who refers the child moves its end away.
 * @returns undefined if nobody says so, or the MASH has recorded what followed
 * @source Protocol 6.7
 */
export const protectionOf = oncePer(({ facts: { answers, texts }, events }: Known): Protection | undefined => {
  const over = events.findLastIndex(isA('ProtectionOver'));
  const first = events.find(isA('PhoneReferralLogged', 'ReferralSubmitted'));
  const sent = sentReferral({ events });
  const inAnswers = over < 0 && first ? answeredProtection(answers) : undefined;
  const begun = inAnswers &&
    first && { ...protectionTimes(inAnswers.parts, first.at), ...inAnswers, saidAt: first.at, lastSaidAt: first.at };
  return events.slice(over + 1).reduce<Protection | undefined>((before, event) => {
    if (event.type === 'ProtectionSaid') {
      const words = texts[protectionText('words', event.number)];
      const parts = partsOf(event, texts);
      const isOfMash = sent !== undefined && !isOwnReferral(sent, event.by);
      return andThen(before, { ...event, saidAt: event.at }, parts, { words, isOfMash });
    }
    const joined = event.type === 'CallJoined' && !isUndone(event, events) ? event.protection : undefined;
    return joined ? andThen(before, joined, {}, {}) : before;
  }, begun);
});

/** What this event says, part by part, in the words of whoever said it. */
function partsOf({ number, information, answer }: Said, texts: Texts): ProtectionParts {
  if (information !== undefined) return protectionIn(texts[textOf.information(information)] ?? '');
  if (answer !== undefined) return protectionIn(texts[textOf.answer(answer)] ?? '');
  const said = protectionParts.map((part) => [part, texts[protectionText(part, number)]] as const);
  return Object.fromEntries(said.filter(([, words]) => words !== undefined));
}

/** Whether a join of a call was undone since. */
const isUndone = (join: EventOf<'CallJoined'>, events: Known['events']) =>
  events.slice(events.indexOf(join)).some((event) => event.type === 'JoinUndone' && event.other === join.from);

type Times = { since?: Instant | undefined; until?: Instant | undefined };

function andThen(
  before: Protection | undefined,
  { saidAt, since, until }: Times & Pick<Protection, 'saidAt'>,
  parts: ProtectionParts,
  { words = before?.words ?? '', isOfMash = false }: { words?: string | undefined; isOfMash?: boolean },
): Protection {
  const said = {
    since: since ?? (parts.since === undefined ? before?.since : undefined),
    until: until ?? (parts.until === undefined ? before?.until : undefined),
  };
  const isLast = isOfMash || !before;
  const times = isLast ? said : earliestOf(before, { since, until });
  const saysOther = said.since !== times.since || said.until !== times.until;
  const isSaid = parts.since !== undefined || parts.until !== undefined;
  return {
    saidAt: before && before.saidAt < saidAt ? before.saidAt : saidAt,
    lastSaidAt: saidAt,
    words,
    parts: { ...before?.parts, ...parts },
    isReport: isSaid ? saysOther : before?.isReport === true,
    ...(times.since && { since: times.since }),
    ...(times.until && { until: times.until }),
  };
}

/** The times that end it first. It had begun when it was first said, and it does not end before it begins. */
function earliestOf(before: Protection, { since, until }: Times): Times {
  const from = since ? [before.since ?? before.saidAt, since].sort()[0] : before.since;
  const ends = [before.until, until].filter((each) => each !== undefined).sort();
  return { since: from, until: ends.find((each) => !from || each > from) ?? ends[0] };
}

/**
 * When it ends: at the time that was said, but never later than the longest time that the law allows from its beginning.
 * Where no beginning could be read, that time counts from when it was said, and it ends before. `isTooLate`: their words
 * name an end that cannot be.
 */
export function protectionEnd({ saidAt, since, until }: Protection, { clocks }: Pack) {
  const last = plus(since ?? saidAt, clocks.policeProtection.within);
  const isTooLate = until !== undefined && (until > last || (since !== undefined && until <= since));
  return { at: until && !isTooLate && until < last ? until : last, isTooLate };
}

/** What was typed into the boxes of a form that holds others, too. */
export const partsTyped = (typed: Texts): ProtectionParts =>
  Object.fromEntries(protectionParts.map((part) => [part, typed[part] ?? '']));

/** Somebody says, in typed words, boxes or both, that the child is in police protection, or more of it. */
export function sayProtection(record: CaseRecord, given: ProtectionParts & { words?: string }, at: Actor): Outcome {
  const before = protectionOf({ ...record, facts: { ...record.facts, texts: textsAsWritten(record) } });
  const said = Object.entries(given).flatMap(([part, text]) => (text.trim() === '' ? [] : [[part, text] as const]));
  const isNew = ([part, text]: readonly [string, string]) =>
    (before?.isReport && at.by.id !== record.author) ||
    (part === 'words' ? before?.words : before?.parts[part as keyof ProtectionParts]) !== text;
  if (said.length === 0 || !said.some(isNew)) return nothingToDo;
  const number = nextNumber(record.events, 'ProtectionSaid');
  return doneBy(
    at,
    { type: 'ProtectionSaid', number, ...protectionTimes(Object.fromEntries(said), at.now) },
    Object.fromEntries(said.map(([part, text]) => [protectionText(part as 'words', number), text] as const)),
  );
}

const saysNo = ['', '-', 'no', 'none', 'n/a', 'not in protection', 'not in police protection'];

const meansNo = (words: string) => saysNo.includes(withoutEnd(words.trim().toLowerCase(), '.!'));

/** What was typed into the box of police protection, as a sentence to go with other words; empty if it says no. */
export const protectionSentence = (words: string): string => (meansNo(words) ? '' : `Police protection: yes. ${words}`);

/** What a form records, and what its box for police protection says. @param words as typed; empty where there is none */
export function andProtection(outcome: Outcome, words: string, record: CaseRecord, at: Actor): Outcome {
  if (meansNo(words)) return outcome;
  const said = refuseLongTexts({ protection: words }) ?? sayProtection(record, { ...protectionIn(words), words }, at);
  return both(outcome, said);
}
