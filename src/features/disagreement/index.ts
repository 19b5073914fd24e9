import type { Feature } from '../../actions/feature.ts';
import { actions } from './actions.ts';
import { face } from './face.ts';
import { levelCard } from './level-card.ts';
import { part } from './part.ts';
import { disagreementsOf } from './state.ts';
import { typed } from './typed.ts';

export const disagreementFeature: Feature = {
  name: 'disagreement',
  part,
  face,
  actions,
  typed,
  tells({ record, message, pack }) {
    if (message.kind !== 'level-notice') return undefined;
    const event = record.events[message.event];
    const about = disagreementsOf(record.events).find(
      (each) => event && 'number' in event && each.number === event.number,
    );
    if (!about) throw new Error(`case ${record.id} has no disagreement for event ${message.event}`);
    return levelCard(record, about, pack);
  },
};
