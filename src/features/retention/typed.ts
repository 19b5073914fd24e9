import type { Context, Reply } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { confirmPeriods, hasSayInRetention, releaseListed, showPeriods, stopSchedule } from './schedule.ts';

const retentionWords = (words: readonly string[], does: (context: Context) => Promise<Reply>): Typed => ({
  band: 'always',
  words,
  does: async (_, context) => (hasSayInRetention(context) ? does(context) : undefined),
});

/** Typed words that do the same as the retention buttons, for administrators and managers. */
export const typed: readonly Typed[] = [
  retentionWords(['retention'], showPeriods),
  retentionWords(['confirm retention'], (context) => confirmPeriods(undefined, context)),
  retentionWords(['stop retention'], stopSchedule),
  retentionWords(['release retention'], (context) => releaseListed(undefined, context)),
];
