import { notThere } from '../../actions/action.ts';
import type { Typed } from '../../actions/typed.ts';
import { onCaseMeant } from '../../actions/which-case.ts';
import { readCaseId } from '../../base/reference.ts';
import { askToTakeOver } from './handing.ts';
import { handOver } from './verbs.ts';

/** “hand over HT-…” for the author, and “take over HT-… 483 127” for the colleague. */
export const typed: Typed[] = [
  {
    band: 'always',
    words: /^hand over(?:\s+([A-Z]{2,6}-[^\s:]{1,40}?))?[.!\s]*$/i,
    async does({ person }, context, match) {
      const { press } = context;
      const typedId = match?.[1];
      if (typedId === undefined) return onCaseMeant(person, context, (id) => press(handOver, { case: id }));
      const id = readCaseId(typedId);
      return id ? press(handOver, { case: id }) : notThere;
    },
  },
  {
    band: 'always',
    words: /^take over\s+([A-Z]{2,6}-[^\s:]{1,40})[\s:,]+((?:\d[\s-]{0,3}){4,12})[.!\s]*$/i,
    does: (_, context, match) => askToTakeOver(match?.[1] ?? '', (match?.[2] ?? '').replace(/\D/g, ''), context),
  },
];
