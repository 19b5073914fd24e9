import type { Instant } from '../../base/time.ts';
import { type Entry, isWaiting, type Recipient } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { EventOf } from '../../history/events.ts';

/**
 * The case with its new author. The messages in the former author's chat, including the receipt, are listed to be
 * cleared.
 */
export function withNewAuthor(record: CaseRecord, { by, from }: EventOf<'HandOverAccepted'>): CaseRecord {
  const { handOver: _, said, ...rest } = record;
  const { receipt, ...places } = said; // the ids of the messages that the bot has posted about the case
  const accepted = record.events.length - 1;
  const staysWithFormer = ({ message }: Entry) =>
    message.kind === 'clear-draft' || (message.kind === 'notice' && message.event === accepted);
  const goesToColleague = (entry: Entry) =>
    isWaiting(entry) && 'person' in entry.to && entry.to.person === from && !staysWithFormer(entry);
  return {
    ...rest,
    author: by,
    said: { ...places, draft: [...said.draft, ...(receipt ? [receipt] : [])] },
    outbox: record.outbox.map((entry) => (goesToColleague(entry) ? { ...entry, to: { person: by } } : entry)),
  };
}

/** When a former author, who is not the author again, gave the case away. @returns undefined for anybody else */
export function leftAt({ author, events }: CaseRecord, to: Recipient): Instant | undefined {
  if (!('person' in to) || to.person === author) return undefined;
  return events.findLast((event) => event.type === 'HandOverAccepted' && event.from === to.person)?.at;
}
