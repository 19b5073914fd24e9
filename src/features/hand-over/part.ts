import { type Entry, isWaiting } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import type { ToTell } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import type { EventOf } from '../../history/events.ts';
import { instructionsOf } from '../instruction/state.ts';

/**
 * Once a colleague accepts, they get what the author would: what still waits, the receipt, and what is open. The former author reads
 * that it was accepted, and their chat shows nothing more of the case.
 */
export const part: Part = {
  react(event, index, { record }) {
    if (event.type !== 'HandOverAccepted') return [];
    const mash = { place: 'mash' as const };
    const from = { person: event.from };
    const to = { person: event.by };
    return [
      { to: mash, message: { kind: 'case-card' } },
      { to: mash, message: { kind: 'line', event: index } },
      { to: from, message: { kind: 'stage-notice', event: index } },
      { to: from, message: { kind: 'clear-draft' } },
      ...open(record).map((message): ToTell => ({ to, message })),
      { to, message: { kind: 'receipt' } },
    ];
  },
  after: (record, event) => (event.type === 'HandOverAccepted' ? handedTo(record, event) : record),
};

/** Questions without an answer and messages that nobody has read. What still waits is told anyway. */
function open(record: CaseRecord): ToTell['message'][] {
  const { events, outbox } = record;
  const waits = (message: ToTell['message']) =>
    outbox.some((entry) => isWaiting(entry) && JSON.stringify(entry.message) === JSON.stringify(message));
  const unread = instructionsOf(events).filter(({ reached }) => reached?.how !== 'read');
  const isUnread = (number: number) => unread.some((each) => each.number === number);
  const questions = submittedIn(referralOf(events))?.questions.filter(({ answer }) => answer.kind === 'awaited') ?? [];
  const all: ToTell['message'][] = [
    ...questions.map(({ number }) => ({ kind: 'question' as const, question: number })),
    ...events.flatMap((event, at) =>
      event.type === 'ReferrerInstructed' && isUnread(event.number)
        ? [{ kind: 'stage-notice' as const, event: at }]
        : [],
    ),
  ];
  return all.filter((message) => !waits(message));
}

/** The case with its new author. The messages in the former's chat, its receipt among them, are for the tidying up. */
function handedTo(record: CaseRecord, { by, from }: EventOf<'HandOverAccepted'>): CaseRecord {
  const { handOver: _, said, ...rest } = record;
  const { receipt, ...places } = said;
  const accepted = record.events.length - 1;
  const staysWithThem = ({ message }: Entry) =>
    message.kind === 'clear-draft' || (message.kind === 'stage-notice' && message.event === accepted);
  const isTheirs = (entry: Entry) =>
    isWaiting(entry) && 'person' in entry.to && entry.to.person === from && !staysWithThem(entry);
  return {
    ...rest,
    author: by,
    said: { ...places, draft: [...said.draft, ...(receipt ? [receipt] : [])] },
    outbox: record.outbox.map((entry) => (isTheirs(entry) ? { ...entry, to: { person: by } } : entry)),
  };
}
