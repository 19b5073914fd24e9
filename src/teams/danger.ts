import type { Reply, ReplyMessage, Services } from '../actions/context.ts';
import { rungBy } from '../actions/which-case.ts';
import { withoutReferences } from '../base/reference.ts';
import { workerNote } from '../cards/contact.ts';
import { dangerLine, numbersInWords, withNoteAbove, withNumbersAbove } from '../cards/helpful.ts';
import { says } from '../draft/says.ts';
import { longestAnswer, type Pack } from '../protocol/pack.ts';
import { saysNoDanger } from '../understanding/asking.ts';
import { dangerIn, mayBeDanger, namesDanger } from '../understanding/danger.ts';
import { isOtherLanguage } from '../understanding/hear.ts';
import type { Incoming } from './incoming.ts';

/**
 * Adds the emergency numbers above the usual answer.
 * @param how for a typed message the numbers come as text, because the client may not show cards
 */
export function withNumbers(reply: Reply, pack: Pack, how: 'typed' | 'pressed', first?: string): Reply {
  const last = reply.at(-1);
  if (!last) return reply;
  const above = how === 'typed' ? [{ text: numbersInWords(pack, first), isOfDanger: true }] : [];
  return [...above, ...reply.slice(0, -1), onTop(last, pack, how, first)];
}

function onTop(message: ReplyMessage, pack: Pack, how: 'typed' | 'pressed', first?: string): ReplyMessage {
  const isOfDanger = how === 'pressed'; // must not wait. After typed words it may, because the text goes first
  if ('card' in message) return { ...message, card: withNumbersAbove(message.card, pack, first), isOfDanger };
  const staysAsItIs = how === 'typed' || !('text' in message);
  return staysAsItIs ? message : { ...message, isOfDanger, text: `${numbersInWords(pack, first)}\n\n${message.text}` };
}

/** Whether the person wrote words of danger. */
export const saysDanger = (incoming: Incoming, { phrases }: Pack) =>
  textsOf(incoming).some((text) => (isTooLong(text) ? namesDanger(text) : dangerIn(text, phrases) !== undefined));

/** Adds what the person's words call for above the usual answer: the numbers, or a line with them, and who else is told. */
export function withWhomToRing(reply: Reply, incoming: Incoming, services: Services): Promise<Reply> {
  const { pack } = services;
  const [first, ...others] = reply;
  const isOfWorker = textsOf(incoming).some((text) => !isTooLong(text) && says('worker', text));
  const noted = isOfWorker && first && !first.isOfDanger ? [withLine(first, workerNote(pack)), ...others] : reply;
  return withDanger(noted, incoming, services);
}

/**
 * Adds what the person's words call for above the usual answer: the numbers, or one line with them. Words in another
 * language may say anything, so they have the numbers, too.
 */
async function withDanger(reply: Reply, incoming: Incoming, services: Services): Promise<Reply> {
  const { pack } = services;
  if (incoming.kind === 'text' && isOtherLanguage(incoming.text))
    return [{ text: `${numbersInWords(pack)}\n\n${onlyEnglish}`, isOfDanger: true }, ...reply];
  if (reply.some(({ isOfDanger, isPlainAnswer }) => isOfDanger || isPlainAnswer)) return reply;
  if (saysDanger(incoming, pack) && !textsOf(incoming).every((text) => saysNoDanger(withoutReferences(text))))
    return withNumbers(
      reply,
      pack,
      incoming.kind === 'text' ? 'typed' : 'pressed',
      await rungBy(incoming.sender.id, services),
    );
  const last = reply.at(-1);
  return last && textsOf(incoming).some(mayBeDanger)
    ? [...reply.slice(0, -1), withLine(last, dangerLine(pack))]
    : reply;
}

const onlyEnglish =
  'Sorry, I can only read English. Please ring: say which language you speak, and they find an interpreter. Nobody who came with the child should interpret.';

function withLine(message: ReplyMessage, words: string): ReplyMessage {
  if ('card' in message) return { ...message, card: withNoteAbove(message.card, words) };
  return 'text' in message ? { ...message, text: `${words}\n\n${message.text}` } : message;
}

/** Everything that the person wrote: their message, or the inputs of the card that they pressed. */
export function textsOf(incoming: Incoming): string[] {
  if (incoming.kind === 'text') return [incoming.text];
  return incoming.kind === 'press' ? Object.values(incoming.press.typed) : [];
}

/**
 * Whether a text is longer than any answer may be. Such a text is only searched for words of danger. A character may
 * take two UTF-16 units, hence the factor.
 */
export const isTooLong = (text: string) => text.length > 2 * longestAnswer;
