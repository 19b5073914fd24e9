import type { Answers } from '../../draft/draft.ts';
import { areSeveral } from '../../draft/several.ts';

/** Says once that each child needs a referral: when the answers first speak of several. */
export const severalNote = (before: Answers, after: Answers): string[] =>
  areSeveral(after) && !areSeveral(before)
    ? [
        'You write of more than one child. Each needs a referral of their own. Answer for one now. After sending, type “next child”.',
      ]
    : [];
