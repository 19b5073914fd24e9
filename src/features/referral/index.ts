import type { Feature } from '../../actions/feature.ts';
import { clocks } from './clocks.ts';
import { events } from './events.ts';
import { face } from './face.ts';
import { receipt } from './on-receipt.ts';

/** The referral itself: what happens to every case. */
export const referral = {
  name: 'referral',
  events,
  clocks,
  face,
  receipt,
} satisfies Feature;
