import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { face } from './face.ts';
import { part } from './part.ts';
import { tellCommand, typed } from './typed.ts';

export const instruction: Feature = {
  name: 'instruction',
  part,
  face,
  actions,
  typed,
  command: (text, where) => (where === 'mash' ? tellCommand(text) : undefined),
};
