import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { sideTask } from './side-task.ts';
import { typed } from './typed.ts';

export const duty = {
  name: 'duty',
  actions,
  typed,
  sideTask,
} satisfies Feature;
