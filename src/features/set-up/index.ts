import type { Feature } from '../../actions/feature.ts';
import { type Typed, wordsFor } from '../../actions/typed.ts';
import { actions, inviteOnce } from './actions.ts';
import { hasSayInSetUp } from './answering.ts';
import { setUpInviteCard } from './cards.ts';
import { fillSetUp } from './seeding.ts';
import { sideTask } from './side-task.ts';
import { confirmChannel, refuseChannel, setUpHistory } from './verbs.ts';

const forAdministratorsAndManagers = wordsFor(hasSayInSetUp);

const typed: readonly Typed[] = [
  forAdministratorsAndManagers(/^(confirm|refuse) (?:the )?(?:change|channel)[.!]*$/i, (_, { press }, match) =>
    press(match?.[1]?.toLowerCase() === 'confirm' ? confirmChannel : refuseChannel, {}),
  ),
  forAdministratorsAndManagers(/^set[- ]?up history(?: (\d{1,6}))?[.!?]*$/i, (_, { press }, match) =>
    press(setUpHistory, { older: Number(match?.[1] ?? 0) }),
  ),
];

export const setUpFeature = {
  name: 'set-up',
  actions,
  typed,
  sideTask,
  begins: fillSetUp,
  inAnyChannel: (text) => (/^set ?up$/i.test(text) ? { card: setUpInviteCard() } : undefined),
  whenAdded: inviteOnce,
} satisfies Feature;
