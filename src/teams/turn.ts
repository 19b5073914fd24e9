import type { Place, Services, Settings } from '../actions/context.ts';
import type { Machine } from '../base/machine.ts';
import { inviteOnce } from '../features/set-up/actions.ts';
import { withConfirmations } from '../protocol/contact.ts';
import { withDirectory } from '../settings/directory.ts';
import { answerInvoke, apologise, refuse, send, type Turn } from './answering.ts';
import { inAssessment, inMash, isFor, isForTeam, isSetUp, setUp, writtenByTeam } from './channels.ts';
import type { Guests } from './guests.ts';
import { inChat } from './in-chat.ts';
import { type Incoming, readIncoming } from './incoming.ts';
import { tellingMended } from './mended.ts';
import type { Pace, Paced } from './pace.ts';

/** What the door of Teams needs beside what an answer needs. */
interface Door extends Services {
  config: Settings & { tenants: string[]; allowGuests: boolean };
  machine: Machine;
  pace: Pace; // how often one person may act
  guests: Guests;
}

/** One thing said or pressed in Teams, from the authenticated activity to the answer. */
export async function onTurn(turn: Turn, whole: Door): Promise<void> {
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
  deps: Door,
): Promise<void> {
  if (first) deps.log.warn({ event: 'turn.too-fast', by: incoming.sender.id });
  const { phones, emergency } = deps.pack;
  const moment = seconds === 1 ? '1 second' : `${seconds} seconds`;
  const text = `That was very many at once, so I did not take this one. All before it is saved. Wait ${moment}, then send or press it again. Cannot wait? Ring ${phones.urgent}. ${emergency}.`;
  await refuse(context, incoming, text);
}

async function route(context: Turn, incoming: Incoming, deps: Door): Promise<void> {
  const { place } = incoming;
  if (!deps.config.tenants.includes(place.tenantId)) {
    deps.metrics.refused('another-tenant');
    return refuse(context, incoming, 'This service is not open to your organisation.');
  }
  await deps.refreshDesk();
  if (place.kind === 'channel' && isSetUp(incoming)) return setUp(context, incoming, deps);
  if (isAssessment(place, deps) && isFor('assessment', incoming)) return inAssessment(context, incoming, deps);
  if (isAssessment(place, deps) && isForTeam(incoming)) return writtenByTeam(context, incoming, deps);
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

/** The one channel where referrals are shown, in its own organisation; its team alone is not enough, and neither is its name. */
function isMash(place: Place, { standing }: Door): boolean {
  const { mash } = standing();
  return place.kind === 'channel' && place.channelId === mash?.channelId && place.tenantId === mash.tenantId;
}

/** The Assessment team's channel, which a case comes to when the MASH passes it on. */
function isAssessment(place: Place, { standing }: Door): boolean {
  const { mash, assessmentChannelId } = standing();
  return place.kind === 'channel' && place.channelId === assessmentChannelId && place.tenantId === mash?.tenantId;
}

/** A guest may still ring. */
const noGuests = ({ pack }: Door): string =>
  `This service is not open to guests of this organisation. To refer a child, ring ${pack.phones.urgent}. ${pack.emergency}`;

/** The latest address of a person's own chat is kept, so that they can be told things later. */
async function rememberChat({ place, sender }: Incoming, deps: Door): Promise<void> {
  const chat = { serviceUrl: place.serviceUrl, conversationId: place.conversationId };
  await deps.people.change(sender.id, (person) => ({ ...person, chat }));
}
