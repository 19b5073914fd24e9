import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { dutyCommand, typed } from './typed.ts';

export const duty = {
  name: 'duty',
  actions,
  typed,
  command: (text, where) => (where === 'mash' ? dutyCommand(text) : undefined),
} satisfies Feature;
