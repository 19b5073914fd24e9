import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import { actions, inviteOnce } from './actions.ts';
import { hasSayInSetUp } from './answering.ts';
import { setUpInviteCard } from './cards.ts';
import { fillSetUp } from './seeding.ts';
import { sideTask } from './side-task.ts';
import { confirmChannel, refuseChannel, setUpHistory } from './verbs.ts';

const typed: readonly Typed[] = [
  {
    where: ['team'],
    words: /^set ?up$/i,
    // for everybody in the team, so it is no function; and made when it is asked for
    get does() {
      return [{ card: setUpInviteCard() }];
    },
  },
  {
    who: hasSayInSetUp,
    words: /^(confirm|refuse) (?:the )?(?:change|channel)[.!]*$/i,
    does: ({ match }, { press }) => press(match[1]?.toLowerCase() === 'confirm' ? confirmChannel : refuseChannel, {}),
  },
  {
    who: hasSayInSetUp,
    words: /^set[- ]?up history(?: (\d{1,6}))?[.!?]*$/i,
    does: ({ match: [, older = 0] }, { press }) => press(setUpHistory, { older: Number(older) }),
  },
];

export const setUpFeature = {
  name: 'set-up',
  actions,
  typed,
  sideTask,
  begins: fillSetUp,
  whenAdded: inviteOnce,
} satisfies Feature;
