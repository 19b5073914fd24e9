import { Instant } from '../../src/base/time.ts';
import { applyAnswer, type GivenAnswer } from '../../src/draft/answer.ts';
import { type Answers, type Draft, newDraft } from '../../src/draft/draft.ts';
import { type Step, stepNow } from '../../src/draft/steps.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { fieldOf } from '../../src/protocol/pack.ts';
import { packName } from '../fakes/the-pack.ts';

/** Drafts and answers for the tests of the check. */

export const pack = loadPack(packName);
export const NOW = Instant.parse('2026-11-24T14:03:20.000Z'); // a Tuesday
export const answerContext = { pack, now: NOW };

export const aboutJane = { agency: 'health', name: 'Jane Okafor', phone: '020 7946 0014' };

/** A draft at this step that already has these answers. */
export function draftAt(step: string, values: Record<string, string> = {}): Draft {
  const draft = newDraft({});
  return movedTo({ ...draft, answers: { ...draft.answers, values } }, step);
}

/** The draft at another step. */
export const movedTo = (draft: Draft, step: string): Draft => ({
  ...draft,
  progress: { ...draft.progress, at: step },
});

export const press = (draft: Draft, given: Partial<GivenAnswer>) =>
  applyAnswer(draft, { next: 'continue', ...given }, answerContext);

/** The draft after an answer. @throws Error if the answer has a fault */
export function pressed(draft: Draft, given: Partial<GivenAnswer>): Draft {
  const { draft: next, problems } = press(draft, given);
  if (problems.length > 0) throw new Error(`the answer has a fault: ${JSON.stringify(problems)}`);
  return next;
}

export const at = (draft: Draft): string => stepNow(draft, pack).id;

/** An answer to any field, as a referrer writes it on the card. */
export function fullAnswer(field: string): string {
  const { choices, kind, reads, limit } = fieldOf(pack, field);
  if (choices) return kind === 'many' ? choices.map(({ id }) => id).join(',') : (choices.at(-1)?.id ?? '');
  if (kind === 'phone') return '01632 960 014';
  if (reads === 'birth') return '4/3/2012';
  if (reads === 'ahead') return 'tomorrow 15:30';
  if (reads === 'past') return 'yesterday 16:00';
  return `All about ${field}, José’s “words”.`.slice(0, limit);
}

/** What a step's button sends when every input on it is filled in. */
export function filledIn(step: Step, value: (field: string) => string = fullAnswer): GivenAnswer {
  switch (step.kind) {
    case 'linked':
      return { choice: 'other', next: 'continue' };
    case 'same':
    case 'danger':
      return { choice: 'yes', next: 'continue' };
    case 'places':
      return { choice: 'another', next: 'continue' };
    case 'private-fostering':
      return { choice: 'report', next: 'continue' };
    case 'danger-phone':
      return { choice: 'phoned', next: 'continue' };
    case 'ticks': {
      const ids = step.group.statements.map(({ id }) => id);
      const seen = ids.slice(0, 1);
      return { ticks: { seen, suspected: ids.slice(1), note: 'Told by a friend.', looked: false }, next: 'continue' };
    }
    case 'form':
      return { fields: Object.fromEntries(step.form.fields.map((id) => [id, value(id)])), next: 'continue' };
    case 'summary':
    case 'check-answers':
      return { next: 'continue' };
  }
}

/** The answers without empty values. */
export function known({ values, ticks, readings }: Answers): Answers {
  const filled = Object.entries(values).filter(([, value]) => value !== '');
  return { values: Object.fromEntries(filled), ticks, readings };
}
