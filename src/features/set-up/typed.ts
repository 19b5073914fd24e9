import type { Typed } from '../../actions/typed.ts';
import { hasSayInSetUp } from './answering.ts';
import { confirmChannel, refuseChannel, setUpHistory } from './verbs.ts';

/**
 * Words that only administrators and managers can use. From anybody else the same words may be an answer to a question.
 */
const forAdministratorsAndManagers = (words: RegExp, does: Typed['does']): Typed => ({
  band: 'always',
  words,
  does: async (said, context, match) => (hasSayInSetUp(context) ? does(said, context, match) : undefined),
});

export const typed: readonly Typed[] = [
  forAdministratorsAndManagers(/^(confirm|refuse) (?:the )?channel[.!]*$/i, (_, { press }, match) =>
    press(match?.[1]?.toLowerCase() === 'confirm' ? confirmChannel : refuseChannel, {}),
  ),
  forAdministratorsAndManagers(/^set[- ]?up history(?: (\d{1,6}))?[.!?]*$/i, (_, { press }, match) =>
    press(setUpHistory, { older: Number(match?.[1] ?? 0) }),
  ),
];
