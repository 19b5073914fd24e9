import { phoneCaller } from '../../base/people.ts';
import { type Actor, refuseFaultyTexts } from '../../case/commands.ts';
import { nothingToDo, type Outcome, type Refusal, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { isOwnReferral } from '../../case/state.ts';
import { instructionText } from '../../history/referral.ts';
import { instructionIn, instructionsOf } from './state.ts';

/** Why a person cannot send the referrer a message. Checked before the form is shown, and again when it is sent. */
export function whyNotInstruct(record: CaseRecord, { by }: Pick<Actor, 'by'>): Refusal | undefined {
  if (!by.roles.has('mash-member')) return { kind: 'only-the-mash' };
  const sent = sentReferral(record);
  if (!sent) return { kind: 'not-submitted' };
  if (isOwnReferral(sent, by.id)) return { kind: 'own-referral' };
  return sent.submittedBy === phoneCaller ? { kind: 'not-in-teams' } : undefined;
}

/**
 * Sends the referrer a message. It decides nothing and stops no clock. The same words sent twice in a row are one
 * message.
 */
export function recordInstruction(record: CaseRecord, words: string, { by, now }: Actor): Outcome {
  const refusal = whyNotInstruct(record, { by });
  if (refusal) return refuseWith(refusal);
  const fault = refuseFaultyTexts({ instruction: words });
  if (fault) return fault;
  const instructions = instructionsOf(record.events);
  const last = instructions.at(-1);
  if (last?.by === by.id && record.facts.texts[instructionText(last.number)] === words) return nothingToDo;
  const number = instructions.length + 1;
  return withEvents([{ type: 'ReferrerInstructed', at: now, by: by.id, number }], { [instructionText(number)]: words });
}

/** The referrer says that they have read a message. */
export function markInstructionRead(record: CaseRecord, number: number, { by, now }: Actor): Outcome {
  const sent = sentReferral(record);
  if (!sent) return refuseWith('not-submitted');
  if (by.id !== sent.submittedBy) return refuseWith('not-the-author');
  const instruction = instructionIn(record, number);
  if (!instruction) return refuseWith('no-such-question');
  if (instruction.reached?.how === 'read') return nothingToDo;
  return withEvents([{ type: 'InstructionRead', at: now, by: by.id, number }]);
}
