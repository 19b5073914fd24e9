import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { face } from './face.ts';
import { part } from './part.ts';
import { deskCommand } from './typed.ts';

export const desk: Feature = {
  name: 'desk',
  part,
  face,
  actions,
  command: (text, where) => (where === 'mash' ? deskCommand(text) : undefined),
};
