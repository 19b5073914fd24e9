import type { Texts } from '../base/texts.ts';
import { type Refusal, textLimit } from '../case/outcome.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Problem } from '../draft/draft.ts';
import { fieldOf, type Pack } from '../protocol/pack.ts';
import { asLines, type Block, type Button, coloured, type Input, input, mainButton, type Parts } from './parts.ts';
import type { formVerb } from './verb.ts';
import { carerBanner, carerTitleLines } from './warnings.ts';

/**
 * What stands in the boxes of a form, and what is wrong with it, by the name of the box. `attempt` counts how often the
 * form was shown again. It gives the boxes new ids, so that Teams shows what is here and not what it had kept.
 */
export interface FormRetry {
  attempt: number;
  typed: Texts;
  problems: Texts;
}

export const untouchedForm: FormRetry = { attempt: 0, typed: {}, problems: {} };

const powers = [
  { title: 'Children Act 1989, section 46', value: 'section-46' },
  { title: 'Another power', value: 'other' },
];

/** The boxes of police protection, each named as in `protectionParts`. @source Protocol 6.7 */
export const protectionBoxes = (again: FormRetry): Input[] => [
  box('compact', 'power', 'In police protection: under which power?', again, { choices: powers }),
  box('text', 'since', 'Since when? For example “today 14:20”', again),
  box('text', 'until', 'Until when? At most 72 hours', again),
  box('text', 'reference', 'Reference of the police', again),
  box('text', 'officer', 'Which officer and force?', again),
];

/** The same as one box, in a form about something else. */
export const protectionBox = (again: FormRetry): Input =>
  text('in-protection', 'In police protection? Since when, until when, power, police reference, officer', again);

/** The carer banner for the top of a case's forms. It is empty if there is nothing to warn of (`calm`). */
export function carerWarning(record: CaseRecord): Parts<Block> {
  const banner = carerBanner(record.facts.answers);
  const lines = asLines(carerTitleLines(record, banner));
  return [(!banner.calm || lines.length > banner.lines.length + 1) && coloured('warning', lines)];
}

/** A box of a form that may be shown again. */
export function box(
  kind: Input['kind'],
  field: string,
  label: string,
  { attempt, typed, problems }: FormRetry,
  more: Partial<Pick<Input, 'choices' | 'multiline' | 'style' | 'folded' | 'foldedTitle'>> = {},
): Input {
  const filled = { value: typed[field] ?? '', problem: problems[field] ?? '' };
  return input(kind, `${field}__${attempt}`, label, { ...more, ...filled });
}

/** A box for several lines of text. */
export const text = (field: string, label: string, again: FormRetry): Input =>
  box('text', field, label, again, { multiline: true });

/** The button that saves a form about one case. */
export const saveButton = (
  verb: ReturnType<typeof formVerb>,
  title: string,
  { id }: Pick<CaseRecord, 'id'>,
  { attempt }: FormRetry,
): Button => mainButton(verb, title, { case: id, attempt });

/** A choice of one value out of a few. @param words the title of each value */
export const choice = (field: string, label: string, words: Texts, again: FormRetry): Input =>
  box('one', field, label, again, { choices: Object.entries(words).map(([value, title]) => ({ title, value })) });

/** The same as a drop-down list, which takes one line. */
export const dropDown: typeof choice = (...given) => ({ ...choice(...given), kind: 'compact' });

/** Two short boxes side by side: where the card is narrow, each takes half of it. */
export const twoBoxes = (one: Input, other: Input): Input =>
  input('pair', `${one.id}-${other.id}`, '', { pair: [one, other] });

/** Boxes that a press on their titles opens, which stand side by side. Where one holds something, or has a problem, they are open. */
export function opens(boxes: [Input | Input[], title: string][]): Input[] {
  const isFolded = (some: Input[]) => some.every(({ value, problem }) => value === '' && problem === '');
  const all = boxes.map(([some, title]) => ({ some: [some].flat(), title }));
  const toggles = all.flatMap(({ some, title }) =>
    isFolded(some) ? [{ ids: some.map(({ id }) => `box-${id}`), title }] : [],
  );
  const hidden = all.flatMap(({ some }) => some.map((each) => ({ ...each, hidden: isFolded(some) })));
  return [input('toggles', 'opens', '', { toggles }), ...hidden];
}

