import { type Action, errand } from '../../actions/action.ts';
import { confirmPeriods, releaseListed, showPeriods, stopSchedule } from './schedule.ts';
import { confirmRetention, releaseRetention, showRetention, stopRetention } from './verbs.ts';

const ownChat = ['chat'] as const;

export const actions: readonly Action[] = [
  errand(showRetention, ownChat, (_, context) => showPeriods(context)),
  errand(confirmRetention, ownChat, ({ periods }, context) => confirmPeriods(periods, context)),
  errand(stopRetention, ownChat, (_, context) => stopSchedule(context)),
  errand(releaseRetention, ownChat, ({ round }, context) => releaseListed(round, context)),
];
