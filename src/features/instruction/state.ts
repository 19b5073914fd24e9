import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { CaseEvent } from '../../history/events.ts';

/** A message from the MASH to the referrer. `reached`: how far it got, as far as the bot knows, and when. */
export interface Instruction {
  number: number;
  by: StaffId;
  at: Instant;
  reached?: { how: 'delivered' | 'read' | 'not' | 'by-phone'; at: Instant };
}

/** Every message from the MASH to the referrer, in the order of their numbers. */
export function instructionsOf(events: CaseEvent[]): Instruction[] {
  return events.reduce(withEvent, [] as Instruction[]);
}

function withEvent(messages: Instruction[], event: CaseEvent): Instruction[] {
  const { at } = event;
  const withReached = (applies: (each: Instruction) => boolean, how: NonNullable<Instruction['reached']>['how']) =>
    messages.map((each) => (applies(each) ? { ...each, reached: { how, at } } : each));
  switch (event.type) {
    case 'ReferrerInstructed':
      return [...messages, { number: event.number, by: event.by, at }];
    case 'InstructionDelivered':
      return withReached(({ number, reached }) => number === event.number && reached?.how !== 'read', 'delivered');
    case 'InstructionRead':
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

export const instructionIn = ({ events }: CaseRecord, wanted: number): Instruction | undefined =>
  instructionsOf(events).find(({ number }) => number === wanted);

/** The newest message that the referrer has not marked as read. */
export const latestUnreadInstruction = (events: CaseEvent[]): Instruction | undefined =>
  instructionsOf(events).findLast(({ reached }) => reached?.how !== 'read');
