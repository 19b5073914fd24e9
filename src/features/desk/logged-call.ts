import type { Instant } from '../../base/time.ts';
import { type Answers, emptyAnswers, type Problem } from '../../check/draft.ts';
import { readAnswer } from '../../check/read-answer.ts';
import { fieldOf, type Pack } from '../../protocol/pack.ts';

/** The pack's fields that the MASH fills in for a phone referral. Only the child's name may stay empty. */
export const callFields = ['name', 'agency', 'phone', 'phoned-when', 'worry', 'child-name'] as const;
export const dangerChoices = [
  { id: 'yes', label: 'Yes' },
  { id: 'no', label: 'No' },
  { id: 'not-known', label: 'Not known' },
];

export type LoggedCall =
  | { kind: 'read'; answers: Answers; calledAt: Instant }
  | { kind: 'problems'; problems: Problem[] };

/**
 * Reads the form of a phone referral. The words are kept as they were typed. The time of the call is read in the same
 * way as on the referrer's own form.
 * @param takenBy the name of the MASH member who writes the call down
 * @param isSure true if the bot has already asked whether a call over a week ago is right
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
  const danger = dangerChoices.find(({ id }) => id === typed.danger)?.id;
  if (danger) answers.values.danger = danger;
  else problems.push({ field: 'danger', kind: 'required' });
  const calledAt = answers.readings['phoned-when']?.at;
  return calledAt && problems.length === 0 ? { kind: 'read', answers, calledAt } : { kind: 'problems', problems };
}
