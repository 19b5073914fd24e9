import type { Feature } from '../../actions/feature.ts';
import { actions, inviteOnce } from './actions.ts';
import { setUpInviteCard } from './cards.ts';
import { fillSetUp } from './seeding.ts';
import { sideTask } from './side-task.ts';
import { typed } from './typed.ts';

export const setUpFeature = {
  name: 'set-up',
  actions,
  typed,
  sideTask,
  begins: fillSetUp,
  inAnyChannel: (text) => (/^set ?up$/i.test(text) ? { card: setUpInviteCard() } : undefined),
  whenAdded: inviteOnce,
} satisfies Feature;
