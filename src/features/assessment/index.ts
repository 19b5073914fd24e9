import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { clocks, events, hears } from './events.ts';
import { face, takenOnLines } from './face.ts';
import { whyNotAssess } from './rules.ts';
import { assessmentOf } from './state.ts';
import { teamFace } from './team-face.ts';

export const assessment = {
  name: 'assessment',
  events,
  clocks,
  hears,
  face,
  teamFace,
  teamGate: (record, by) => whyNotAssess(assessmentOf(record.events), by),
  actions,
  receipt: { progress: ({ record }) => takenOnLines(record) },
} satisfies Feature;
