import { type Button, button, line } from '../../cards/parts.ts';
import type { BoxFaults } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { assessmentForm, type FormName } from './verbs.ts';

/** Shown wherever the team can write about the child. @source Protocol 10.1: whereabouts are shared with nobody else */
export const neverWritePlacement = line(
  'Never write where the child is placed: I do not ask it, and must not hold it.',
  'small',
  'Medium',
);

export const formButton = (
  record: CaseRecord,
  title: string,
  form: FormName,
  more: Parameters<typeof button>[3] = {},
): Button => button(assessmentForm, title, { case: record.id, to: form }, more);

/**
 * What somebody typed into a form that is shown again, and what is wrong with it. `attempt` gives the boxes new ids.
 */
export interface Refill {
  attempt: number;
  typed: Record<string, string>;
  faults: BoxFaults;
}

export const untouchedRefill: Refill = { attempt: 0, typed: {}, faults: {} };
