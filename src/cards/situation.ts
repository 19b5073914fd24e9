import type { CaseRecord } from '../case/record.ts';
import { latestReports } from '../case/referral.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { answerTo } from '../draft/draft.ts';
import { wasAsked } from '../draft/fields.ts';
import type { Pack } from '../protocol/pack.ts';
import { clockAndDay } from './london.ts';
import { capitalised } from './parts.ts';
import { reportedFound } from './who-and-when.ts';

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
