import { type Button, button, line } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';

/** Said on every card on which something is written. @source Protocol 10.1: whereabouts are shared with nobody else */
export const placedNowhere = line(
  'Never write where the child is placed: I do not ask it, and must not hold it.',
  'small',
  'Medium',
);

export const to = (record: CaseRecord, title: string, form: string, more: Parameters<typeof button>[3] = {}): Button =>
  button(title, 'assessment-form', { case: record.id, to: form }, more);
