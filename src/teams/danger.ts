import type { Message, Reply } from '../actions/context.ts';
import { numbersInWords, withNumbersAbove } from '../cards/danger.ts';
import { dangerIn } from '../check/danger-words.ts';
import type { Pack } from '../protocol/pack.ts';

/** Whether somebody wrote of danger in one of the boxes of a card that they pressed. */
export const dangerInBoxes = (typed: Record<string, string>): boolean =>
  Object.values(typed).some((text) => dangerIn(text) !== undefined);

/** What was done is answered as always, with the numbers above it. @param how somebody who types may see no cards */
export function withNumbers(reply: Reply, pack: Pack, how: 'typed' | 'pressed'): Reply {
  const last = reply.at(-1);
  if (!last) return reply;
  const above = how === 'typed' ? [{ text: numbersInWords(pack) }] : [];
  return [...above, ...reply.slice(0, -1), onTop(last, pack, how)];
}

function onTop(message: Message, pack: Pack, how: 'typed' | 'pressed'): Message {
  if ('card' in message) return { ...message, card: withNumbersAbove(message.card, pack) };
  const isSaid = how === 'typed' || !('text' in message);
  return isSaid ? message : { ...message, text: `${numbersInWords(pack)}\n\n${message.text}` };
}
