import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { CaseEvent } from '../../history/events.ts';

/** A message from the MASH to the referrer. `reached`: how far it got, as far as the bot knows, and when. */
export interface ReferrerMessage {
  number: number;
  by: StaffId;
  at: Instant;
  reached?: { how: 'delivered' | 'read' | 'not' | 'by-phone'; at: Instant };
}

/** Every message from the MASH to the referrer, in the order of their numbers. */
export function referrerMessagesOf(events: CaseEvent[]): ReferrerMessage[] {
  return events.reduce(withEvent, [] as ReferrerMessage[]);
}

function withEvent(messages: ReferrerMessage[], event: CaseEvent): ReferrerMessage[] {
  const { at } = event;
  const withReached = (
    applies: (each: ReferrerMessage) => boolean,
    how: NonNullable<ReferrerMessage['reached']>['how'],
  ) => messages.map((each) => (applies(each) ? { ...each, reached: { how, at } } : each));
  switch (event.type) {
    case 'ReferrerMessaged':
      return [...messages, { number: event.number, by: event.by, at }];
    case 'ReferrerMessageDelivered':
      return withReached(({ number, reached }) => number === event.number && reached?.how !== 'read', 'delivered');
    case 'ReferrerMessageRead':
      return withReached(({ number }) => number === event.number, 'read');
    case 'NotReached':
      return event.who === 'referrer' ? withReached(({ reached }) => !reached, 'not') : messages;
    case 'CallerTakenBack': // that person was not the caller, so a message still on its way cannot reach the caller
      return withReached(({ reached }) => !reached, 'not');
    case 'ReferrerToldByPhone':
      return withReached(({ reached }) => reached?.how === 'not', 'by-phone');
    default:
      return messages;
  }
}

export const referrerMessageIn = ({ events }: CaseRecord, wanted: number): ReferrerMessage | undefined =>
  referrerMessagesOf(events).find(({ number }) => number === wanted);

/** The newest message that the referrer has not marked as read. */
export const latestUnreadReferrerMessage = (events: CaseEvent[]): ReferrerMessage | undefined =>
  referrerMessagesOf(events).findLast(({ reached }) => reached?.how !== 'read');
