import { phoneCaller } from '../../base/people.ts';
import type { Face } from '../../cards/face.ts';
import { button } from '../../cards/parts.ts';
import { phonedIn } from '../../case/referral.ts';
import { seenAt } from '../../case/state.ts';
import { hand, inWriting, seen, take, wrongCaller } from './verbs.ts';

/** What the MASH can do at its desk. */
export const face: Face = {
  buttons: {
    take: ({ record, referral: { allocation } }) =>
      allocation.kind === 'nobody'
        ? button(take, 'Take this referral', { case: record.id }, { style: 'positive' })
        : undefined,
  },
  more({ record, referral }) {
    const data = { case: record.id };
    const phoned = phonedIn(referral);
    const isOpen = referral.status !== 'decided';
    return [
      ...(isOpen && !seenAt(referral) ? [button(seen, 'Seen', data)] : []),
      ...(isOpen ? [button(hand, 'Hand to…', data)] : []),
      ...(phoned && referral.submittedBy !== phoneCaller ? [button(wrongCaller, 'Wrong person in Teams', data)] : []),
      ...(phoned?.kind === 'phoned' ? [button(inWriting, 'It is in writing now', data)] : []),
    ];
  },
};
