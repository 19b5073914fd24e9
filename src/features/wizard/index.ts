import type { Feature } from '../../actions/feature.ts';
import { clockAndDay } from '../../cards/london.ts';
import { runningClocks } from '../../case/clocks.ts';
import { referralOf } from '../../case/state.ts';
import { actions } from './actions.ts';
import { didYouRingCard, part } from './did-you-ring.ts';
import { draftReminderCard } from './reminder.ts';
import { typed } from './typed.ts';

export const wizard: Feature = {
  name: 'wizard',
  part,
  actions,
  typed,
  tells({ record, message, pack, now }) {
    if (message.kind !== 'reminder') return undefined;
    const { clock, late } = message;
    if (clock === 'dangerDraft') return didYouRingCard(record, pack);
    if (clock !== 'idleDraft' && clock !== 'writtenConfirmation') return undefined;
    const running = runningClocks(referralOf(record.events), record.answeredAt, pack.clocks);
    const due = running.find(({ name }) => name === clock)?.due;
    const reminder = { clock, due: due && clockAndDay(due), overdue: due !== undefined && now > due, late };
    return draftReminderCard(record, reminder, pack);
  },
};
