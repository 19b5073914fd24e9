import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { sideTask } from './side-task.ts';
import { dutyCommand, typed } from './typed.ts';

export const duty = {
  name: 'duty',
  actions,
  typed,
  sideTask,
  command: (text, where) => (where === 'mash' ? dutyCommand(text) : undefined),
} satisfies Feature;
