import type { Instant } from '../base/time.ts';
import type { CaseRecord } from '../case/record.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { answerTo } from '../check/draft.ts';
import { choiceLabel, type Pack } from '../protocol/pack.ts';
import { clockAndDay } from './london.ts';

/** What to print for a field instead of its answer, because something else was said about it. */
export type Later = Record<string, string>;

/**
 * That the child went missing, or was found, goes before what the referral answered about it; both are dated. Nothing where the answer
 * says the same.
 * @param until what was said after this moment is left out, for a text that must stay as it was sent
 * @source Protocol 10.2
 */
export function laterFacts({ events, facts: { answers } }: CaseRecord, pack: Pack, until?: Instant): Later {
  const referral = submittedIn(referralOf(until ? events.filter(({ at }) => at <= until) : events));
  const first = referral?.missing[0];
  if (!referral || !first) return {};
  const { finding, submittedAt } = referral;
  const later = (field: string, stands: 'yes' | 'no', words: string): Later => {
    const answer = answerTo(answers, field);
    if (answer === stands) return {};
    const before = answer
      ? `. The referral of ${clockAndDay(submittedAt)} says: ${choiceLabel(pack, field, answer)}`
      : '';
    return { [field]: `${words}${before}` };
  };
  const missing = `said to be missing ${clockAndDay(first.at)}`;
  const isFound = finding.kind === 'found';
  const isBack = isFound ? `, found ${clockAndDay(finding.at)}` : '';
  return {
    ...later('missing', 'yes', `Yes: ${missing}${isBack}`),
    ...later('missing-now', isFound ? 'no' : 'yes', `${isFound ? 'No' : 'Yes'}: ${missing}${isBack}`),
  };
}
