import type { OutboxMessage, Recipient } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';
import { referralOf } from '../../case/state.ts';

const mash: Recipient = { place: 'mash' };
const toOtherCase = (message: OutboxMessage): Outgoing => ({ to: { place: 'cases' }, message });

/**
 * A join or a separation is recorded in two cases: the logged call, and the referrer's case, which is kept. The case
 * that will wait for a decision records it first (a join: the kept case; a separation: the call) and queues a message
 * that makes the other record it. So at least one of the two always waits for a decision, and no child is lost.
 */
export const part: Part = {
  react(event, index, { record }) {
    if (event.type !== 'CallJoined' && event.type !== 'JoinedInto' && event.type !== 'JoinUndone') return [];
    const messages: Outgoing[] = [
      { to: mash, message: { kind: 'case-card' } },
      { to: mash, message: { kind: 'line', event: index } },
      { to: { person: record.author }, message: { kind: 'receipt' } },
    ];
    if (event.type === 'CallJoined') return [...messages, toOtherCase({ kind: 'join', to: event.from, event: index })];
    const isCall = event.type === 'JoinUndone' && referralOf(record.events).status === 'joined';
    return isCall ? [...messages, toOtherCase({ kind: 'join', to: event.other, event: index })] : messages;
  },
};
