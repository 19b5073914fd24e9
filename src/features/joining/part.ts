import type { OutboxMessage, Recipient } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';
import { referralOf } from '../../case/state.ts';

const mash: Recipient = { place: 'mash' };
const between = (message: OutboxMessage): Outgoing => ({ to: { place: 'cases' }, message });

/**
 * A call that the MASH wrote down goes on in the referrer's case. Joined, the case that is kept tells the call; separated, the call
 * tells that case: whichever waits is written first, so that neither is lost on the way.
 */
export const part: Part = {
  react(event, index, { record }) {
    if (event.type !== 'CallJoined' && event.type !== 'JoinedInto' && event.type !== 'JoinUndone') return [];
    const told: Outgoing[] = [
      { to: mash, message: { kind: 'case-card' } },
      { to: mash, message: { kind: 'line', event: index } },
      { to: { person: record.author }, message: { kind: 'receipt' } },
    ];
    if (event.type === 'CallJoined') return [...told, between({ kind: 'join', to: event.from, event: index })];
    const isCall = event.type === 'JoinUndone' && referralOf(record.events).status === 'joined';
    return isCall ? [...told, between({ kind: 'join', to: event.other, event: index })] : told;
  },
};
