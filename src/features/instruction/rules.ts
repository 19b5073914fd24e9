import { phoneCaller } from '../../base/people.ts';
import { type Actor, refuseFaultyTexts } from '../../case/commands.ts';
import { nothingToDo, type Outcome, type Refusal, refuseWith, withEvents } from '../../case/outcome.ts';
import { sentReferral } from '../../case/standing.ts';
import { isOwnReferral } from '../../case/state.ts';
import type { CaseEvent } from '../../history/events.ts';
import { instructionText } from '../../history/referral.ts';
import { instructionsOf } from './state.ts';

/** The parts of a case that these rules read. */
interface CaseParts {
  events: CaseEvent[];
  texts: Record<string, string>;
}

/** Why a person cannot send the referrer a message. Checked before the form is shown, and again when it is sent. */
export function whyNotInstruct(events: CaseEvent[], { by }: Pick<Actor, 'by'>): Refusal | undefined {
  if (!by.roles.has('mash-member')) return { kind: 'only-the-mash' };
  const sent = sentReferral({ events });
  if (!sent) return { kind: 'not-submitted' };
  if (isOwnReferral(sent, by.id)) return { kind: 'own-referral' };
  return sent.submittedBy === phoneCaller ? { kind: 'not-in-teams' } : undefined;
}

/**
 * Sends the referrer a message. It decides nothing and stops no clock. The same words sent twice in a row are one
 * message.
 */
export function recordInstruction({ events, texts }: CaseParts, words: string, { by, now }: Actor): Outcome {
  const refusal = whyNotInstruct(events, { by });
  if (refusal) return refuseWith(refusal);
  const fault = refuseFaultyTexts({ instruction: words });
  if (fault) return fault;
  const instructions = instructionsOf(events);
  const last = instructions.at(-1);
  if (last?.by === by.id && texts[instructionText(last.number)] === words) return nothingToDo;
  const number = instructions.length + 1;
  return withEvents([{ type: 'ReferrerInstructed', at: now, by: by.id, number }], { [instructionText(number)]: words });
}

/** The referrer says that they have read a message. */
export function markInstructionRead(events: CaseEvent[], number: number, { by, now }: Actor): Outcome {
  const sent = sentReferral({ events });
  if (!sent) return refuseWith('not-submitted');
  if (by.id !== sent.submittedBy) return refuseWith('not-the-author');
  const instruction = instructionsOf(events).find((each) => each.number === number);
  if (!instruction) return refuseWith('no-such-question');
  if (instruction.reached?.how === 'read') return nothingToDo;
  return withEvents([{ type: 'InstructionRead', at: now, by: by.id, number }]);
}
