import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { clearedCard, erasedReceiptCard } from './cards.ts';
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
  clears({ id, events: all }) {
    const erased = erasedIn(all);
    return erased && { before: erased.at, card: clearedCard(id) };
  },
  receipt: {
    instead({ record, pack }) {
      const erased = erasedIn(record.events);
      return erased && erasedReceiptCard(record, erased, pack);
    },
  },
} satisfies Feature;
