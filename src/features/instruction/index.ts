import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { instructionBlocks, lastInstructionLines } from './cards.ts';
import { events } from './events.ts';
import { tellCommand, typed } from './typed.ts';

export const instruction = {
  name: 'instruction',
  events,
  face: { blocks: instructionBlocks },
  actions,
  typed,
  command: (text, where) => (where === 'mash' ? tellCommand(text) : undefined),
  receipt: { progress: ({ record }) => lastInstructionLines(record) },
} satisfies Feature;
