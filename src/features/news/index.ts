import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { clocks, events, hears } from './events.ts';
import { face, newsStep, teamFace } from './face.ts';
import { newsReadCommand, typed } from './typed.ts';

export const news = {
  name: 'news',
  events,
  clocks,
  hears,
  face,
  teamFace,
  actions,
  typed,
  command: newsReadCommand,
  receipt: { progress: newsStep },
} satisfies Feature;
