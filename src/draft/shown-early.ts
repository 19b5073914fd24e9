import type { Answers } from './draft.ts';
import { mayBePlaced } from './placed.ts';
import { withoutPlacesToAsk } from './places.ts';

/**
 * The only answers that the MASH sees before the written referral is sent: who refers, their call, and whether there is
 * danger.
 */
const shownEarly = [
  ...['danger', 'phoned', 'phoned-when', 'phoned-who'],
  ...['agency', 'organisation', 'name', 'role', 'phone', 'other'],
];

/**
 * The answers of a draft that the MASH may see before it is sent. They hold no fact of the child and, for a child who may
 * be placed, nothing that could reveal where.
 * @source Protocol 8.2, 10.1
 */
export function answersShownEarly(answers: Answers, isPlaced = mayBePlaced(answers)): Answers {
  const onlyEarly = <T>(all: Record<string, T>) =>
    Object.fromEntries(Object.entries(all).filter(([field]) => shownEarly.includes(field)));
  const { organisation: _, ...withoutOrganisation } = onlyEarly(answers.values);
  const values = isPlaced
    ? Object.fromEntries(
        Object.entries(withoutOrganisation).map(([id, text]) => [id, withoutPlacesToAsk(text, answers)]),
      )
    : onlyEarly(answers.values);
  return { values, ticks: {}, readings: onlyEarly(answers.readings) };
}
