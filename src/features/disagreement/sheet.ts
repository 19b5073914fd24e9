import { type Card, line, type MashCard, mashCard, referrerCard } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { Side } from './state.ts';

type Sheet = Omit<MashCard, 'top' | 'badges'>;

/**
 * The layout that the card of a disagreement shares with its forms. In the MASH channel, only the person who pressed
 * sees the card.
 */
export function disagreementSheet(
  { id }: CaseRecord,
  side: Side,
  pack: Pack,
  { buttons = [], ...content }: Sheet,
): Card {
  if (side === 'mash') return mashCard({ ...content, top: [line(`${id} · only you see this card`, 'small')], buttons });
  return referrerCard({ ...content, top: [line(id, 'bold')], rows: [buttons], emergency: pack.emergency });
}

export const noDelayWords = 'It changes no deadline and holds up no help for the child.';
