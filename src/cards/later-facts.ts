import type { Texts } from '../base/texts.ts';
import { type Instant, plus } from '../base/time.ts';
import type { CaseRecord } from '../case/record.ts';
import { calledAt, latestReports, type Phoned, phonedIn } from '../case/referral.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../case/state.ts';
import { answerTo } from '../draft/draft.ts';
import { wasAsked } from '../draft/fields.ts';
import { choiceLabel, type Pack } from '../protocol/pack.ts';
import { clockAndDay } from './london.ts';
import { capitalised, type Lines, line } from './parts.ts';
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

/** The phone call before the referral, and whether the written referral followed in time. @source Protocol 8.2 */
export function phonedFirst(referral: SubmittedReferral, pack: Pack): Lines {
  const { submittedAt } = referral;
  const phoned = phonedIn(referral);
  if (phoned) return byPhone(phoned);
  const called = calledAt(referral);
  if (!called) return [];
  return [
    `Phoned first, ${clockAndDay(called)}`,
    submittedAt > plus(called, pack.clocks.writtenConfirmation.within) &&
      `In writing ${clockAndDay(submittedAt)}: LATE, due within 48 hours of the call`,
  ];
}

/** A telephone referral that the MASH wrote down. The referrer must also send it in writing. */
function byPhone(call: Phoned): Lines {
  const rang = line(`By phone, ${clockAndDay(call.calledAt)}`);
  const due = clockAndDay(call.writtenDue);
  if (call.kind === 'phoned')
    return [rang, line(`NOT IN WRITING YET, ${call.toldOverdue ? 'OVERDUE since' : 'due by'} ${due}`, 'bold')];
  const late = call.writtenAt > call.writtenDue ? ': LATE, due within 48 hours of the call' : '';
  return [rang, `In writing ${clockAndDay(call.writtenAt)}${late}`];
}
