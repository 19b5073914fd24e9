import type { CaseId } from '../../base/reference.ts';
import { type Block, type Button, coloured, type Input, type Line, line } from '../../cards/parts.ts';
import type { Draft, Problem } from '../../check/draft.ts';
import type { Pack } from '../../protocol/pack.ts';

/** What the card of a step is made from: the draft, what was wrong with the last answer, and the bot's notes. */
export interface StepView {
  caseId: CaseId;
  draft: Draft;
  pack: Pack;
  problems?: Problem[];
  typed?: Record<string, string>; // the words in the boxes that have a problem
  unsaved?: Record<string, string>; // the words on a card that was out of date
  training?: boolean | undefined; // whether the child is made up
  notes?: string[]; // how dates were read, or “that card was out of date”
}

/** The parts of a step's card, from top to bottom. */
export interface StepParts {
  where?: string;
  heading: string;
  blocks: Block[];
  inputs?: Input[];
  notes?: Line[];
  rows: Button[][];
}

/** Each change of the draft gives its boxes new ids, because clients keep the old content of a box with the same id. */
export const inputId = (field: string, { draft }: StepView): string => `${field}__${draft.progress.revision}`;

/** A line with a little space above it. */
export const spacedLine = (text: string): Line => line(text, 'plain', 'Small');

/** Lines in a coloured block; no block when there are no lines. */
export const colouredIfAny = (style: Block['style'], lines: Line[]): Block[] =>
  lines.length > 0 ? [coloured(style, lines)] : [];

/** The bot's notes, shown above the step. */
export const noteLines = ({ notes = [] }: StepView): Line[] => notes.map((note) => line(note, 'bold', 'Small'));
