import type { Feature } from '../../actions/feature.ts';
import { toReferrer } from '../../cards/face.ts';
import { actions } from './actions.ts';
import { instructionBlocks, lastInstructionLines } from './cards.ts';
import { events } from './events.ts';
import { tellCommand, typed } from './typed.ts';
import { instruct } from './verbs.ts';

export const instruction = {
  name: 'instruction',
  events,
  face: {
    blocks: ({ record }) => instructionBlocks(record),
    buttons: { instruct: toReferrer(instruct, 'Tell the referrer') },
  },
  actions,
  typed,
  command: (text, where) => (where === 'mash' ? tellCommand(text) : undefined),
  receipt: { progress: ({ record }) => lastInstructionLines(record) },
} satisfies Feature;
