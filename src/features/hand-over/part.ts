import { type Entry, isWaiting } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import type { EventOf } from '../../history/events.ts';
import { instructionsOf } from '../instruction/state.ts';

/**
 * When a colleague accepts, they get everything the author would get: waiting messages, the receipt and what is still
 * open. The former author is told that the colleague accepted, and the messages about the case in their chat are
 * cleared.
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
      ...stillOpen(record).map((message): Outgoing => ({ to, message })),
      { to, message: { kind: 'receipt' } },
    ];
  },
  after: (record, event) => (event.type === 'HandOverAccepted' ? withNewAuthor(record, event) : record),
};

/**
 * Unanswered questions and unread messages. Those that still wait in the outbox are left out, because they will be sent
 * anyway.
 */
function stillOpen(record: CaseRecord): Outgoing['message'][] {
  const { events, outbox } = record;
  const isInOutbox = (message: Outgoing['message']) =>
    outbox.some((entry) => isWaiting(entry) && JSON.stringify(entry.message) === JSON.stringify(message));
  const unread = instructionsOf(events).filter(({ reached }) => reached?.how !== 'read');
  const isUnread = (number: number) => unread.some((each) => each.number === number);
  const questions = submittedIn(referralOf(events))?.questions.filter(({ answer }) => answer.kind === 'awaited') ?? [];
  const messages: Outgoing['message'][] = [
    ...questions.map(({ number }) => ({ kind: 'question' as const, question: number })),
    ...events.flatMap((event, at) =>
      event.type === 'ReferrerInstructed' && isUnread(event.number)
        ? [{ kind: 'stage-notice' as const, event: at }]
        : [],
    ),
  ];
  return messages.filter((message) => !isInOutbox(message));
}

/**
 * The case with its new author. The messages in the former author's chat, including the receipt, are listed to be
 * cleared.
 */
function withNewAuthor(record: CaseRecord, { by, from }: EventOf<'HandOverAccepted'>): CaseRecord {
  const { handOver: _, said, ...rest } = record;
  const { receipt, ...places } = said; // the ids of the messages that the bot has posted about the case
  const accepted = record.events.length - 1;
  const staysWithFormer = ({ message }: Entry) =>
    message.kind === 'clear-draft' || (message.kind === 'stage-notice' && message.event === accepted);
  const goesToColleague = (entry: Entry) =>
    isWaiting(entry) && 'person' in entry.to && entry.to.person === from && !staysWithFormer(entry);
  return {
    ...rest,
    author: by,
    said: { ...places, draft: [...said.draft, ...(receipt ? [receipt] : [])] },
    outbox: record.outbox.map((entry) => (goesToColleague(entry) ? { ...entry, to: { person: by } } : entry)),
  };
}
