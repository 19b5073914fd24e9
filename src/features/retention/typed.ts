import { type Typed, wordsFor } from '../../actions/typed.ts';
import { confirmPeriods, hasSayInRetention, releaseListed, showPeriods, stopSchedule } from './schedule.ts';

const retentionWords = wordsFor(hasSayInRetention);

/** Typed words that do the same as the retention buttons, for administrators and managers. */
export const typed: readonly Typed[] = [
  retentionWords(['retention'], (_, context) => showPeriods(context)),
  retentionWords(['confirm retention'], (_, context) => confirmPeriods(undefined, context)),
  retentionWords(['stop retention'], (_, context) => stopSchedule(context)),
  retentionWords(['release retention'], (_, context) => releaseListed(undefined, context)),
];
