import type { Reply, ReplyMessage } from '../actions/context.ts';
import { numbersInWords, withNumbersAbove } from '../cards/danger.ts';
import { dangerIn, namesDanger } from '../check/danger-words.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Incoming } from './incoming.ts';
import { isTooLong, textsOf } from './too-long.ts';

/** What was done is answered as always, with the numbers above it. @param how somebody who types may see no cards */
export function withNumbers(reply: Reply, pack: Pack, how: 'typed' | 'pressed'): Reply {
  const last = reply.at(-1);
  if (!last) return reply;
  const above = how === 'typed' ? [{ text: numbersInWords(pack), isOfDanger: true }] : [];
  return [...above, ...reply.slice(0, -1), onTop(last, pack, how)];
}

function onTop(message: ReplyMessage, pack: Pack, how: 'typed' | 'pressed'): ReplyMessage {
  const isOfDanger = how === 'pressed'; // who types has the numbers in words already
  if ('card' in message) return { ...message, card: withNumbersAbove(message.card, pack), isOfDanger };
  const isSaid = how === 'typed' || !('text' in message);
  return isSaid ? message : { ...message, isOfDanger, text: `${numbersInWords(pack)}\n\n${message.text}` };
}

/** Whether somebody wrote of danger in what came in. */
export const saysDanger = (incoming: Incoming): boolean =>
  textsOf(incoming).some((text) => (isTooLong(text) ? namesDanger(text) : dangerIn(text) !== undefined));
