import type { Doing } from '../actions/context.ts';
import { onFileConsent } from '../actions/file-consent.ts';
import { type Press, type Pressing, perform } from '../actions/perform.ts';
import type { Place, Where } from '../actions/place.ts';
import type { Message, Reply } from '../actions/reply.ts';
import { staff } from '../actions/staff.ts';
import type { Surface } from '../actions/surface.ts';
import { helpCard } from '../cards/help.ts';
import { inList } from '../cards/in-list.ts';
import { deskHelpCard } from '../features/desk/desk-help.ts';
import { deskCommand } from '../features/desk/typed.ts';
import { inviteOnce } from '../features/set-up/actions.ts';
import { setUpInvite } from '../features/set-up/cards.ts';
import { welcomeCard } from '../features/welcome/cards.ts';
import { withConfirmations } from '../protocol/contact.ts';
import { withDirectory } from '../settings/directory.ts';
import { byVerb } from './actions.ts';
import { answerInvoke, answerWith, apologise, refuse, replaceOrSend, send, type Turn } from './answering.ts';
import type { BotDeps } from './deps.ts';
import { type Incoming, readIncoming, type Tap } from './incoming.ts';
import { markOf } from './mark.ts';
import { tellingMended } from './mended.ts';
import { onTap, onText } from './one-to-one.ts';
import { ownChat } from './own-chat.ts';
import type { Paced } from './pace.ts';
import { showsIn } from './showing.ts';
import { assessmentSurface, mashSurface, teamSurface } from './surfaces.ts';

/** One thing said or pressed in Teams, from the authenticated activity to the answer. */
export async function onTurn(turn: Turn, whole: BotDeps): Promise<void> {
  const begun = whole.machine.ticks();
  const deps = { ...whole, log: whole.log.child({ turn: whole.machine.newId() }) }; // one mark on every line of this turn
  const incoming = readIncoming(turn.activity);
  if (!incoming) return answerInvoke(turn, { text: 'I could not read that. Please type “hi”.' });
  const context = incoming.mended ? tellingMended(turn) : turn;
  try {
    const paced = await deps.pace(incoming);
    if (paced.kind === 'too-fast') await slowDown(context, incoming, paced, deps);
    else await route(context, incoming, deps);
  } catch (error) {
    deps.log.error({ event: 'turn.failed', kind: incoming.kind, err: error });
    await apologise(context, incoming, deps);
  }
  deps.metrics.turn(incoming.kind, (deps.machine.ticks() - begun) / 1000);
}

/** Nothing was done: what is on the card stays there, what was typed has to be sent again. */
async function slowDown(
  context: Turn,
  incoming: Incoming,
  { seconds, first }: Extract<Paced, { kind: 'too-fast' }>,
  deps: BotDeps,
): Promise<void> {
  if (first) deps.log.warn({ event: 'turn.too-fast', by: incoming.sender.id });
  const { phones, emergency } = deps.pack;
  const moment = seconds === 1 ? '1 second' : `${seconds} seconds`;
  const text = `That was very many at once, so I did not take this one. All before it is saved. Wait ${moment}, then send or press it again. Cannot wait? Ring ${phones.urgent}. ${emergency}.`;
  await refuse(context, incoming, text);
}

async function route(context: Turn, incoming: Incoming, deps: BotDeps): Promise<void> {
  const { place } = incoming;
  if (!deps.config.tenants.includes(place.tenantId)) {
    deps.metrics.refused('another-tenant');
    return refuse(context, incoming, 'This service is not open to your organisation.');
  }
  await deps.refreshDesk();
  if (place.kind === 'channel' && isSetUp(incoming)) return setUp(context, incoming, deps);
  if (isAssessment(place, deps) && isFor('assessment', incoming)) return inAssessment(context, incoming, deps);
  if (isMash(place, deps)) {
    await deps.people.rememberMashServiceUrl(place.channelId, place.serviceUrl);
    return inMash(context, incoming, deps);
  }
  if (place.kind === 'channel' && incoming.kind === 'installed') {
    const invitation = await inviteOnce(place, deps);
    return invitation ? send(context, [invitation], deps) : undefined;
  }
  if (place.kind !== 'personal') return refuse(context, incoming, 'Talk to me 1:1.');
  if (!deps.config.allowGuests && (await deps.guests.isGuest(place, incoming.sender)))
    return refuse(context, incoming, noGuests(deps));
  await rememberChat(incoming, deps);
  const confirmed = withConfirmations(deps.pack, await deps.confirmations.load());
  const pack = withDirectory(confirmed, deps.setup());
  return inChat(context, incoming, { ...deps, pack });
}

