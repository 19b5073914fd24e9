import { z } from 'zod';
import { done } from './entry.ts';

/**
 * What a manager may decide. Children's Services take it on from there in four of the five.
 * @source Protocol 8.2 (the Assessment team), 8.4 (child in need, child protection, an Emergency Protection Order); default A14
 */
export const DecisionKind = z.enum(['assessment', 'child-protection', 'immediate', 'child-in-need', 'other']);
export type DecisionKind = z.infer<typeof DecisionKind>;

/** Whether the manager is concerned that the child was trafficked. Recorded as said; nothing follows from it by itself. */
export const Trafficking = z.enum(['yes', 'no', 'cannot-tell']);
export type Trafficking = z.infer<typeof Trafficking>;

const YesNo = z.enum(['yes', 'no', 'not-said']);

/** What every entry of the decision record holds, the first and each correction. `trafficking`: not there where nothing was said. */
export const decisionEntry = {
  ...done,
  decision: DecisionKind,
  protection: YesNo,
  police: YesNo,
  trafficking: Trafficking.optional(),
};
