import { replyCard } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import { erasedIn } from '../../case/erased.ts';
import { actions } from './actions.ts';
import { clearedCard, erasedReceiptCard } from './cards.ts';
import { events } from './events.ts';
import { face, teamFace } from './face.ts';
import { sideTask } from './side-task.ts';
import { typed } from './typed.ts';

export const retention = {
  name: 'retention',
  actions,
  events,
  face,
  teamFace,
  typed,
  sideTask,
  clears({ id, events: all }) {
    const erased = erasedIn(all);
    return erased && { before: erased.at, card: clearedCard(id) };
  },
  ownCase(record, pack) {
    const erased = erasedIn(record.events);
    return erased && erased.why !== 'deleted-draft' ? replyCard(erasedReceiptCard(record, erased, pack)) : undefined;
  },
  receipt: {
    instead({ record, pack }) {
      const erased = erasedIn(record.events);
      return erased && erasedReceiptCard(record, erased, pack);
    },
  },
} satisfies Feature;
