import type { Context, Reply } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { confirmPeriods, hasSayInRetention, releaseListed, showPeriods, stopSchedule } from './schedule.ts';

const heard = (words: readonly string[], does: (context: Context) => Promise<Reply>): Typed => ({
  band: 'always',
  words,
  does: async (_, context) => (hasSayInRetention(context) ? does(context) : undefined),
});

/** The same as the buttons, for administrators and managers. */
export const typed: readonly Typed[] = [
  heard(['retention'], showPeriods),
  heard(['confirm retention'], (context) => confirmPeriods(undefined, context)),
  heard(['stop retention'], stopSchedule),
  heard(['release retention'], (context) => releaseListed(undefined, context)),
];
