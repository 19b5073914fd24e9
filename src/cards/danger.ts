import type { Pack } from '../protocol/pack.ts';
import { type Block, type Card, coloured, line, referrerCard, ring } from './parts.ts';

export const ringNow = 'Ring 999 now';

/** The numbers to ring after 999, and what to do if one cannot speak. */
export function numbers({ phones, silentCall }: Pack, heading = ''): Block {
  const dayAndNight = 'Then ring Children’s Services, day and night:';
  const twoNumbers = [
    ...ring('Then ring Children’s Services:', phones.urgent, 'large', 'Medium'),
    ...ring('When they are shut:', phones.outOfHours, 'large'),
  ];
  return coloured('attention', [
    heading !== '' && line(heading, 'large'),
    silentCall !== '' && line(silentCall),
    ...(phones.outOfHours === phones.urgent ? ring(dayAndNight, phones.urgent, 'large', 'Medium') : twoNumbers),
  ]);
}

/** The numbers as plain text, for people who type or whose client shows no cards. */
export function numbersInWords({ phones, silentCall, emergency }: Pack): string {
  const whenShut =
    phones.outOfHours === phones.urgent ? ', day and night' : `, or ${phones.outOfHours} when they are shut`;
  const then = `Then ring Children’s Services: ${phones.urgent}${whenShut}.`;
  return [`${ringNow}.`, silentCall, then, `${emergency}.`].filter((each) => each !== '').join('\n\n');
}

/** The card with the numbers above it, after somebody wrote of danger. The rest of the card stays the same. */
export function withNumbersAbove(card: Card, pack: Pack): Card {
  const { body } = referrerCard({ summary: '', heading: '', blocks: [numbers(pack, ringNow)], emergency: '' });
  const above = Array.isArray(body) ? body.filter(({ type }) => type === 'Container') : [];
  return { ...card, body: [...above, ...(Array.isArray(card.body) ? card.body : [])] };
}
