import type { Pack } from '../protocol/pack.ts';
import { type Block, type Card, coloured, line, referrerCard, ring } from './parts.ts';

export const ringNow = 'Ring 999 now';

/** Whom to ring after 999, and what to do where one cannot speak. */
export function numbers({ phones, silentCall }: Pack, heading = ''): Block {
  const day = 'Then ring Children’s Services, day and night:';
  const two = [
    ...ring('Then ring Children’s Services:', phones.urgent, 'large', 'Medium'),
    ...ring('When they are shut:', phones.outOfHours, 'large'),
  ];
  return coloured('attention', [
    ...(heading === '' ? [] : [line(heading, 'large')]),
    ...(silentCall === '' ? [] : [line(silentCall)]),
    ...(phones.outOfHours === phones.urgent ? ring(day, phones.urgent, 'large', 'Medium') : two),
  ]);
}

/** The same in a text message, for whoever types or whose client shows no cards. */
export function numbersInWords({ phones, silentCall, emergency }: Pack): string {
  const shut = phones.outOfHours === phones.urgent ? ', day and night' : `, or ${phones.outOfHours} when they are shut`;
  const then = `Then ring Children’s Services: ${phones.urgent}${shut}.`;
  return [`${ringNow}.`, silentCall, then, `${emergency}.`].filter((each) => each !== '').join('\n\n');
}

/** A card with the numbers on top of it: somebody wrote of danger, and nothing else changes by that. */
export function withNumbersAbove(card: Card, pack: Pack): Card {
  const { body } = referrerCard({ summary: '', heading: '', blocks: [numbers(pack, ringNow)], emergency: '' });
  const above = Array.isArray(body) ? body.filter(({ type }) => type === 'Container') : [];
  return { ...card, body: [...above, ...(Array.isArray(card.body) ? card.body : [])] };
}
