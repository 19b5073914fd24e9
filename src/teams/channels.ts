import type { PressPlace, Reply, ReplyMessage, Services } from '../actions/context.ts';
import type { Command } from '../actions/feature.ts';
import type { Surface } from '../actions/surface.ts';
import { inList } from '../cards/in-list.ts';
import { listCases } from '../cards/verbs.ts';
import { deskHelpCard } from '../features/desk/desk-help.ts';
import { features } from '../features/list.ts';
import { setUpInviteCard } from '../features/set-up/cards.ts';
import { byVerb } from './actions.ts';
import { type Responder, respondRefusal } from './answering.ts';
import type { Incoming } from './incoming.ts';
import { pressed, pressing } from './pressing.ts';
import { assessmentSurface, mashSurface, teamSurface } from './surfaces.ts';

type Tapped = Extract<Incoming, { kind: 'tap' }>;

/** Whether something was pressed that is done in such a place. */
export const isFor = (where: PressPlace, incoming: Incoming): incoming is Tapped =>
  incoming.kind === 'tap' && byVerb.get(incoming.press.verb)?.where.includes(where) === true;

/** The set-up works in any channel: nothing of a case is in it, and the MASH channel may not be chosen yet. */
export const isSetUp = (incoming: Incoming): boolean =>
  isFor('team', incoming) || (incoming.kind === 'text' && /^set ?up$/i.test(incoming.text));

export async function answerInTeam(answers: Responder, incoming: Incoming, deps: Services): Promise<void> {
  if (incoming.kind !== 'tap') return answers.send([{ card: setUpInviteCard() }]);
  const [answer = { text: '' }] = await pressed(incoming.press, teamSurface(incoming, deps), incoming, deps);
  if (incoming.invoke) return answers.answer(answer);
  await answers.send([{ text: tooOld }]);
}

/** The second place where cases are shown: what the MASH has passed on. */
export async function inAssessment(answers: Responder, incoming: Tapped, deps: Services): Promise<void> {
  const surface = assessmentSurface({ ...incoming, inList: false }, deps);
  const [answer = { text: '' }] = await pressed(incoming.press, surface, incoming, deps);
  return answerInChannel(answers, incoming, answer);
}

export async function inMash(answers: Responder, incoming: Incoming, deps: Services): Promise<void> {
  if (incoming.kind === 'text') return answers.send(await atDesk(incoming, deps));
  if (incoming.kind === 'unclear-tap' || incoming.kind === 'file-consent')
    return respondRefusal(answers, incoming, 'I could not read that button. Nothing was changed.');
  if (incoming.kind !== 'tap') return;
  const { press, envelope } = incoming;
  const surface = mashSurface({ ...incoming, inList: envelope.list !== undefined }, deps);
  const [answer = { text: '' }] = await pressed(press, surface, incoming, deps);
  return answerInChannel(answers, incoming, inPlaceOfList(incoming, answer));
}

/** The answer to who pressed, and to nobody else in the channel. */
async function answerInChannel(answers: Responder, { invoke }: Tapped, message: ReplyMessage): Promise<void> {
  if (invoke) return answers.answer(message);
  // An old client cannot be shown a card of its own: what was recorded shows on the shared card and in the thread.
  const own = 'text' in message ? message.text : message.notice;
  const text = own ?? (message.isShared ? undefined : tooOld);
  if (text) await answers.send([{ text }]);
}

/** What somebody writes to the bot in the MASH channel. Only the MASH gets an answer about referrals. */
async function atDesk(incoming: Incoming & { kind: 'text' }, deps: Services): Promise<Reply> {
  if (/^(|help|hi|hello)[.!?]*$/i.test(incoming.text.trim())) return [{ card: deskHelpCard() }];
  const command = commandIn(incoming.text, 'mash');
  if (!command) {
    const words = 'I post referrals here. Use their buttons. To refer a child, talk to me 1:1.';
    return [{ text: `${words} For lists, write “help” to me here.` }];
  }
  return [await commanded(command, incoming, mashSurface(whoWrites(incoming), deps), deps)];
}

/** What is written to the bot in the Assessment team's channel; nothing where no feature hears it. */
export const isForTeam = (incoming: Incoming): incoming is Written =>
  incoming.kind === 'text' && commandIn(incoming.text, 'assessment') !== undefined;

export async function writtenByTeam(answers: Responder, incoming: Written, deps: Services): Promise<void> {
  const command = commandIn(incoming.text, 'assessment');
  if (command)
    await answers.send([await commanded(command, incoming, assessmentSurface(whoWrites(incoming), deps), deps)]);
}

type Written = Incoming & { kind: 'text' };

function commandIn(text: string, where: PressPlace): Command | undefined {
  return features.map(({ command }) => command?.(text, where)).find((each) => each !== undefined);
}

const whoWrites = (incoming: Written) => ({ ...incoming, onMessage: undefined, inList: false });

async function commanded(command: Command, { place, sender }: Written, surface: Surface, deps: Services) {
  const by = await surface.whoPresses();
  return 'roles' in by ? command({ ...pressing(surface, place, { sender }, deps), by, where: surface.where }) : by;
}

const tooOld = 'Your Teams is too old for that form. Please open this channel in Teams on the web.';

/** What is shown to one person in place of a list stays apart from the list, and knows the way back. */
function inPlaceOfList({ press, envelope: { list, page = 0 } }: Tapped, message: ReplyMessage): ReplyMessage {
  if (!list || !('card' in message)) return message;
  return { ...message, card: inList(message.card, { list, page }, press.verb === listCases.name) };
}
