import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { tellJoinedCase } from './between.ts';
import { face } from './cards.ts';
import { part } from './part.ts';
import { joinCommand, typed } from './typed.ts';

export const joining: Feature = {
  name: 'joining',
  actions,
  part,
  face,
  typed,
  command: (text, where) => (where === 'mash' ? joinCommand(text) : undefined),
  async carriesOut(record, message, stores) {
    if (message.kind !== 'join') return false;
    await tellJoinedCase(record, message, stores);
    return true;
  },
};
