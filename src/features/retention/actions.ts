import { type Action, errand } from '../../actions/action.ts';
import { confirm, release, show, stop } from './schedule.ts';
import { confirmRetention, releaseRetention, showRetention, stopRetention } from './verbs.ts';

const where = ['chat'] as const;

export const actions: readonly Action[] = [
  errand(showRetention, where, (_, context) => show(context)),
  errand(confirmRetention, where, ({ periods }, context) => confirm(periods, context)),
  errand(stopRetention, where, (_, context) => stop(context)),
  errand(releaseRetention, where, ({ round }, context) => release(round, context)),
];