async function inChat(context: Turn, incoming: Incoming, deps: BotDeps): Promise<void> {
  const { sender } = incoming;
  const surface = ownChat(sender, showsIn(sender, deps), deps);
  switch (incoming.kind) {
    case 'installed':
      return send(context, [{ card: welcomeCard(deps.pack) }], deps);
    case 'text':
      if (incoming.text === '') return send(context, [{ card: wordsOnly(deps) }], deps);
      {
        const doing = { sender, heard: incoming.activityId };
        const turn = { ...turnOf(surface, incoming.place, doing, deps), by: staff(sender), where: 'chat' as const };
        return send(context, await onText(incoming.text, sender, incoming.activityId, deps, turn), deps);
      }
    case 'tap': {
      const { press, tap } = incoming;
      const onMessage = tap.below ? undefined : incoming.onMessage;
      const reply = byVerb.has(tap.verb)
        ? await pressed(press, surface, { ...incoming, onMessage }, deps)
        : await onTap(tap, sender, deps);
      if (incoming.tap.below) {
        // The pressed card must stay what it is (a receipt, a notice): the answer comes as a message of its own.
        await send(context, reply, deps);
        return answerInvoke(context, { text: 'See the next message.' });
      }
      return incoming.invoke
        ? answerWith(context, reply, incoming, deps.machine)
        : replaceOrSend(context, reply, incoming.onMessage, deps);
    }
    case 'file-consent':
      await send(
        context,
        await onFileConsent(incoming.consent, turnOf(surface, incoming.place, { sender }, deps)),
        deps,
      );
      return answerInvoke(context, { text: '' });
    case 'unclear-tap': {
      const card = helpCard(deps.pack, {
        heading: 'I could not read that button',
        lines: ['Nothing was changed. Type “my referrals” to go on.'],
      });
      return incoming.invoke ? answerInvoke(context, { card }) : send(context, [{ card }], deps);
    }
    case 'nothing':
      return;
  }
}

/** The one channel where referrals are shown, in its own organisation; its team alone is not enough, and neither is its name. */
function isMash(place: Place, { standing }: BotDeps): boolean {
  const { mash } = standing();
  return place.kind === 'channel' && place.channelId === mash?.channelId && place.tenantId === mash.tenantId;
}

/** The Assessment team's channel, which a case comes to when the MASH passes it on. */
function isAssessment(place: Place, { standing }: BotDeps): boolean {
  const { mash, assessmentChannelId } = standing();
  return place.kind === 'channel' && place.channelId === assessmentChannelId && place.tenantId === mash?.tenantId;
}

type Tapped = Extract<Incoming, { kind: 'tap' }>;

/** Whether something was pressed that is done in such a place. */
const isFor = (where: Where, incoming: Incoming): incoming is Tapped =>
  incoming.kind === 'tap' && byVerb.get(incoming.tap.verb)?.where.includes(where) === true;

/** A guest may still ring. */
const noGuests = ({ pack }: BotDeps): string =>
  `This service is not open to guests of this organisation. To refer a child, ring ${pack.phones.urgent}. ${pack.emergency}`;

/** The set-up works in any channel: nothing of a case is in it, and the MASH channel may not be chosen yet. */
const isSetUp = (incoming: Incoming): boolean =>
  isFor('team', incoming) || (incoming.kind === 'text' && /^set ?up$/i.test(incoming.text));

async function setUp(context: Turn, incoming: Incoming, deps: BotDeps): Promise<void> {
  if (incoming.kind !== 'tap') return send(context, [{ card: setUpInvite() }], deps);
  const [answer = { text: '' }] = await pressed(incoming.press, teamSurface(incoming, deps), incoming, deps);
  if (incoming.invoke) return answerInvoke(context, answer);
  await context.sendActivity(tooOld);
}

