import type { Feature } from '../../actions/feature.ts';
import { submitted } from '../../case/submitted.ts';
import { actions } from './actions.ts';
import { ringCard } from './cards.ts';
import { clocks, events, hears } from './events.ts';
import { face } from './face.ts';
import { leavesSightCard, noChannelCard, reminderCard } from './reminder.ts';
import { ringNowBlock, ringNowSummary } from './ring-now.ts';
import { typed } from './typed.ts';

export const alarm = {
  name: 'alarm',
  events,
  clocks,
  hears,
  face,
  actions,
  typed,
  draws: {
    reminder: (message, { record, ...view }) =>
      message.clock === 'leavesSight'
        ? leavesSightCard(record, submitted(record), { ...message, ...view })
        : reminderCard(record, submitted(record), { ...message, ...view }),
    'no-channel': ({ instead }, { record, pack }) => noChannelCard(record, submitted(record), instead, { pack }),
    'urgent-ring': (message, { record, ...view }) => ringCard(record, submitted(record), message, view),
  },
  receipt: {
    summary: ({ record, referral, pack }) => ringNowSummary(record, referral, pack),
    first: ({ record, referral, pack }) => ringNowBlock(record, referral, pack),
  },
} satisfies Feature;
