import type { Feature } from '../../actions/feature.ts';
import { button } from '../../cards/parts.ts';
import { actions } from './actions.ts';
import { events } from './events.ts';
import { typed } from './typed.ts';
import { missing } from './verbs.ts';

export const missingChild = {
  name: 'missing',
  events,
  actions,
  typed,
  receipt: {
    buttons: { missing: ({ record }) => button(missing, 'Child is missing', { case: record.id, below: true }) },
  },
} satisfies Feature;
