import { closingText } from '../../../src/history/decision.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { at, mo } from '../../case/a-case.ts';

const stamp = { at: at('2026-11-27T10:00:00.000Z'), by: mo.id, number: 1 };

export const sampleClosing = {
  events: [
    { type: 'CaseClosed', ...stamp, reason: 'done', outcome: 'child-in-need', told: ['referrer', 'police'] },
    { type: 'CaseOpened', ...stamp },
  ] satisfies CaseEvent[],
  texts: (words: string) => ({
    [closingText.council(1)]: words,
    [closingText.words(1)]: words,
    [closingText.opened(1)]: words,
  }),
};
