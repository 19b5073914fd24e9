import { placesOf } from '../actions/action.ts';
import type { ReplyMessage, Services } from '../actions/context.ts';
import { answerTyped } from '../actions/typed.ts';
import { button, type Card, mashCard } from '../cards/parts.ts';
import type { Envelope } from '../cards/verb.ts';
import { listCases } from '../cards/verbs.ts';
import { type Responder, respondRefusal } from './answering.ts';
import type { Incoming } from './incoming.ts';
import { performPress, pressContext } from './pressing.ts';
import { actionsByVerb, saidInChannel, typed } from './slots.ts';
import { assessmentSurface, mashSurface, teamSurface } from './surfaces.ts';

/** The channels in which the bot answers; `team`: any channel of a team, for the set-up alone, which shows no case. */
const surfaces = { mash: mashSurface, assessment: assessmentSurface, team: teamSurface };
type ChannelPlace = keyof typeof surfaces;

/** Whether this belongs in such a place: the press of a button, or words that a feature understands there. */
export const isFor = (where: ChannelPlace, incoming: Incoming): boolean =>
  incoming.kind === 'press'
    ? placesOf(actionsByVerb.get(incoming.press.verb)).includes(where)
    : incoming.kind === 'text' && saidInChannel(incoming, where) !== undefined;

/** Answers in a channel. Words in the MASH channel always get an answer; those about referrals go to its members alone. */
export async function answerInChannel(where: ChannelPlace, answers: Responder, incoming: Incoming, deps: Services) {
  if (incoming.kind === 'text')
    return answers.send((await replyToWords(where, incoming, deps)) ?? (where === 'mash' ? [unknown] : []));
  if (incoming.kind === 'unclear-press' && where === 'mash')
    return respondRefusal(answers, incoming, 'I could not read that button. Nothing was changed.');
  if (incoming.kind !== 'press') return;
  const surface = surfaces[where]({ ...incoming, inList: incoming.envelope.list !== undefined }, deps);
  const [answer = { text: '' }] = await performPress(incoming.press, () => surface, incoming, deps);
  const message = inPlaceOfList(incoming, answer);
  // Only the person who pressed sees the answer.
  if (incoming.invoke) return answers.answer(message);
  // An old Teams client cannot show a card to one person only. The shared card and the thread show what was recorded.
  const own = 'text' in message ? message.text : message.notice;
  const text = own ?? (message.isShared ? undefined : tooOld);
  if (text) await answers.send([{ text }]);
}

const unknown = {
  text: 'I post referrals here. Use their buttons. To refer a child, talk to me 1:1. For lists, write “help” to me here.',
};

/** @returns undefined if no feature understands the words here */
async function replyToWords(where: ChannelPlace, incoming: Incoming & { kind: 'text' }, deps: Services) {
  const { place, sender } = incoming;
  const found = saidInChannel(incoming, where);
  if (typeof found?.does !== 'function') return found?.does;
  const surface = surfaces[where]({ place, sender, onMessage: undefined, inList: false }, deps);
  const by = await surface.whoPresses();
  if (!('roles' in by)) return [by];
  return answerTyped(typed, found.words, { ...pressContext(() => surface, place, { sender }, deps), by, where });
}

const tooOld = 'Your Teams is too old for that form. Please open this channel in Teams on the web.';

/** A card that is shown to one person in place of a list gets a way back to that list. */
function inPlaceOfList(
  { press, envelope: { list, after } }: Incoming & { kind: 'press' },
  message: ReplyMessage,
): ReplyMessage {
  if (!list || !('card' in message) || press.verb === listCases.name) return message;
  return { ...message, card: inList(message.card, { list, after }) };
}

/** The list or desk card that this card replaces for one person. */
interface InList {
  list: NonNullable<Envelope['list']>;
  after: string | undefined;
}

/**
 * A card that replaces a list for the person who pressed. Each of its buttons carries the list's name and place, so that
 * the next answer appears in the same place and the list itself stays unchanged. The card of a case gets a button back
 * to the list.
 */
export function inList(card: Card, { list, after }: InList): Card {
  const withWayBack = list === 'desk' ? card : { ...card, body: [...(card.body ?? []), ...backTo({ list, after })] };
  return marked(withWayBack, { list, after }) as Card;
}

function backTo(place: InList) {
  const buttons = [button(listCases, 'Back to the list', { ...place })];
  return mashCard({ summary: '', heading: '', buttons }).body?.slice(-1) ?? [];
}

function marked(value: unknown, place: InList): unknown {
  if (Array.isArray(value)) return value.map((each) => marked(each, place));
  if (typeof value !== 'object' || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each, place)]));
  const isAction = copy.type === 'Action.Execute' || copy.type === 'Action.Submit';
  return isAction ? { ...copy, data: { ...place, ...(copy.data as object) } } : copy;
}
