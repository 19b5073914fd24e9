import type { Again } from '../../cards/again.ts';
import type { DecisionForm } from '../../case/decision-record.ts';
import type { Outcome } from '../../case/outcome.ts';
import { textLimit } from '../../case/text-limit.ts';
import { DecisionKind, Trafficking } from '../../history/decision-kind.ts';
import type { Tap } from '../../teams/incoming.ts';

/** What was filled in on the form of a decision or a correction. `chosen`: whether it says which decision it is. */
export function readDecision(tap: Tap): { chosen: boolean; form: DecisionForm } {
  const text = (field: string) => (tap.inputs[field] ?? '').toWellFormed();
  const yesNo = (field: string) => (text(field) === 'yes' ? 'yes' : text(field) === 'no' ? 'no' : 'not-said');
  const kind = DecisionKind.safeParse(tap.inputs.decision);
  const form: DecisionForm = {
    decision: kind.success ? kind.data : 'other',
    action: text('action'),
    reasons: text('reasons'),
    trafficking: Trafficking.safeParse(tap.inputs.trafficking).data,
    protection: yesNo('protection'),
    protectionWhat: text('protection-what'),
    police: yesNo('police'),
    tell: text('tell'),
  };
  return { chosen: kind.success, form };
}

/** The decision form once more, where what is wrong with it is all that stands in the way. */
export function decisionAgain(tap: Tap, chosen: boolean, outcome: Outcome): Again | undefined {
  const again = formAgain(tap, outcome);
  if (chosen || outcome.kind === 'nothing-to-do' || (outcome.kind === 'refused' && !again)) return again;
  const whole = again ?? { attempt: (tap.attempt ?? 0) + 1, typed: tap.inputs, problems: {} };
  return { ...whole, problems: { ...whole.problems, decision: 'Choose a decision.' } };
}

const asks: Record<string, string> = {
  question: 'Write your question.',
  action: 'Say what will be done, by whom and when.',
  reasons: 'Give the reasons.',
};

/** A form once more, with what was typed and what is wrong. @param more what to ask for in further boxes */
export function formAgain(tap: Tap, outcome: Outcome, more: Record<string, string> = {}): Again | undefined {
  if (outcome.kind !== 'refused') return undefined;
  const { why } = outcome;
  if (why.kind !== 'text-missing' && why.kind !== 'text-too-long') return undefined;
  const limit = why.kind === 'text-too-long' ? why.limit : textLimit;
  const tooLong = `At most ${limit.toLocaleString('en-GB')} characters. Please shorten it. Nothing was cut.`;
  const problems = why.fields.map((field) => [
    field,
    why.kind === 'text-missing' ? (more[field] ?? asks[field] ?? 'Please fill this in.') : tooLong,
  ]);
  return { attempt: (tap.attempt ?? 0) + 1, typed: tap.inputs, problems: Object.fromEntries(problems) };
}
