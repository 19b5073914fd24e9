import { randomUUID } from 'node:crypto';
import type { TurnContext } from 'botbuilder';
import { type Press, type Pressing, perform } from '../actions/perform.ts';
import type { Place, Sender } from '../actions/place.ts';
import type { Message, Reply } from '../actions/reply.ts';
import { staff } from '../actions/staff.ts';
import type { Surface } from '../actions/surface.ts';
import { helpCard } from '../cards/help.ts';
import { inList } from '../cards/in-list.ts';
import { isForAssessment, onAssessmentTap } from '../features/assessment/actions.ts';
import { onFileConsent } from '../features/copies/file-consent.ts';
import { deskHelpCard } from '../features/desk/desk-help.ts';
import { deskCommand } from '../features/desk/typed.ts';
import { inviteOnce, onSetUp } from '../features/set-up/actions.ts';
import { setUpInvite } from '../features/set-up/cards.ts';
import { welcomeCard } from '../features/welcome/cards.ts';
import { withConfirmations } from '../protocol/contact.ts';
import { withDirectory } from '../settings/directory.ts';
import { byVerb } from './actions.ts';
import { answerInvoke, answerWith, apologise, refuse, replaceOrSend, send } from './answering.ts';
import type { BotDeps } from './deps.ts';
import { type Incoming, readIncoming, type Tap } from './incoming.ts';
import { tellMended } from './mended.ts';
import { onTap, onText } from './one-to-one.ts';
import { ownChat } from './own-chat.ts';
import type { Paced } from './pace.ts';
import { showsIn } from './showing.ts';
import { mashSurface } from './surfaces.ts';

/** One thing said or pressed in Teams, from the authenticated activity to the answer. */
export async function onTurn(context: TurnContext, whole: BotDeps): Promise<void> {
  const begun = performance.now();
  const deps = { ...whole, log: whole.log.child({ turn: randomUUID() }) }; // one mark on every line of this turn
  const incoming = readIncoming(context.activity);
  if (!incoming) return answerInvoke(context, { text: 'I could not read that. Please type “hi”.' });
  if (incoming.mended) tellMended(context);
  try {
    const paced = await deps.pace(incoming);
    if (paced.kind === 'too-fast') await slowDown(context, incoming, paced, deps);
    else await route(context, incoming, deps);
  } catch (error) {
    deps.log.error({ event: 'turn.failed', kind: incoming.kind, err: error });
    await apologise(context, incoming, deps);
  }
  deps.metrics.turn(incoming.kind, (performance.now() - begun) / 1000);
}

