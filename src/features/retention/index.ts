import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { erasedReceiptCard } from './cards.ts';
import { events } from './events.ts';
import { face } from './face.ts';
import { sideTask } from './side-task.ts';
import { erasedIn } from './state.ts';
import { typed } from './typed.ts';

export const retention = {
  name: 'retention',
  actions,
  events,
  face,
  typed,
  sideTask,
  receipt: {
    instead({ record, pack }) {
      const erased = erasedIn(record.events);
      return erased && erasedReceiptCard(record, erased, pack);
    },
  },
} satisfies Feature;
