import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { face } from './face.ts';
import { part } from './part.ts';
import { newsReadCommand, typed } from './typed.ts';

export const news: Feature = { name: 'news', part, face, actions, typed, command: newsReadCommand };
