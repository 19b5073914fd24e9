import type { DecisionForm } from '../../../src/case/decision-record.ts';

/** A decision form in which a manager filled in what is required, and little else. */
export const aDecisionForm = {
  decision: 'other',
  action: 'A visit.',
  reasons: 'The burn.',
  protection: 'no',
  protectionWhat: '',
  police: 'no',
  tell: '',
} as const satisfies DecisionForm;
