import type { CaseId } from '../../base/reference.ts';
import { type Block, type Button, coloured, type Input, type Line, line } from '../../cards/parts.ts';
import type { Draft, Problem } from '../../check/draft.ts';
import type { Pack } from '../../protocol/pack.ts';

/** What a step is shown with: its draft, what was wrong with the last answer, and what the bot has to say about it. */
export interface StepView {
  caseId: CaseId;
  draft: Draft;
  pack: Pack;
  problems?: Problem[];
  typed?: Record<string, string>; // what was written in the boxes that have a problem
  unsaved?: Record<string, string>; // what was written on a card that was out of date
  training?: boolean | undefined; // a made-up child
  notes?: string[]; // dates read back; "that card was out of date"
}

/** What a step shows, from top to bottom. */
export interface StepParts {
  where?: string;
  heading: string;
  blocks: Block[];
  inputs?: Input[];
  notes?: Line[];
  rows: Button[][];
}

/** Inputs get a new id with each change of the draft: clients keep what was in a box of the same id. */
export const inputId = (field: string, { draft }: StepView): string => `${field}__${draft.progress.revision}`;

/** A line that stands a little apart from what is above it. */
export const spacedLine = (text: string): Line => line(text, 'plain', 'Small');

/** Lines in a coloured block; no block where there is nothing to say. */
export const colouredIfAny = (style: Block['style'], lines: Line[]): Block[] =>
  lines.length > 0 ? [coloured(style, lines)] : [];

/** What the bot has to say above the step. */
export const noteLines = ({ notes = [] }: StepView): Line[] => notes.map((note) => line(note, 'bold', 'Small'));
