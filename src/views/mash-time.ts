import { hasLeft, leavesAt, leavesWords } from '../cards/leaving.ts';
import { clockAndDay } from '../cards/london.ts';
import { type Line, type Lines, line, mixed } from '../cards/parts.ts';
import type { CaseRecord } from '../case/record.ts';
import { isChildMissing } from '../case/referral.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { leavesSightBeforeDue } from '../case/up-next.ts';
import { answerTo } from '../draft/draft.ts';

/**
 * When the child leaves sight and when the decision is due. The earlier time comes first, in large letters.
 * @source Protocol 8.2
 */
export function timesAhead(record: CaseRecord, referral: SubmittedReferral): Lines {
  const due = clockAndDay(referral.decisionDue);
  const first = leavesSightBeforeDue(referral);
  if (first === undefined)
    return [mixed('None', 'Decision due by ', ['large', due]), leavesSightLines(record, referral)];
  return [
    mixed('None', `${leavesWords(referral, record.changedAt)} `, ['large', leavesAt(referral)]),
    `Decision due by ${due}`,
  ];
}

/**
 * When the child next leaves the referrer's sight. If that could not be read as a time, it shows their words and when
 * they were sent.
 */
export function leavesSightLines({ facts: { answers }, changedAt }: CaseRecord, referral: SubmittedReferral): Line[] {
  const said = referral.sightSaid && leavesAt(referral);
  const words = answerTo(answers, 'leaves-sight');
  if (!(words || said) || isChildMissing(referral)) return [];
  const at = answers.readings['leaves-sight']?.at;
  const { safe } = referral;
  if (!said && at && safe && at <= safe.at) return []; // it is over
  const when = said ?? (at ? clockAndDay(at) : `${words} (sent ${clockAndDay(referral.submittedAt)})`);
  const isPast = hasLeft(said ? referral : { leavesSight: at }, changedAt);
  return [line(`${isPast ? 'Was to leave at' : 'Next leaves sight:'} ${when}`, 'bold')];
}
