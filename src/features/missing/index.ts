import type { Feature } from '../../actions/feature.ts';
import { referralOf } from '../../case/state.ts';
import { missingAlertCard } from './alert.ts';

export const missingChild: Feature = {
  name: 'missing',
  tells({ record, message, link }) {
    if (message.kind !== 'missing-alert') return undefined;
    const referral = referralOf(record.events);
    return missingAlertCard(record, 'missing' in referral ? referral : { missing: [] }, link);
  },
};
