import { londonDay } from '../../base/time.ts';
import { type Box, readBoxes } from '../../case/boxes.ts';
import type { Actor } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import { phonedIn } from '../../case/referral.ts';
import { type Referral, submittedIn } from '../../case/state.ts';
import { textOf } from '../../history/events.ts';

/** The boxes that a caller fills in when they put their call in writing. */
export type WrittenBox = 'child' | 'age' | 'where' | 'worry';

export const writtenBoxes: Record<WrittenBox, Box & { limit: number; name: string }> = {
  child: { kind: 'text', limit: 200, name: 'Child' },
  age: { kind: 'text', limit: 100, name: 'Age or date of birth' },
  where: { kind: 'text', limit: 300, name: 'Where now, and with whom' },
  worry: { kind: 'text', required: true, limit: 3000, name: 'Worry' },
};

/**
 * The caller confirms their call in writing. Their words are kept beside what the MASH wrote down. They may still write
 * after the MASH has recorded that the written referral has come.
 * @source Protocol 8.2 (telephone referrals are confirmed in writing within 48 hours)
 */
export function recordInWriting(
  referral: Referral,
  typed: Record<string, string>,
  texts: Record<string, string>,
  { by, now }: Actor,
): Outcome {
  const sent = submittedIn(referral);
  if (!sent || !phonedIn(sent)) return refuseWith({ kind: 'not-submitted' });
  if (by.id !== sent.submittedBy) return refuseWith({ kind: 'not-the-author' });
  const read = readBoxes(writtenBoxes, typed, londonDay(now));
  if ('faults' in read) return refuseWith({ kind: 'boxes-are-wrong', faults: read.faults });
  const lines = Object.entries(writtenBoxes).map(
    ([box, { name }]) => `${name}: ${read.values[box as WrittenBox] || 'Left empty'}`,
  );
  const text = lines.join('\n');
  const last = sent.information.at(-1);
  if (last && texts[textOf.information(last.number)] === text) return nothingToDo; // a repeated press
  const number = sent.information.length + 1;
  return withEvents(
    [
      { type: 'InformationAdded', at: now, by: by.id, number },
      { type: 'PhoneReferralConfirmed', at: now, by: by.id },
    ],
    { [textOf.information(number)]: text },
  );
}
