import { type Button, button, line } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import { assessmentForm, type FormName } from './verbs.ts';

/** Said on every card on which something is written. @source Protocol 10.1: whereabouts are shared with nobody else */
export const placedNowhere = line(
  'Never write where the child is placed: I do not ask it, and must not hold it.',
  'small',
  'Medium',
);

export const to = (
  record: CaseRecord,
  title: string,
  form: FormName,
  more: Parameters<typeof button>[3] = {},
): Button => button(assessmentForm, title, { case: record.id, to: form }, more);
