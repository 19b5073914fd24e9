import { londonDay } from '../../base/time.ts';
import { phonedIn } from '../../case/along.ts';
import { type Box, readBoxes } from '../../case/boxes.ts';
import type { Now } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import { type Referral, submittedIn } from '../../case/state.ts';
import { type CaseEvent, textOf } from '../../history/events.ts';

/** What is asked of somebody who rang, when they put it in writing. */
export type Written = 'child' | 'age' | 'where' | 'worry';

export const writtenBoxes: Record<Written, Box & { limit: number; name: string }> = {
  child: { kind: 'text', limit: 200, name: 'Child' },
  age: { kind: 'text', limit: 100, name: 'Age or date of birth' },
  where: { kind: 'text', limit: 300, name: 'Where now, and with whom' },
  worry: { kind: 'text', required: true, limit: 3000, name: 'Worry' },
};

/** Whether this event makes the bot ask the caller to put the call in writing. */
export const asksForWriting = (event: CaseEvent | undefined): boolean =>
  event?.type === 'PhoneReferralLogged' || (event?.type === 'ClockReached' && event.clock === 'writtenConfirmation');

/**
 * Who rang confirms it in writing. Their words stand beside what the MASH wrote down, which stays. They may write even when the MASH
 * has said that it is in writing already.
 * @source Protocol 8.2 (telephone referrals are confirmed in writing within 48 hours)
 */
export function recordInWriting(
  referral: Referral,
  typed: Record<string, string>,
  texts: Record<string, string>,
  { by, now }: Now,
): Outcome {
  const sent = submittedIn(referral);
  if (!sent || !phonedIn(sent)) return refuseWith({ kind: 'not-submitted' });
  if (by.id !== sent.submittedBy) return refuseWith({ kind: 'not-the-author' });
  const read = readBoxes(writtenBoxes, typed, londonDay(now));
  if ('faults' in read) return refuseWith({ kind: 'boxes-are-wrong', faults: read.faults });
  const said = Object.entries(writtenBoxes).map(
    ([box, { name }]) => `${name}: ${read.values[box as Written] || 'Left empty'}`,
  );
  const text = said.join('\n');
  const last = sent.information.at(-1);
  if (last && texts[textOf.information(last.number)] === text) return nothingToDo; // the same press again
  const number = sent.information.length + 1;
  return withEvents(
    [
      { type: 'InformationAdded', at: now, by: by.id, number },
      { type: 'PhoneReferralConfirmed', at: now, by: by.id },
    ],
    { [textOf.information(number)]: text },
  );
}
