import type { SubmittedReferral } from '../case/state.ts';
import { type Answers, answerTo } from '../check/draft.ts';
import { wasAsked } from '../check/not-known.ts';
import type { Pack } from '../protocol/pack.ts';
import { clockAndDay } from './london.ts';

/** How each answer about the situation reads. A plain "no" to living with others says nothing that helps, so it is left out. */
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
 * The situation of the child in a line, and what of it is not known or was left empty. That the child went missing or was found later
 * goes before what the referral answered.
 */
export function situationLines(answers: Answers, referral: SubmittedReferral, pack: Pack): string[] {
  const asked = situation.filter(({ field }) => pack.fields.some(({ id }) => id === field));
  const later = missingSince(referral);
  const said = asked.flatMap(({ field, yes, no }) => {
    if (field === 'missing' && later) return [later];
    const answer = answerTo(answers, field);
    return answer === 'yes' ? [yes] : answer === 'no' && no ? [no] : [];
  });
  const open = asked.filter(
    ({ field }) => !['yes', 'no'].includes(answerTo(answers, field) ?? '') && !(field === 'missing' && later),
  );
  const named = (words: string, which: typeof open): string[] =>
    which.length > 0 ? [`${words}: ${which.map(({ short }) => short).join(', ')}`] : [];
  const isSaid = (field: string) => answerTo(answers, field) !== undefined;
  const leftEmpty = open.filter(({ field }) => !isSaid(field) && wasAsked(answers, field));
  return [
    ...(said.length > 0 ? [startingLarge(said.join(' · '))] : []),
    ...named(
      'Not known',
      open.filter(({ field }) => isSaid(field)),
    ),
    ...named('Left empty', leftEmpty),
  ];
}

function missingSince({ missing, finding }: SubmittedReferral): string | undefined {
  const first = missing[0];
  if (!first) return undefined;
  return finding.kind === 'found'
    ? `said to be found ${clockAndDay(finding.at)}`
    : `said to be missing ${clockAndDay(first.at)}`;
}

const startingLarge = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
