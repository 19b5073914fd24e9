import type { ConversationPlace, ReplyMessage, Services, Settings } from '../actions/context.ts';
import type { Machine } from '../base/machine.ts';
import { CaseId } from '../base/reference.ts';
import { movedCard } from '../cards/thread.ts';
import { longestAnswer } from '../protocol/pack.ts';
import { withLastHere } from '../store/people.ts';
import {
  answerInvoke,
  apologise,
  isAnsweredByMessage,
  isAnsweredInResponse,
  notingAnswers,
  type Responder,
  respond,
  responderFor,
  respondRefusal,
  type Turn,
  withMendedNotes,
} from './answering.ts';
import { answerInChannel, isFor } from './channels.ts';
import { isTooLong, saysDanger, textsOf, withNumbers } from './danger.ts';
import type { Guests } from './guests.ts';
import { answerInChat } from './in-chat.ts';
import { type Incoming, readIncoming, type Unread } from './incoming.ts';
import type { Pace, Paced } from './pace.ts';
import type { Replies } from './replies.ts';
import { costOf, tidied, whenAdded, whenMembersChange } from './slots.ts';

/** What handling a turn needs beyond the services that an answer needs. */
interface TurnDeps extends Services {
  config: Settings & { tenants: string[]; allowGuests: boolean };
  machine: Machine;
  pace: Pace; // how often one person may act
  guests: Guests;
  replies: Replies;
}

/** Handles one message or press in Teams, from the authenticated activity to the answer. */
export async function onTurn(turn: Turn, whole: TurnDeps) {
  const begun = whole.machine.ticks();
  const deps = { ...whole, log: whole.log.child({ turn: whole.machine.newId() }) }; // marks every log line of this turn
  const incoming = readIncoming(turn.activity);
  if (turn.activity.type === 'conversationUpdate') await membersChanged(incoming.place, deps);
  if (incoming.kind === 'unread') return onUnread(turn, incoming, deps);
  const direct = notingAnswers(responderFor(turn, incoming.place, deps, begun));
  const answers = incoming.mended ? withMendedNotes(direct) : direct;
  try {
    const paced = await deps.pace(incoming, {
      isOfDanger: () => saysDanger(incoming, deps.pack),
      by: incoming.sender.id,
      cost: incoming.kind === 'press' ? costOf(incoming.press.verb) : undefined,
    });
    if (paced.kind === 'too-fast') await slowDown(answers, incoming, paced, deps);
    else {
      await route(answers, incoming, deps);
      // so that nothing that somebody sent disappears without a trace
      if (direct.isSilent()) deps.log.info({ event: 'turn.unanswered', kind: incoming.kind });
    }
  } catch (error) {
    deps.log.error({ event: 'turn.failed', kind: incoming.kind, err: error });
    await apologise(answers, incoming, deps);
  }
  deps.metrics.turn(incoming.kind, (deps.machine.ticks() - begun) / 1000);
}

/** Somebody joined or left a team. The sender of this event need not be a person. */
async function membersChanged(place: ConversationPlace | undefined, deps: TurnDeps) {
  const { mash } = deps.currentSetUp();
  if (!mash || place?.kind !== 'channel' || place.tenantId !== mash.tenantId) return;
  if (place.teamId !== mash.teamId && place.channelId !== mash.channelId) return;
  await whenMembersChange(mash.channelId, deps)
    // the roster is also read once a day
    .catch((err: unknown) => deps.log.error({ event: 'turn.failed', kind: 'members', err }));
}

/**
 * Answers an activity that cannot be handled, where the person sent it. If there is nobody to answer, only the log has
 * the reason.
 */
async function onUnread(turn: Turn, { why, place }: Unread, deps: TurnDeps) {
  const { type } = turn.activity;
  if (type !== 'message' && type !== 'invoke') return deps.log.info({ event: 'turn.unanswered', kind: why });
  const whoever = place && { sender: { id: place.conversationId }, place };
  const paced = whoever && (await deps.pace(whoever, { isOfDanger: () => false }));
  const isTooFast = paced?.kind === 'too-fast';
  if (!isTooFast) deps.log.warn({ event: 'turn.unread', kind: why });
  const text = isTooFast ? slowly(paced, deps) : `${unread[why]}${notTaken(deps)}`;
  if (type === 'invoke') await answerInvoke(turn, { text });
  else if (place && (!isTooFast || paced.isNews())) await responderFor(turn, place, deps).send([{ text }]);
}

const cannotWait = ({ pack }: TurnDeps) => `Cannot wait? Ring ${pack.phones.urgent}. ${pack.emergency}.`;

const notTaken = (deps: TurnDeps) => `, so I did not take this. Please send or press it again. ${cannotWait(deps)}`;

const unread: Record<Unread['why'], string> = {
  'no-person': 'Teams did not tell me who you are',
  'no-place': 'Teams did not tell me where you said this',
  'not-an-activity': 'I could not read what Teams sent me',
};

/**
 * Refuses an action that came too fast. The card keeps its inputs; typed words must be sent again. Typed words get this
 * answer once a minute.
 */
async function slowDown(
  answers: Responder,
  incoming: Incoming,
  paced: Extract<Paced, { kind: 'too-fast' }>,
  deps: TurnDeps,
) {
  if (isAnsweredByMessage(incoming) && !paced.isNews()) return;
  await respondRefusal(answers, incoming, slowly(paced, deps));
}

