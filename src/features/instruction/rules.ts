import { byTelephone } from '../../base/people.ts';
import { faulty, type Now } from '../../case/commands.ts';
import { nothingToDo, type Outcome, type Refusal, refuseWith, withEvents } from '../../case/outcome.ts';
import { isOwnReferral, referralOf, submittedIn } from '../../case/state.ts';
import type { CaseEvent } from '../../history/events.ts';
import { instructionText } from '../../history/instruction.ts';
import { instructionsOf } from './state.ts';

/** What the case holds that a command needs. */
interface Held {
  events: CaseEvent[];
  texts: Record<string, string>;
}

/** Why somebody may not send the referrer a message. Asked before the form is shown, and again when it is sent. */
export function whyNotInstruct(events: CaseEvent[], { by }: Pick<Now, 'by'>): Refusal | undefined {
  if (!by.roles.has('mash-member')) return { kind: 'only-the-mash' };
  const sent = submittedIn(referralOf(events));
  if (!sent) return { kind: 'not-submitted' };
  if (isOwnReferral(sent, by.id)) return { kind: 'own-referral' };
  return sent.submittedBy === byTelephone ? { kind: 'not-in-teams' } : undefined;
}

/** Tells the referrer something now. It decides nothing and stops no clock. The same words sent twice are one message. */
export function recordInstruction({ events, texts }: Held, words: string, { by, now }: Now): Outcome {
  const refusal = whyNotInstruct(events, { by });
  if (refusal) return refuseWith(refusal);
  const fault = faulty({ instruction: words });
  if (fault) return fault;
  const all = instructionsOf(events);
  const last = all.at(-1);
  if (last?.by === by.id && texts[instructionText(last.number)] === words) return nothingToDo;
  const number = all.length + 1;
  return withEvents([{ type: 'ReferrerInstructed', at: now, by: by.id, number }], { [instructionText(number)]: words });
}

/** The referrer has read a message, and so all before it. */
export function readIt(events: CaseEvent[], number: number, { by, now }: Now): Outcome {
  const sent = submittedIn(referralOf(events));
  if (!sent) return refuseWith({ kind: 'not-submitted' });
  if (by.id !== sent.submittedBy) return refuseWith({ kind: 'not-the-author' });
  const found = instructionsOf(events).find((each) => each.number === number);
  if (!found) return refuseWith({ kind: 'no-such-question' });
  if (found.reached?.how === 'read') return nothingToDo;
  return withEvents([{ type: 'InstructionRead', at: now, by: by.id, number }]);
}
