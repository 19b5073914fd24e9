import type { Activity } from 'botbuilder';
import { oncePer } from '../../src/base/once-per.ts';
import { actionsIn, headingsIn } from '../fakes/card.ts';
import { dataWith, type Filled, fillIn, initialValues } from '../fakes/filling-in.ts';
import { bot, general, referrals, tenantId } from '../fakes/people.ts';
import { findExecuteAction } from '../fakes/seeing.ts';
import type { Json } from '../fakes/wire.ts';
import { currentVersion, type Posted } from './chats.ts';
import type { Answer, Programs } from './programs.ts';
import type { Colleague } from './staff.ts';
import type { World } from './world.ts';

/** A card as one person sees it now. */
export interface VisibleCard {
  posted: Posted;
  card: Json;
  buttons: string[];
  heading: string;
}

/** The Teams window of one person: what they see in it, and what they can do. */
export interface Client {
  colleague: Colleague;
  /** The cards in their own chat, the newest last. */
  chat(): VisibleCard[];
  /** The cards in a channel with all its threads. */
  channel(id: string): VisibleCard[];
  says(text: string): Promise<Answer>;
  /** @throws when Teams allows no press: the button is missing or greyed out, or a required box is empty */
  presses(seen: VisibleCard, title: string, inputs?: Filled): Promise<Answer>;
  /** The current version of the same card. @returns undefined when it is gone */
  again(seen: VisibleCard): VisibleCard | undefined;
}

/** One press or message with its answer. */
export interface TurnReport {
  by: Colleague;
  conversation: string;
  did: string;
  typed: string;
  answer: Answer;
  tookMs: number;
}

/** Reads the buttons and heading of a card, each card once. */
const readCard = oncePer(
  (card: Json): Pick<VisibleCard, 'buttons' | 'heading'> => ({
    buttons: actionsIn(card).map(({ title }) => String(title ?? '')),
    heading: headingsIn(card)[0] ?? '',
  }),
);

const patienceMs = 15_000; // how long Teams waits for the answer to a press

export function clientOf(
  colleague: Colleague,
  { world, programs, turned }: { world: World; programs: Programs; turned: (turn: TurnReport) => void },
): Client {
  const { clock, chats, story } = world;
  const { profile, chat } = colleague;
  // Cards that only this person got in answer, in place of a message.
  const own = new Map<string, { card: Json; at: number }>();
  const chance = world.chance.apart(`again ${colleague.who}`);
  let sent = 0;

  function see(posted: Posted): VisibleCard | undefined {
    const now = currentVersion(posted);
    const mine = own.get(posted.id);
    const card = mine && mine.at >= now.at ? mine.card : now.card;
    if (!card || posted.deletedAt !== undefined) return undefined;
    return { posted, card, ...readCard(card) };
  }

  const isChannel = (id: string) => id.startsWith('19:');
  function envelope(conversation: string): Partial<Activity> {
    sent += 1;
    const place = isChannel(conversation)
      ? { conversationType: 'channel', isGroup: true }
      : { conversationType: 'personal' };
    return {
      timestamp: new Date(clock.ms() - chance.between(0, 2000)), // Teams delivers a little late
      ...{ id: `${colleague.who}-${sent}`, serviceUrl: 'https://smba.trafficmanager.net/uk/', channelId: 'msteams' },
      from: { id: profile.id, aadObjectId: profile.objectId, name: profile.name },
      recipient: bot,
      conversation: { id: conversation, tenantId, ...place } as unknown as Activity['conversation'],
      channelData: {
        tenant: { id: tenantId },
        ...(isChannel(conversation) ? { team: { id: general.id }, channel: { id: referrals.id } } : {}),
      },
    };
  }

  async function deliver(activity: Partial<Activity>, did: string, typed: string): Promise<Answer> {
    const begun = clock.ms();
    const patience = new Promise<Answer>((resolve) => clock.after(patienceMs, () => resolve({ kind: 'lost' })));
    const answer = await Promise.race([programs.turn(activity).answer, patience]);
    if (chance.happens(answer.kind === 'lost' ? 0.5 : 0.01)) {
      world.count('activities that Teams sent twice');
      clock.after(chance.between(100, 20_000), () => void programs.turn(activity));
    }
    const conversation = activity.conversation?.id ?? '';
    turned({ by: colleague, conversation, did, typed, answer, tookMs: clock.ms() - begun });
    story.tell(`${profile.name} ${did} → ${wordsOf(answer)}`);
    return answer;
  }

  const cardsIn = (place: string) => chats.in(place).flatMap((posted) => see(posted) ?? []);
  return {
    colleague,
    chat: () => cardsIn(chat),
    channel: cardsIn,
    again: ({ posted }) => see(posted),
    says: (text) =>
      deliver({ ...envelope(chat), type: 'message', text, textFormat: 'plain' }, `writes “${text}”`, text),
    async presses({ posted, card }, title, inputs = {}) {
      const action = findExecuteAction(card, title);
      const data = dataWith(action, card, { ...initialValues(card), ...fillIn(card, inputs) });
      const value = { action: { type: 'Action.Execute', verb: action.verb, data } };
      const press = { type: 'invoke', name: 'adaptiveCard/action', replyToId: posted.id, value };
      const typed = Object.values(inputs).map(String).join(' ');
      const filled = typed === '' ? '' : ` (${typed})`;
      const answer = await deliver(
        { ...envelope(posted.conversation), ...press },
        `presses [${title}]${filled}`,
        typed,
      );
      if (answer.kind === 'card') own.set(posted.id, { card: answer.card, at: clock.ms() });
      return answer;
    },
  };
}

function wordsOf(answer: Answer): string {
  switch (answer.kind) {
    case 'card':
      return `the card “${headingsIn(answer.card)[0] ?? ''}”`;
    case 'text':
      return `“${answer.text}”`;
    case 'nothing':
      return 'taken';
    case 'lost':
      return 'no answer';
  }
}
