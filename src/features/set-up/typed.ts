import { type Typed, wordsFor } from '../../actions/typed.ts';
import { hasSayInSetUp } from './answering.ts';
import { confirmChannel, refuseChannel, setUpHistory } from './verbs.ts';

const forAdministratorsAndManagers = wordsFor(hasSayInSetUp);

export const typed: readonly Typed[] = [
  forAdministratorsAndManagers(/^(confirm|refuse) (?:the )?(?:change|channel)[.!]*$/i, (_, { press }, match) =>
    press(match?.[1]?.toLowerCase() === 'confirm' ? confirmChannel : refuseChannel, {}),
  ),
  forAdministratorsAndManagers(/^set[- ]?up history(?: (\d{1,6}))?[.!?]*$/i, (_, { press }, match) =>
    press(setUpHistory, { older: Number(match?.[1] ?? 0) }),
  ),
];
