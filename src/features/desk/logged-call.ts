import type { Instant } from '../../base/time.ts';
import { type Answers, emptyAnswers, type Problem } from '../../check/draft.ts';
import { readAnswer } from '../../check/read-answer.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';

/** What the MASH writes down of a telephone referral, as fields of the pack; all but the child's name have to be answered. */
export const callFields = ['name', 'agency', 'phone', 'phoned-when', 'worry', 'child-name'] as const;
export const callChoices = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
  { id: 'not-known', label: 'Not known' },
];

export type LoggedCall =
  | { kind: 'read'; answers: Answers; calledAt: Instant }
  | { kind: 'problems'; problems: Problem[] };

/**
 * Reads the form of a telephone referral. The words are kept as they were written; when they rang is read as the referrer's own form
 * reads it.
 * @param takenBy who of the MASH writes it down
 * @param isSure a call of over a week ago was questioned before
 */
export function readLoggedCall(
  typed: Record<string, string>,
  { pack, now, takenBy, isSure }: { pack: Pack; now: Instant; takenBy: string; isSure: boolean },
): LoggedCall {
  const answers: Answers = { ...emptyAnswers, values: { phoned: 'yes', 'phoned-who': takenBy }, readings: {} };
  const problems: Problem[] = [];
  for (const field of callFields) {
    const read = readAnswer(fieldOf(pack, field), typed[field] ?? '', now, isSure);
    if ('problem' in read) problems.push(read.problem);
    else if (read.value.trim() === '' && field !== 'child-name') problems.push({ field, kind: 'required' });
    else {
      answers.values[field] = read.value;
      if (read.reading) answers.readings[field] = read.reading;
    }
  }
  const danger = callChoices.find(({ id }) => id === typed.danger)?.id;
  if (danger) answers.values.danger = danger;
  else problems.push({ field: 'danger', kind: 'required' });
  const calledAt = answers.readings['phoned-when']?.at;
  return calledAt && problems.length === 0 ? { kind: 'read', answers, calledAt } : { kind: 'problems', problems };
}
