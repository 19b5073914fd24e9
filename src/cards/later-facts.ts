import type { Texts } from '../base/texts.ts';
import type { Instant } from '../base/time.ts';
import type { CaseRecord } from '../case/record.ts';
import { latestReports } from '../case/referral.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../case/state.ts';
import { answerTo } from '../draft/draft.ts';
import { wasAsked } from '../draft/fields.ts';
import { choiceLabel, type Pack } from '../protocol/pack.ts';
import { clockAndDay } from './london.ts';
import { capitalised } from './parts.ts';
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

/** The words for each answer about the situation. “No” to `kin` tells the reader nothing useful, so it has no words. */
const situation: { field: string; yes: string; no?: string }[] = [
  { field: 'abroad', yes: 'from abroad', no: 'from the UK' },
  { field: 'care', yes: 'in care', no: 'not in care' },
  { field: 'kin', yes: 'living with someone who is not close family' },
  { field: 'missing', yes: 'missing, or has been', no: 'not missing' },
  {
    field: 'cse',
    yes: 'sexual exploitation suspected',
    no: 'sexual exploitation not suspected',
  },
];

/**
 * The child's situation in one line, and how many parts of it are not known or were left empty. A later report that the
 * child is missing or found overrides the referral's answer.
 */
export function situationOf(record: CaseRecord, referral: SubmittedReferral, pack: Pack) {
  const { answers } = record.facts;
  const fieldsInPack = situation.filter(({ field }) => pack.fields.some(({ id }) => id === field));
  const later = missingSince(record, referral);
  const known = fieldsInPack.flatMap(({ field, yes, no }) => {
    if (field === 'missing' && later) return [later];
    const answer = answerTo(answers, field);
    return answer === 'yes' ? [yes] : answer === 'no' && no ? [no] : [];
  });
  const open = fieldsInPack.filter(
    ({ field }) => !['yes', 'no'].includes(answerTo(answers, field) ?? '') && !(field === 'missing' && later),
  );
  const unknown = open.filter(({ field }) => answerTo(answers, field) !== undefined).length;
  const leftEmpty = open.filter(
    ({ field }) => answerTo(answers, field) === undefined && wasAsked(answers, field),
  ).length;
  return { words: capitalised(known.join(' · ')), unknown, leftEmpty };
}

function missingSince(record: CaseRecord, { missing, found, safe }: SubmittedReferral) {
  const first = latestReports(record, missing)[0];
  if (!first) return undefined;
  if (safe) return `was missing, safe since ${clockAndDay(safe.seenAt ?? safe.at)}`;
  return `said to be missing ${clockAndDay(first.at)}${found ? `, ${reportedFound(record, found)}` : ''}`;
}
