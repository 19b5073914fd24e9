import type { Feature } from '../../actions/feature.ts';
import { referralOf } from '../../case/state.ts';
import { actions } from './actions.ts';
import { missingAlertCard } from './cards.ts';
import { typed } from './typed.ts';

export const missingChild: Feature = {
  name: 'missing',
  actions,
  typed,
  tells({ record, message, link }) {
    if (message.kind !== 'missing-alert') return undefined;
    const referral = referralOf(record.events);
    const isFree = referral.status === 'awaiting-decision' && !referral.taken;
    return missingAlertCard(record, 'missing' in referral ? referral : { missing: [] }, link, isFree);
  },
};
