import type { CaseId } from '../../base/reference.ts';
import type { Texts } from '../../base/texts.ts';
import type { Instant } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import {
  type Block,
  type Button,
  button,
  buttonWithoutInputs,
  type Input,
  type Line,
  type Lines,
  line,
  mainButton,
  type Parts,
  spacedBoldLine,
} from '../../cards/parts.ts';
import { practiceLine } from '../../cards/warnings.ts';

import type { Draft, Problem } from '../../draft/draft.ts';
import type { Step } from '../../draft/steps.ts';
import { choicesOf } from '../../draft/typed.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { OwnReport } from '../missing/state.ts';
import { answer, back as backVerb, checkAnswers, stopAdding } from './verbs.ts';

/** What the card of a step is made from: the draft, what was wrong with the last answer, and the bot's notes. */
export interface StepView {
  caseId: CaseId;
  draft: Draft;
  pack: Pack;
  now?: Instant; // when its author answered last: a time in their words is read by it
  problems?: Problem[];
  unsaved?: Texts; // the words in the boxes that have a problem, or on a card that was out of date
  practice?: boolean | undefined; // whether the child is made up
  report?: OwnReport | undefined; // the child is missing, says the referrer
  notes?: string[]; // “that card was out of date”; no fact
  isBeside?: boolean; // after words beside it: its card stands above already
  isAgain?: boolean; // it was asked before: what is said once is left out
  read?: string[]; // how dates were read, which only the card says
}

/** The parts of a step's card, from top to bottom. */
export interface StepParts {
  where?: string;
  heading: string;
  blocks: Parts<Block>;
  inputs?: Input[];
  notes?: Lines;
  rows: Button[][];
}

/** Each change of the draft gives its boxes new ids, because clients keep the old content of a box with the same id. */
export const inputId = (field: string, { draft }: StepView): string => `${field}__${draft.progress.revision}`;

/** On top of every card of a check: that the child is made up, or missing, and that the MASH knows. */
export const headLines = (view: StepView): Lines => [
  practiceLine(view),
  view.draft.progress.doubt && line(inDoubt(view.pack), 'bold'),
  view.report && [
    line(`You reported this child missing, ${clockAndDay(view.report.at)}.`, 'bold'),
    !view.practice && line(view.report.isKnown ? 'The MASH knows.' : 'I am telling the MASH.', 'bold'),
    view.report.found && `You said at ${clockAndDay(view.report.found.at)} that the child is found.`,
  ],
];

/** Stands on top while words may mean danger and their author has not said whether they do. */
export const inDoubt = ({ phones }: Pack) => `In danger now? Ring 999, or Children’s Services on ${phones.urgent}.`;

/** Whom else to ring, after “rang 999”. */
export const ringToo = ({ phones }: Pack) => `999 is not the MASH. Ring Children’s Services, too: ${phones.urgent}.`;

/** The bot's notes, shown above the step. */
export const noteLines = ({ notes = [], read = [] }: StepView): Line[] =>
  [...notes, ...read].map((note) => spacedBoldLine(note));

/** Stands above what the words of the worry may describe. */
export const lookedForWords = 'I looked up your words. I can be wrong, so I ticked nothing.';

export type QuestionStep = Exclude<Step, { kind: 'check-answers' }>;

/** The data of every button on a step's card. The step and the revision make sure that an old card changes nothing. */
export const stepData = ({ caseId, draft: { progress } }: StepView, step: string) => ({
  case: caseId,
  step,
  revision: progress.revision,
});

export const choiceButtons = (step: Step, view: StepView): Button[] =>
  choicesOf(step).map(({ id, label }) => button(answer, label, { ...stepData(view, step.id), choice: id }));

/**
 * The buttons below a form. The blue one is the short way: *Finish and send*, where it is offered; at consent, its next
 * question.
 */
export function onwardButtons(step: QuestionStep, view: StepView, label = 'Continue'): Button[][] {
  const data = stepData(view, step.id);
  const others = backAndCheckAnswersButtons(step, view);
  const [, back] = others;
  if (!back) return [[mainButton(answer, label, data), ...others]];
  if (step.section === 'consent') return [[mainButton(answer, label, data)], others];
  const both = [mainButton(checkAnswers, finish, data), button(answer, label, data)];
  return label === 'Continue' ? [[...both, back]] : [both, [back]];
}

const finish = 'Finish and send';

/** Finish and send, when there is something to check, and Back. */
export function backAndCheckAnswersButtons(step: QuestionStep, view: StepView): Button[] {
  const data = stepData(view, step.id);
  const isAdding = view.draft.progress.mode === 'adding';
  // On the first card of a check that is added to a sent referral, Cancel sends nothing.
  if (isAdding && step.id === 'situation') return [buttonWithoutInputs(stopAdding, 'Cancel', data)];
  const back = button(backVerb, 'Back', data); // it sends what is half filled in
  const isOffered = !isAdding && !['danger', 'about-you'].includes(step.section);
  return isOffered ? [button(checkAnswers, finish, data), back] : [back];
}