/** The second place where cases are shown: what the MASH has passed on. */
async function inAssessment(context: Turn, incoming: Tapped, deps: BotDeps): Promise<void> {
  const surface = assessmentSurface({ ...incoming, inList: false }, deps);
  const [answer = { text: '' }] = await pressed(incoming.press, surface, incoming, deps);
  return answerInChannel(context, incoming, answer);
}

async function inMash(context: Turn, incoming: Incoming, deps: BotDeps): Promise<void> {
  if (incoming.kind === 'text') return send(context, await atDesk(incoming, deps), deps);
  if (incoming.kind === 'unclear-tap' || incoming.kind === 'file-consent')
    return refuse(context, incoming, 'I could not read that button. Nothing was changed.');
  if (incoming.kind !== 'tap') return;
  const { tap, press, onMessage } = incoming;
  const surface = mashSurface({ ...incoming, inList: tap.list !== undefined }, deps);
  const [answer = { text: '' }] = await pressed(press, surface, { ...incoming, onMessage }, deps);
  return answerInChannel(context, incoming, inPlaceOfList(tap, answer));
}

/** The answer to who pressed, and to nobody else in the channel. */
async function answerInChannel(context: Turn, { invoke }: Tapped, message: Message): Promise<void> {
  if (invoke) return answerInvoke(context, message);
  // An old client cannot be shown a card of its own: what was recorded shows on the shared card and in the thread.
  const own = 'text' in message ? message.text : message.notice;
  const text = own ?? (message.isShared ? undefined : tooOld);
  if (text) await context.sendActivity(text);
}

/** What somebody writes to the bot in the MASH channel. Only the MASH gets an answer about referrals. */
async function atDesk(incoming: Incoming & { kind: 'text' }, deps: BotDeps): Promise<Reply> {
  if (/^(|help|hi|hello)[.!?]*$/i.test(incoming.text.trim())) return [{ card: deskHelpCard() }];
  const command = deskCommand(incoming.text);
  if (!command) {
    const words = 'I post referrals here. Use their buttons. To refer a child, talk to me 1:1.';
    return [{ text: `${words} For lists, write “help” to me here.` }];
  }
  const surface = mashSurface({ ...incoming, onMessage: undefined, inList: false }, deps);
  const by = await surface.whoPresses();
  return 'roles' in by
    ? [await command({ ...turnOf(surface, incoming.place, { sender: incoming.sender }, deps), by, where: 'mash' })]
    : [by];
}

function turnOf(surface: Surface, place: Place, doing: Doing, deps: BotDeps): Pressing {
  const turn: Pressing = {
    ...deps,
    place,
    doing,
    shows: showsIn(doing.sender, deps),
    press: (verb, data, typed = {}) => perform({ verb: verb.name, data, typed }, byVerb.get(verb.name), surface, turn),
  };
  return turn;
}

type Pressed = Pick<Incoming, 'place' | 'sender'> & Pick<Doing, 'onMessage'>;

function pressed(press: Press, surface: Surface, { place, sender, onMessage }: Pressed, deps: BotDeps): Promise<Reply> {
  const doing = { sender, onMessage, press: markOf(press) };
  return perform(press, byVerb.get(press.verb), surface, turnOf(surface, place, doing, deps));
}

const tooOld = 'Your Teams is too old for that form. Please open this channel in Teams on the web.';

/** What is shown to one person in place of a list stays apart from the list, and knows the way back. */
function inPlaceOfList({ verb, list, page = 0 }: Tap, message: Message): Message {
  if (!list || !('card' in message)) return message;
  return { ...message, card: inList(message.card, { list, page }, verb === 'list') };
}

/** The latest address of a person's own chat is kept, so that they can be told things later. */
async function rememberChat({ place, sender }: Incoming, deps: BotDeps): Promise<void> {
  const chat = { serviceUrl: place.serviceUrl, conversationId: place.conversationId };
  await deps.people.change(sender.id, (person) => ({ ...person, chat }));
}

function wordsOnly(deps: BotDeps) {
  return helpCard(deps.pack, {
    heading: 'I can only read words',
    lines: ['Pictures and files do not reach the MASH through me. Write what you see, or tell the MASH by phone.'],
  });
}
