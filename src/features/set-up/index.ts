import type { Feature } from '../../actions/feature.ts';
import { actions, inviteOnce } from './actions.ts';
import { fillSetUp } from './seeding.ts';
import { sideTask } from './side-task.ts';
import { typed } from './typed.ts';

export const setUpFeature = {
  name: 'set-up',
  actions,
  typed,
  sideTask,
  begins: fillSetUp,
  whenAdded: inviteOnce,
} satisfies Feature;
