import type { CaseId } from '../../base/reference.ts';
import type { Block, Button, Input, Line } from '../../cards/parts.ts';
import type { Draft, Problem } from '../../check/draft.ts';
import type { Pack } from '../../protocol/pack.ts';

/** What a step is shown with: its draft, what was wrong with the last answer, and what the bot has to say about it. */
export interface Shown {
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
export interface Parts {
  where?: string;
  heading: string;
  blocks: Block[];
  inputs: Input[];
  notes?: Line[];
  rows: Button[][];
}

/** Inputs get a new id with each change of the draft: clients keep what was in a box of the same id. */
export function inputId(field: string, { draft }: Shown): string {
  return `${field}__${draft.progress.revision}`;
}
