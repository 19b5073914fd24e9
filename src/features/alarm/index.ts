import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { reminderOverCard } from './cards.ts';
import { clocks, events, hears } from './events.ts';
import { face } from './face.ts';
import { ringNowBlock, ringNowSummary } from './ring-now.ts';
import { shownReminders } from './told.ts';
import { typed } from './typed.ts';

export const alarm = {
  name: 'alarm',
  events,
  clocks,
  hears,
  face,
  actions,
  typed,
  reminders: { shown: shownReminders, overCard: reminderOverCard },
  receipt: {
    summary: ({ record, referral, pack }) => ringNowSummary(record, referral, pack),
    first: ({ record, referral, pack }) => ringNowBlock(record, referral, pack),
  },
} satisfies Feature;
