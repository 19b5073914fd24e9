import { placesOf } from '../actions/action.ts';
import type { PressPlace, ReplyMessage, Services } from '../actions/context.ts';
import type { Surface } from '../actions/surface.ts';
import { answerTyped } from '../actions/typed.ts';
import { inList } from '../cards/in-list.ts';
import { listCases } from '../cards/verbs.ts';
import { type Responder, respondRefusal } from './answering.ts';
import type { Incoming } from './incoming.ts';
import { performPress, pressContext } from './pressing.ts';
import { actionsByVerb, saidInChannel, typed } from './slots.ts';
import { assessmentSurface, mashSurface, teamSurface } from './surfaces.ts';

type IncomingPress = Extract<Incoming, { kind: 'press' }>;

/** Whether this is a press of a button that belongs in such a place. */
const isPressFor = (where: PressPlace, incoming: Incoming): incoming is IncomingPress =>
  incoming.kind === 'press' && placesOf(actionsByVerb.get(incoming.press.verb)).includes(where);

type Written = Incoming & { kind: 'text' };

/** Whether this is for the Assessment team: a button of theirs, or words that a feature understands there. */
export const isForAssessment = (incoming: Incoming): incoming is IncomingPress | Written =>
  isPressFor('assessment', incoming) ||
  (incoming.kind === 'text' && saidInChannel(incoming, 'assessment') !== undefined);

/**
 * Whether this is about the set-up. That works in any channel: it shows no case, and the MASH channel may not be chosen
 * yet.
 */
export const isSetUp = (incoming: Incoming) =>
  isPressFor('team', incoming) || (incoming.kind === 'text' && saidInChannel(incoming, 'team') !== undefined);

export async function answerInTeam(answers: Responder, incoming: Incoming, deps: Services) {
  const surface = teamSurface(incoming, deps);
  if (incoming.kind === 'text') return answers.send((await replyToWords('team', incoming, surface, deps)) ?? []);
  if (incoming.kind !== 'press') return;
  const answer = await pressed(surface, incoming, deps);
  if (incoming.invoke) return answers.answer(answer);
  await answers.send([{ text: tooOld }]);
}

/** Answers in the Assessment team's channel, which shows the cases that the MASH has passed on. */
export async function answerInAssessment(answers: Responder, incoming: IncomingPress | Written, deps: Services) {
  const surface = assessmentSurface({ onMessage: undefined, ...incoming, inList: false }, deps);
  if (incoming.kind === 'text') return answers.send((await replyToWords('assessment', incoming, surface, deps)) ?? []);
  return answerInChannel(answers, incoming, await pressed(surface, incoming, deps));
}

export async function answerInMash(answers: Responder, incoming: Incoming, deps: Services) {
  if (incoming.kind === 'text') return answers.send(await replyAtDesk(incoming, deps));
  if (incoming.kind === 'unclear-press')
    return respondRefusal(answers, incoming, 'I could not read that button. Nothing was changed.');
  if (incoming.kind !== 'press') return;
  const surface = mashSurface({ ...incoming, inList: incoming.envelope.list !== undefined }, deps);
  return answerInChannel(answers, incoming, inPlaceOfList(incoming, await pressed(surface, incoming, deps)));
}

/** What the person who pressed sees: in a channel that is one message. */
async function pressed(surface: Surface, incoming: IncomingPress, deps: Services) {
  const [answer = { text: '' }] = await performPress(incoming.press, () => surface, incoming, deps);
  return answer;
}

/** Answers the person who pressed, and nobody else in the channel. */
async function answerInChannel(answers: Responder, { invoke }: IncomingPress, message: ReplyMessage) {
  if (invoke) return answers.answer(message);
  // An old Teams client cannot show a card to one person only. The shared card and the thread show what was recorded.
  const own = 'text' in message ? message.text : message.notice;
  const text = own ?? (message.isShared ? undefined : tooOld);
  if (text) await answers.send([{ text }]);
}

/**
 * Answers what somebody writes to the bot in the MASH channel. Only members of the MASH get an answer about referrals.
 */
async function replyAtDesk(incoming: Written, deps: Services) {
  const surface = mashSurface({ ...incoming, onMessage: undefined, inList: false }, deps);
  const words = 'I post referrals here. Use their buttons. To refer a child, talk to me 1:1.';
  const unknown = { text: `${words} For lists, write “help” to me here.` };
  return (await replyToWords('mash', incoming, surface, deps)) ?? [unknown];
}

/** @returns undefined if no feature understands the words here */
async function replyToWords(where: PressPlace, incoming: Written, surface: Surface, deps: Services) {
  const { place, sender } = incoming;
  const found = saidInChannel(incoming, where);
  if (typeof found?.does !== 'function') return found?.does;
  const by = await surface.whoPresses();
  if (!('roles' in by)) return [by];
  return answerTyped(typed, found.words, { ...pressContext(() => surface, place, { sender }, deps), by, where });
}

const tooOld = 'Your Teams is too old for that form. Please open this channel in Teams on the web.';

/** A card that is shown to one person in place of a list gets a way back to that list. */
function inPlaceOfList({ press, envelope: { list, page = 0 } }: IncomingPress, message: ReplyMessage): ReplyMessage {
  if (!list || !('card' in message)) return message;
  return { ...message, card: inList(message.card, { list, page }, press.verb === listCases.name) };
}
