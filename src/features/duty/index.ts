import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { announces } from './announces.ts';
import { dutyCommand, typed } from './typed.ts';

export const duty = {
  name: 'duty',
  actions,
  typed,
  announces,
  command: (text, where) => (where === 'mash' ? dutyCommand(text) : undefined),
} satisfies Feature;
