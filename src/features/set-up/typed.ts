import type { Typed } from '../../actions/typed.ts';
import { answerChannelChange, hasSayInSetUp, showHistory } from './answering.ts';

/**
 * Words that only administrators and managers can use. From anybody else the same words may be an answer to a question.
 */
const forAdministratorsAndManagers = (words: RegExp, does: Typed['does']): Typed => ({
  band: 'always',
  words,
  does: async (said, context, match) => (hasSayInSetUp(context) ? does(said, context, match) : undefined),
});

export const typed: readonly Typed[] = [
  forAdministratorsAndManagers(/^(confirm|refuse) (?:the )?channel[.!]*$/i, (_, context, match) =>
    answerChannelChange(match?.[1]?.toLowerCase() === 'confirm' ? 'confirm' : 'refuse', undefined, context),
  ),
  forAdministratorsAndManagers(/^set[- ]?up history(?: (\d{1,6}))?[.!?]*$/i, (_, context, match) =>
    showHistory(Number(match?.[1] ?? 0), context),
  ),
];
