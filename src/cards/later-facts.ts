import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import type { CaseRecord } from '../case/record.ts';
import { latestReports } from '../case/referral.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { answerTo } from '../draft/draft.ts';
import { choiceLabel, type Pack } from '../protocol/pack.ts';
import { clockAndDay } from './london.ts';
import { reportedFound } from './who-and-when.ts';

/** For some fields, the text to print instead of the answer, because a later report differs. */
export type Later = Texts;

/**
 * Later reports that the child is missing, found or safe. They override the referral's own answer, and the text gives both
 * with their dates. A report that agrees with the answer is left out.
 * @param until ignores later reports, for a text that must stay as it was sent
 * @source Protocol 10.2
 */
export function laterFacts({ events, facts }: CaseRecord, pack: Pack, until?: Instant): Later {
  const { answers } = facts;
  const known = until ? events.filter(({ at }) => at <= until) : events;
  const referral = submittedIn(referralOf(known));
  const first = referral && latestReports({ events: known }, referral.missing)[0];
  if (!referral || !first) return {};
  const { found, safe, submittedAt } = referral;
  const since = safe
    ? `, safe, says the MASH, ${clockAndDay(safe.seenAt ?? safe.at)}`
    : found
      ? `, ${reportedFound({ events: known, facts }, found)}`
      : '';
  const later = (field: string, current: 'yes' | 'no', words: string): Later => {
    const answer = answerTo(answers, field);
    if (answer === current && since === '') return {};
    const before = answer
      ? `. The referral of ${clockAndDay(submittedAt)} says: ${choiceLabel(pack, field, answer)}`
      : '';
    return { [field]: `${words}${before}` };
  };
  const missingWords = `said to be missing ${clockAndDay(first.at)}`;
  return {
    ...later('missing', 'yes', `Yes: ${missingWords}${since}`),
    ...later('missing-now', safe ? 'no' : 'yes', `${safe ? 'No' : 'Yes'}: ${missingWords}${since}`),
  };
}
