import type { Instant } from '../base/time.ts';
import { clockAndDay, timeLeft } from '../cards/london.ts';
import { policeWords, whoSays } from '../cards/mash-care.ts';
import { type Card, fact, inRows, type Line, line, mashCard, plain } from '../cards/parts.ts';
import { addedCheck, type Said, writtenReferral } from '../cards/referral-text.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { decisionLines } from '../features/decision/record-cards.ts';
import { features } from '../features/list.ts';
import { type CaseEvent, textOf } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';

const partCharacters = 6000; // well below Teams' limit for a message, also when every character takes four bytes

/**
 * The whole written referral as numbered parts for the thread, nothing left out: it can be read without the bot.
 * @source Protocol 8.2 (a written referral)
 */
export function writtenParts(record: CaseRecord, pack: Pack): Line[][] {
  return inParts(writtenReferral(record.facts.answers, pack));
}

/** An indicator check that was done after sending, as numbered parts in the same way. The first of them is the line in the thread. */
export function additionParts(record: CaseRecord, pack: Pack): Line[][] {
  return inParts(addedCheck(record.facts.answers, pack));
}

export function inParts(said: Said[]): Line[][] {
  const size = (part: Said[]) => part.reduce((sum, { title, text }) => sum + title.length + text.length, 0);
  // The last title is not counted: parts that are on their way already keep their numbers.
  const fits = (part: Said[]) => size(part) - (part.at(-1)?.title.length ?? 0) <= partCharacters;
  return inRows(said, fits).map((part) => part.flatMap(({ title, text }) => fact(title, text)));
}

export function writtenCard(record: CaseRecord, pack: Pack, number: number): Card {
  const parts = writtenParts(record, pack);
  return thread(record, `Written referral, ${number} of ${parts.length}`, parts[number - 1] ?? []);
}

/** One part of what the referrer added; `at`: when they sent it. */
export function additionCard(record: CaseRecord, pack: Pack, number: number, at: Instant): Card {
  const { title, lines } = addition(record, pack, number, at);
  return thread(record, title, lines);
}

function addition(record: CaseRecord, pack: Pack, number: number, at: Instant): { title: string; lines: Line[] } {
  const parts = additionParts(record, pack);
  const which = parts.length > 1 ? `, ${number} of ${parts.length}` : '';
  const lines = parts[number - 1] ?? [];
  return {
    title: `Added by the referrer: indicator check${which}`,
    lines: [...(lines.length > 0 ? lines : [line('Nothing ticked.')]), line(clockAndDay(at), 'small', 'Small')],
  };
}

/** What happened, as a reply in the thread. Its title is what a lock screen shows: no name, no fact. Of a long addition it is the first part. */
export function lineCard(
  record: CaseRecord,
  event: CaseEvent,
  referral: SubmittedReferral,
  pack: Pack,
  now: Instant,
): Card {
  const { title, lines } = inWords(record, event, referral, pack, now);
  return thread(record, title, lines);
}

function thread(record: CaseRecord, title: string, lines: Line[]): Card {
  return mashCard({
    summary: `${record.id}: ${title}`,
    top: [line(record.id, 'small')],
    heading: title,
    headingSize: 'Default',
    blocks: lines.length > 0 ? [plain(lines, 'Small')] : [],
  });
}

export function inWords(
  record: CaseRecord,
  event: CaseEvent,
  referral: SubmittedReferral,
  pack: Pack,
  now: Instant,
): { title: string; lines: Line[] } {
  const { texts, names } = record.facts;
  const name = (id: string) => names[id] ?? 'a colleague';
  const at = clockAndDay(event.at);
  switch (event.type) {
    case 'ReferralTaken':
      return { title: 'Taken', lines: [line(`By ${name(event.by)}, ${at}`)] };
    case 'QuestionAsked':
      return {
        title: 'Question to the referrer',
        lines: [line(texts[textOf.question(event.question)] ?? ''), line(`${name(event.by)}, ${at}`, 'small')],
      };
    case 'QuestionAnswered':
      return {
        title: 'The referrer answers',
        lines: [line(event.known ? (texts[textOf.answer(event.question)] ?? '') : 'Not known'), line(at, 'small')],
      };
    case 'CheckAdded':
      return addition(record, pack, 1, event.at);
    case 'InformationAdded':
      return {
        title: 'Added by the referrer',
        lines: [line(texts[textOf.information(event.number)] ?? ''), line(at, 'small', 'Small')],
      };
    case 'ChildMissing': {
      const words = texts[textOf.missing(event.number)];
      const who = whoSays(event.by === record.author ? {} : { byMash: true });
      return {
        title: `CHILD MISSING, says ${who}`,
        lines: [
          line(policeWords(event.police, who)),
          ...(words ? [line(event.by === record.author ? `Their words: ${words}` : words)] : []),
          line(event.by === record.author ? at : `${name(event.by)}, ${at}`, 'small', 'Small'),
        ],
      };
    }
    case 'ChildFound': {
      const words = texts[textOf.found(event.number)];
      return {
        title: 'The child is found, says the referrer',
        lines: [...(words ? [line(`Their words: ${words}`)] : []), line(at, 'small', 'Small')],
      };
    }
    case 'CaseLinked':
      return {
        title: `Linked with ${event.to}`,
        lines: [line(event.by ? `By ${name(event.by)}, ${at}` : 'The same referrer, for a brother or sister.')],
      };
    case 'DecisionRecorded':
      return { title: `Decided${event.late ? ' · LATE' : ''}`, lines: decisionLines(record, { ...event, number: 1 }) };
    case 'DecisionCorrected':
      return { title: 'Decision CORRECTED', lines: decisionLines(record, event) };
    case 'ReferrerTold':
      return { title: 'The referrer has been told', lines: [line(at)] };
    case 'NotReached':
      return {
        title:
          event.who === 'referrer' ? 'The referrer could NOT be reached in Teams' : 'A reminder could NOT be delivered',
        lines: [
          line(
            event.who === 'referrer'
              ? 'Please ring them. Their number is on the card.'
              : `Not reached: ${name(event.staff)}.`,
          ),
          line(at, 'small'),
        ],
      };
    case 'ClockReached':
      if (!ofDecision.includes(event.clock)) return ofFeature(record, event, pack);
      return {
        title: clockTitle(event, referral, now),
        lines: event.late ? [line('Late: this could not be said in time', 'small')] : [],
      };
    default:
      return ofFeature(record, event, pack);
  }
}

const ofDecision = ['decision', 'leavesSight'];

function ofFeature(record: CaseRecord, event: CaseEvent, pack: Pack): { title: string; lines: Line[] } {
  const said = features.map(({ face }) => face?.line?.(record, event, pack)).find((each) => each);
  return said ?? { title: record.id, lines: [] };
}

function clockTitle(
  event: Extract<CaseEvent, { type: 'ClockReached' }>,
  referral: SubmittedReferral,
  now: Instant,
): string {
  if (event.clock === 'leavesSight' && referral.leavesSight)
    return `Undecided. Child leaves the referrer’s sight at ${clockAndDay(referral.leavesSight)}. Reminding: managers`;
  const due = clockAndDay(referral.decisionDue);
  const who = [
    event.remind || event.overdue ? 'managers' : '',
    event.escalate || event.overdue ? 'the escalation contact' : '',
  ]
    .filter((each) => each !== '')
    .join(' and ');
  if (now > referral.decisionDue) return `OVERDUE since ${due}. Reminding: ${who}`;
  return `Undecided, ${timeLeft(now, referral.decisionDue)} left (due ${due}). Reminding: ${who}`;
}
