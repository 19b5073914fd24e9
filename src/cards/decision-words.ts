import type { CaseRecord } from '../case/record.ts';
import type { DecisionKind, Trafficking } from '../history/decision.ts';

/** The choices of the decision form, in their order on the form. @source Protocol 8.2, 8.4 */
export const decisionWords: Record<DecisionKind, string> = {
  assessment: 'Concerns about trafficking: pass to the Assessment team',
  'child-protection': 'Child protection: strategy discussion',
  immediate: 'Act at once, for example an Emergency Protection Order',
  'child-in-need': 'Child in need',
  other: 'Other action',
};

export const traffickingWords: Record<Trafficking, string> = { yes: 'Yes', no: 'No', 'cannot-tell': 'Cannot tell' };

/** "Mo Hussain, MASH manager". The role is not repeated if the name in Teams already holds it. */
export function managerNameAndRole({ facts }: Pick<CaseRecord, 'facts'>, id: string): string {
  const name = facts.names[id];
  if (!name) return 'a MASH manager';
  return /mash manager/i.test(name) ? name : `${name}, MASH manager`;
}
