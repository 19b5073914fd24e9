import type { CaseRecord } from '../case/record.ts';
import { latestReports } from '../case/referral.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { answerTo } from '../draft/draft.ts';
import { wasAsked } from '../draft/fields.ts';
import type { Pack } from '../protocol/pack.ts';
import { clockAndDay } from './london.ts';
import { capitalised, shown } from './parts.ts';
import { reportedFound } from './who-and-when.ts';

/** The words for each answer about the situation. “No” to `kin` tells the reader nothing useful, so it has no words. */
const situation: { field: string; short: string; yes: string; no?: string }[] = [
  { field: 'abroad', short: 'from abroad', yes: 'from abroad', no: 'from the UK' },
  { field: 'care', short: 'in care', yes: 'in care', no: 'not in care' },
  { field: 'kin', short: 'who they live with', yes: 'living with someone who is not close family' },
  { field: 'missing', short: 'missing', yes: 'missing, or has been', no: 'not missing' },
  {
    field: 'cse',
    short: 'sexual exploitation',
    yes: 'sexual exploitation suspected',
    no: 'sexual exploitation not suspected',
  },
];

/**
 * The child's situation in one line, and which parts are not known or left empty. A later report that the child is
 * missing or found overrides the referral's answer.
 */
export function situationLines(record: CaseRecord, referral: SubmittedReferral, pack: Pack): string[] {
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
  const listed = (words: string, fields: typeof open) =>
    fields.length > 0 && `${words}: ${fields.map(({ short }) => short).join(', ')}`;
  const isAnswered = ({ field }: (typeof open)[number]) => answerTo(answers, field) !== undefined;
  const leftEmpty = open.filter((each) => !isAnswered(each) && wasAsked(answers, each.field));
  return shown<string>([
    capitalised(known.join(' · ')),
    listed('Not known', open.filter(isAnswered)),
    listed('Left empty', leftEmpty),
  ]);
}

function missingSince(record: CaseRecord, { missing, found, safe }: SubmittedReferral) {
  const first = latestReports(record, missing)[0];
  if (!first) return undefined;
  if (safe) return `was missing, safe since ${clockAndDay(safe.seenAt ?? safe.at)}`;
  return `said to be missing ${clockAndDay(first.at)}${found ? `, ${reportedFound(record, found)}` : ''}`;
}