function slowly({ seconds }: { seconds: number }, deps: TurnDeps) {
  const moment = seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `That was very many at once, so I did not take this one. All before it is saved. Wait ${moment}, then send or press it again. ${cannotWait(deps)}`;
}

async function route(answers: Responder, incoming: Incoming, deps: TurnDeps) {
  const { place } = incoming;
  if (!deps.config.tenants.includes(place.tenantId)) {
    deps.metrics.refused('another-tenant');
    deps.log.warn({ event: 'turn.refused', kind: place.tenantId === '' ? 'no-tenant' : 'another-tenant' });
    return respondRefusal(
      answers,
      incoming,
      place.tenantId === '' ? noTenant(deps) : notOpenTo('your organisation', deps),
    );
  }
  if (textsOf(incoming).some(isTooLong)) return refuseTooLong(answers, incoming, deps);
  await deps.refreshDesk();
  if (place.kind === 'channel' && isFor('team', incoming)) return answerInChannel('team', answers, incoming, deps);
  const { mash, assessmentChannelId, former = [] } = deps.currentSetUp();
  // The same team or the same channel name is not enough.
  const isChannel = (id: string | undefined) =>
    place.kind === 'channel' && place.channelId === id && place.tenantId === mash?.tenantId;
  const isAssessment = isChannel(assessmentChannelId);
  const isMash = isChannel(mash?.channelId);
  if (isAssessment || isMash) await deps.people.noteHere(incoming.sender.id, deps.now());
  if (isAssessment && isFor('assessment', incoming)) return answerInChannel('assessment', answers, incoming, deps);
  if (isMash) {
    await deps.people.rememberMashServiceUrl(place.channelId, place.serviceUrl);
    return answerInChannel('mash', answers, incoming, deps);
  }
  if (place.kind === 'channel' && incoming.kind === 'installed') {
    const invitation = await whenAdded(place, deps);
    return invitation ? answers.send([invitation]) : undefined;
  }
  if (former.includes(place.channelId)) return respond(answers, incoming, [await leadOn(incoming, deps)]);
  if (place.kind !== 'personal') return respondRefusal(answers, incoming, 'Talk to me 1:1.');
  if (!deps.config.allowGuests && (await deps.guests.isGuest(place, incoming.sender)))
    return respondRefusal(answers, incoming, notOpenTo('guests of this organisation', deps));
  const isKnown = await rememberChat(incoming, deps);
  return answerInChat(answers, incoming, isKnown, { ...deps, pack: await deps.packNow() });
}

/** Cases were posted in this channel before: says where they are now. */
async function leadOn(incoming: Incoming, { cases, reach, currentSetUp }: TurnDeps): Promise<ReplyMessage> {
  const { mash, names } = currentSetUp();
  const channel = names[mash?.channelId ?? ''];
  const text = `Nothing was done: the MASH uses another channel now${channel ? `, “${channel}”` : ''}. Write to me there.`;
  const id = incoming.kind === 'press' ? CaseId.safeParse(Object(incoming.press.data).case).data : undefined;
  const record = id && (await cases.load(id));
  const isOfHere = record?.outbox.some(
    ({ message }) => message.kind === 'moved' && message.thread.startsWith(incoming.place.channelId),
  );
  return record && isOfHere ? { card: movedCard(record.id, reach.linkTo(record)), notice: text } : { text };
}

/** Refuses a text that is too long. It is not cut and not stored, because half of it could mean something else. */
async function refuseTooLong(answers: Responder, incoming: Incoming, deps: TurnDeps) {
  const { log, metrics, pack } = deps;
  log.info({ event: 'turn.too-long', by: incoming.sender.id });
  metrics.refused('too-long');
  const most = `${longestAnswer.toLocaleString('en-GB')} characters`;
  const [what, next] =
    incoming.kind === 'text'
      ? ['That', 'shorten it and send it again']
      : ['What you wrote on the card', 'shorten it there and press again'];
  const text = `${what} is too long for me to read. I take ${most} at once. I kept nothing of it and cut nothing: ${next}. ${cannotWait(deps)}`;
  const way = isAnsweredInResponse(incoming) ? 'pressed' : 'typed';
  await respond(answers, incoming, saysDanger(incoming, pack) ? withNumbers([{ text }], pack, way) : [{ text }]);
}

const noTenant = (deps: TurnDeps) => `Teams did not tell me which organisation you are of${notTaken(deps)}`;

/** The refusal for guests and other organisations, who can still ring. */
const notOpenTo = (whom: string, { pack }: TurnDeps) =>
  `This service is not open to ${whom}. To refer a child, ring ${pack.phones.urgent}. ${pack.emergency}`;

/** Stores where the person's own chat is, to write to them later. @returns whether one was known */
async function rememberChat({ place, sender }: Incoming, deps: TurnDeps) {
  const chat = { serviceUrl: place.serviceUrl, conversationId: place.conversationId };
  const now = deps.now();
  let isKnown = false;
  await deps.people.change(sender.id, (person) => {
    isKnown = person.chat !== undefined;
    return withLastHere({ ...tidied(person, now), chat }, now);
  });
  return isKnown;
}
