import type { Feature } from '../../actions/feature.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { actions } from './actions.ts';
import { nobodyHasItCard, ringCard } from './cards.ts';
import { face } from './face.ts';
import { part } from './part.ts';
import { typed } from './typed.ts';

export const alarm: Feature = {
  name: 'alarm',
  part,
  face,
  actions,
  typed,
  tells({ record, message, ...telling }) {
    const referral = submittedIn(referralOf(record.events));
    if (message.kind === 'urgent-ring') return referral && ringCard(record, referral, message, telling);
    return message.kind === 'nobody-has-it' ? nobodyHasItCard(record, telling.pack) : undefined;
  },
};