/** Nothing was done: what is on the card stays there, what was typed has to be sent again. */
async function slowDown(
  context: TurnContext,
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

async function route(context: TurnContext, incoming: Incoming, deps: BotDeps): Promise<void> {
  const { place } = incoming;
  if (!deps.config.tenants.includes(place.tenantId)) {
    deps.metrics.refused('another-tenant');
    return refuse(context, incoming, 'This service is not open to your organisation.');
  }
  await deps.refreshDesk();
  if (place.kind === 'channel' && isSetUp(incoming)) return setUp(context, incoming, deps);
  if (isForAssessment(incoming, deps)) return inAssessment(context, incoming, deps);
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

async function inChat(context: TurnContext, incoming: Incoming, deps: BotDeps): Promise<void> {
  const { sender } = incoming;
  switch (incoming.kind) {
    case 'installed':
      return send(context, [{ card: welcomeCard(deps.pack) }], deps);
    case 'text':
      if (incoming.text === '') return send(context, [{ card: wordsOnly(deps) }], deps);
      {
        const surface = ownChat(sender, showsIn(sender, deps), deps);
        const said = { ...incoming, heard: incoming.activityId };
        const turn = { ...turnOf(surface, said, deps), by: staff(sender), where: 'chat' as const };
        return send(context, await onText(incoming.text, sender, incoming.activityId, deps, turn), deps);
      }
    case 'tap': {
      const { press, tap } = incoming;
      const onMessage = tap.below ? undefined : incoming.onMessage;
      const surface = ownChat(sender, showsIn(sender, deps), deps);
      const reply = byVerb.has(tap.verb)
        ? await pressed(press, surface, { ...incoming, onMessage }, deps)
        : await onTap(tap, sender, incoming.onMessage, deps);
      if (incoming.tap.below) {
        // The pressed card must stay what it is (a receipt, a notice): the answer comes as a message of its own.
        await send(context, reply, deps);
        return answerInvoke(context, { text: 'See the next message.' });
      }
      return incoming.invoke
        ? answerWith(context, reply, incoming)
        : replaceOrSend(context, reply, incoming.onMessage, deps);
    }
    case 'file-consent':
      await send(context, await onFileConsent(incoming, deps), deps);
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

/** A guest may still ring. */
const noGuests = ({ pack }: BotDeps): string =>
  `This service is not open to guests of this organisation. To refer a child, ring ${pack.phones.urgent}. ${pack.emergency}`;

const setUpVerbs: Tap['verb'][] = ['set-up', 'save-set-up', 'set-up-names', 'save-names'];

/** The set-up works in any channel: nothing of a case is in it, and the MASH channel may not be chosen yet. */
function isSetUp(incoming: Incoming): boolean {
  if (incoming.kind === 'tap') return setUpVerbs.includes(incoming.tap.verb);
  return incoming.kind === 'text' && /^set ?up$/i.test(incoming.text);
}

async function setUp(context: TurnContext, incoming: Incoming, deps: BotDeps): Promise<void> {
  if (incoming.kind !== 'tap') return send(context, [{ card: setUpInvite() }], deps);
  const message = await onSetUp(incoming.tap, incoming.sender, incoming.place, deps);
  if (incoming.invoke) return answerInvoke(context, message);
  await context.sendActivity(tooOld);
}

/** The second place where cases are shown: what the MASH has passed on. */
async function inAssessment(context: TurnContext, incoming: Incoming, deps: BotDeps): Promise<void> {
  if (incoming.kind !== 'tap') return;
  const message = await onAssessmentTap(incoming.tap, incoming.sender, incoming.place, deps);
  if (incoming.invoke) return answerInvoke(context, message);
  const own = 'text' in message ? message.text : message.notice;
  await context.sendActivity(own ?? tooOld);
}

async function inMash(context: TurnContext, incoming: Incoming, deps: BotDeps): Promise<void> {
  if (incoming.kind === 'text') return send(context, await atDesk(incoming, deps), deps);
  if (incoming.kind === 'unclear-tap' || incoming.kind === 'file-consent')
    return refuse(context, incoming, 'I could not read that button. Nothing was changed.');
  if (incoming.kind !== 'tap') return;
  const { tap, press, onMessage } = incoming;
  const surface = mashSurface({ ...incoming, inList: tap.list !== undefined }, deps);
  const [answer = { text: '' }] = await pressed(press, surface, { ...incoming, onMessage }, deps);
  const message = inPlaceOfList(tap, answer);
  if (incoming.invoke) return answerInvoke(context, message);
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
  return 'roles' in by ? [await command({ ...turnOf(surface, incoming, deps), by, where: 'mash' })] : [by];
}

interface Turned {
  sender: Sender;
  place: Place;
  onMessage?: string | undefined;
  heard?: string;
}

function turnOf(surface: Surface, { sender, place, onMessage, heard }: Turned, deps: BotDeps): Pressing {
  const turn: Pressing = {
    ...deps,
    place,
    doing: { sender, onMessage, heard },
    shows: showsIn(sender, deps),
    press: (verb, data, typed = {}) => perform({ verb: verb.name, data, typed }, byVerb.get(verb.name), surface, turn),
  };
  return turn;
}

const pressed = (press: Press, surface: Surface, turned: Turned, deps: BotDeps): Promise<Reply> =>
  perform(press, byVerb.get(press.verb), surface, turnOf(surface, turned, deps));

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
