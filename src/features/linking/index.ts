import type { Feature } from '../../actions/feature.ts';
import { below } from '../../cards/face.ts';
import { actions } from './actions.ts';
import { face } from './cards.ts';
import { events, hears } from './events.ts';
import { startLinked } from './verbs.ts';

export const linking = {
  name: 'linking',
  actions,
  events,
  hears,
  face,
  async carriesOut(record, message, stores) {
    if (message.kind !== 'link' && message.kind !== 'look-for-links') return false;
    // Loaded only here, because the name comparison is slow to load.
    const { linkBack, lookForLinks, tellOtherCase } = await import('./telling.ts');
    if (message.kind === 'look-for-links') await lookForLinks(record, stores);
    else if (message.event === undefined) await linkBack(record, message.to, stores);
    else await tellOtherCase(record, { to: message.to, event: message.event }, stores);
    return true;
  },
  receipt: { buttons: { startLinked: below(startLinked, 'Start a linked referral') } },
} satisfies Feature;
