import type { CaseRecord } from '../case/record.ts';
import { carerIsNotTold } from '../check/consent.ts';
import { type Block, coloured, input, line } from './parts.ts';

/** What was typed in a form that must be shown again, and what is wrong with it. `attempt` gives the boxes new ids. */
export interface Again {
  attempt: number;
  typed: Record<string, string>;
  problems: Record<string, string>;
}

export const first: Again = { attempt: 0, typed: {}, problems: {} };

/** That the carer was not told, on every form of the case. */
export function notTold(record: CaseRecord): Block[] {
  if (!carerIsNotTold(record.facts.answers)) return [];
  return [coloured('warning', [line('CARER NOT TOLD', 'bold'), line('Do not contact the parent or carer.')])];
}

export function text(field: string, label: string, again: Again) {
  return input('text', `${field}__${again.attempt}`, label, {
    multiline: true,
    value: again.typed[field] ?? '',
    problem: again.problems[field] ?? '',
  });
}
