import { hasLeft, leavesAt, leavesSaid, leavesWords, leavingsOf } from '../cards/leaving.ts';
import { clockAndDay } from '../cards/london.ts';
import { excerpt, type Line, type Lines, line, mixed } from '../cards/parts.ts';
import type { CaseRecord } from '../case/record.ts';
import { isChildMissing } from '../case/referral.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { leavesSightBeforeDue } from '../case/up-next.ts';
import { answerTo } from '../draft/draft.ts';

/**
 * When the child leaves sight and when the decision is due. The earlier time comes first, in large letters.
 * @source Protocol 8.2
 */
export function timesAhead(record: CaseRecord, referral: SubmittedReferral, length: number): Lines {
  const due = clockAndDay(referral.decisionDue);
  const first = leavesSightBeforeDue(referral);
  if (first === undefined)
    return [mixed('None', 'Decision due by ', ['large', due]), leavesSightLines(record, referral, length)];
  return [
    leavingsOf(referral).map((each) =>
      mixed('None', `${leavesWords(each, record.changedAt)} `, ['large', leavesAt(each)]),
    ),
    `Decision due by ${due}`,
  ];
}

/** When the child next leaves the referrer's sight; or what they said of it and when, with their words of at most this length. */
export function leavesSightLines(record: CaseRecord, referral: SubmittedReferral, length: number): Line[] {
  const { answers } = record.facts;
  const { safe, sightSaid } = referral;
  if (isChildMissing(referral)) return [];
  const leavesSight = sightSaid ? referral.leavesSight : answers.readings['leaves-sight']?.at;
  const said = leavesSaid(record, referral);
  const words = answerTo(answers, 'leaves-sight');
  if (!leavesSight)
    return said ? [line(`Next leaves sight: ${said}${words ? ` (“${excerpt(words, length)}”)` : ''}`, 'bold')] : [];
  if (!sightSaid && safe && leavesSight <= safe.at) return []; // it is over
  return leavingsOf({ ...referral, leavesSight }).map((leaving) => {
    const title = hasLeft(leaving, record.changedAt) ? leavesWords(leaving, record.changedAt) : 'Next leaves sight:';
    return line(`${title} ${leavesAt(leaving)}`, 'bold');
  });
}
