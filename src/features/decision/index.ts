import type { Feature } from '../../actions/feature.ts';
import { referralOf } from '../../case/state.ts';
import { actions } from './actions.ts';
import { face } from './face.ts';
import { decisionNoticeCard } from './notice.ts';
import { part } from './part.ts';

export const decision: Feature = {
  name: 'decision',
  actions,
  part,
  face,
  tells({ record, message, pack }) {
    if (message.kind !== 'decision-notice') return undefined;
    const referral = referralOf(record.events);
    if (referral.status !== 'decided') throw new Error(`case ${record.id} is not decided`);
    return decisionNoticeCard(record, referral, pack);
  },
};
