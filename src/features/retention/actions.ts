import { type Action, errand } from '../../actions/action.ts';
import { confirmPeriods, releaseListed, showPeriods, stopSchedule } from './schedule.ts';
import { confirmRetention, releaseRetention, showRetention, stopRetention } from './verbs.ts';

const where = ['chat'] as const;

export const actions: readonly Action[] = [
  errand(showRetention, where, (_, context) => showPeriods(context)),
  errand(confirmRetention, where, ({ periods }, context) => confirmPeriods(periods, context)),
  errand(stopRetention, where, (_, context) => stopSchedule(context)),
  errand(releaseRetention, where, ({ round }, context) => releaseListed(round, context)),
];
