import type { Instant } from '../base/time.ts';
import { clockAndDay } from '../cards/london.ts';
import { type Line, line, mixed } from '../cards/parts.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { answerTo } from '../check/draft.ts';

/** When the child leaves, or left, the referrer's sight, where that is before the decision is due. */
export const leavesFirst = ({ leavesSight, decisionDue }: SubmittedReferral): Instant | undefined =>
  leavesSight !== undefined && leavesSight < decisionDue ? leavesSight : undefined;

/** When the child leaves sight and when the decision is due: the earlier one is large and stands first. @source Protocol 8.2 */
export function timesAhead(record: CaseRecord, referral: SubmittedReferral): Line[] {
  const due = clockAndDay(referral.decisionDue);
  const first = leavesFirst(referral);
  if (first === undefined) return [mixed('None', 'Decision due by ', ['large', due]), ...leavesSightLines(record)];
  const words = first <= referral.submittedAt ? 'Left sight ' : 'Leaves sight ';
  return [mixed('None', words, ['large', clockAndDay(first)]), line(`Decision due by ${due}`)];
}

/** When the child next leaves sight: the time as it was read, else in the words that could not be read. */
export function leavesSightLines({ facts: { answers } }: CaseRecord): Line[] {
  const words = answerTo(answers, 'leaves-sight');
  const at = answers.readings['leaves-sight']?.at;
  return words ? [line(`Next leaves sight: ${at ? clockAndDay(at) : words}`, 'bold')] : [];
}
