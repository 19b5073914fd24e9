import type { OutboxMessage, Recipient } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import type { ToTell } from '../../case/react.ts';
import { referralOf } from '../../case/state.ts';

const mash: Recipient = { place: 'mash' };
const toOtherCase = (message: OutboxMessage): ToTell => ({ to: { place: 'cases' }, message });

/**
 * A logged call goes on in the referrer's case. After a join the kept case tells the call; after a separation the call
 * tells the kept case. The case that will wait for a decision is always written first, so that the child is never lost
 * between the two.
 */
export const part: Part = {
  react(event, index, { record }) {
    if (event.type !== 'CallJoined' && event.type !== 'JoinedInto' && event.type !== 'JoinUndone') return [];
    const messages: ToTell[] = [
      { to: mash, message: { kind: 'case-card' } },
      { to: mash, message: { kind: 'line', event: index } },
      { to: { person: record.author }, message: { kind: 'receipt' } },
    ];
    if (event.type === 'CallJoined') return [...messages, toOtherCase({ kind: 'join', to: event.from, event: index })];
    const isCall = event.type === 'JoinUndone' && referralOf(record.events).status === 'joined';
    return isCall ? [...messages, toOtherCase({ kind: 'join', to: event.other, event: index })] : messages;
  },
};