/** What opens the boxes of a run stands in one row, above them. */
export const sideBySide = (inputs: Input[]): Input[] =>
  inputs.map((each, at) => {
    if (!each.folded || inputs[at - 1]?.folded) return { ...each, toggles: [] };
    const end = inputs.findIndex((other, place) => place > at && !other.folded);
    return { ...each, toggles: inputs.slice(at, end < 0 ? inputs.length : end).flatMap(({ toggles }) => toggles) };
  });

export const limitWords = (limit: number): string => `up to ${limit.toLocaleString('en-GB')} characters`;

/** The limit of most boxes, in words. */
export const limit = limitWords(textLimit);

/** A refusal that the person can correct: the form is shown again with what they typed. */
export type Faults = Extract<Refusal, { kind: 'text-missing' | 'text-too-long' | 'boxes-are-wrong' }>;

const requests: Texts = {
  question: 'Write your question.',
  action: 'Say what will be done, by whom and when.',
  reasons: 'Give the reasons.',
};

export const tooLongWords = (limit: number): string =>
  `At most ${limit.toLocaleString('en-GB')} characters. Please shorten it. Nothing was cut.`;

const longestShown = 8000; // characters of one box; a card with much longer texts is too large for Teams

/** A refused form, to be shown again with what was typed. @param problems what is wrong, by the name of the box */
export function formAgain(
  { attempt, typed }: Pick<FormRetry, 'attempt' | 'typed'>,
  problems: FormRetry['problems'],
): FormRetry {
  const shown = Object.entries(typed).map(([field, words]) => [field, words.slice(0, longestShown)]);
  return { attempt: attempt + 1, typed: Object.fromEntries(shown), problems };
}

/** What is wrong with a refused form, in words. @param more what to say at boxes that `requests` does not list */
export function faultsInWords(why: Faults, more: Texts = {}): FormRetry['problems'] {
  const problemOf = (field: string) =>
    why.kind === 'text-too-long' ? tooLongWords(why.limit) : (more[field] ?? requests[field] ?? 'Please fill this in.');
  const fields = why.kind === 'boxes-are-wrong' ? Object.keys(why.faults) : why.fields;
  return Object.fromEntries(fields.map((field) => [field, problemOf(field)]));
}

const numberWords = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

/** "Two things to put right: Your name, Phone". It stands beside the button that was pressed. */
export function toPutRight(problems: Problem[], pack: Pack): string[] {
  if (problems.length === 0) return [];
  const names = problems.map(({ field }) => (field === 'note' ? 'Note' : fieldOf(pack, field).short));
  const things = problems.length === 1 ? 'thing' : 'things';
  return [`${numberWords[problems.length] ?? problems.length} ${things} to put right: ${names.join(', ')}`];
}

/** The fault of a field, and how to correct it. */
export function problemText(problem: Problem, name: string, ask = `${name}: please answer.`): string {
  switch (problem.kind) {
    case 'required':
      return problem.field === 'consent-why' ? 'Say why, in a few words. If you do not know, say so again.' : ask;
    case 'too-long':
      return `${name}: at most ${problem.limit.toLocaleString('en-GB')} characters. Please shorten it. Nothing was cut.`;
    case 'unclear-time':
      return `${name}: I could not read that time. Write for example “just now”, “14:20” or “yesterday 16:00”.`;
    case 'future':
      return `${name}: that lies ahead. When did you ring?`;
    case 'long-ago':
      return `${name}: that is more than 7 days ago. When did you ring? If it is right, write it once more.`;
    case 'no-time':
      return 'I could not read when the child leaves. Choose, or write a time. Your words are kept.';
    case 'believed':
      return 'Where are they believed to be? Write no address of a placement.';
    case 'not-a-choice':
      return `${name}: please choose from the list.`;
  }
}
