import { setTimeout as wait } from 'node:timers/promises';
import { dataWith, type Filled, fillIn, untouched, type Values } from '../fakes/filling-in.ts';
import { asItStands, first, newest } from '../fakes/messages.ts';
import { general, groupChat, type Profile, referrals } from '../fakes/people.ts';
import { type Answer, post } from '../fakes/post.ts';
import { type CardSeen, executeCalled, hasButton, seen, submitInPlaceOf } from '../fakes/seeing.ts';
import type { Teams } from '../fakes/teams.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { type CardInView, windows } from '../fakes/windows.ts';
import type { Activity, Delivered, Json } from '../fakes/wire.ts';

/** What a person can do with one card. */
export interface Hands {
  sees(): CardSeen;
  /** Fills inputs in by the beginning of their labels. Kept until the card is replaced, as on a screen. */
  fills(inputs: Filled): void;
  /** Presses the button with exactly this title; a card in the answer takes the place of the pressed one, for this person. */
  presses(title: string, inputs?: Filled): Promise<Answer>;
  /** Two presses in the same moment, each its own activity. */
  doubleClicks(title: string, inputs?: Filled): Promise<[Answer, Answer]>;
  /** The same button in a client that only knows Action.Submit. @returns what the bot sent */
  pressesOldClient(title: string, inputs?: Filled): Promise<Delivered[]>;
}

/** A reference (in the heading), a test on what is seen, or a card seen earlier: that one is pressed as it was, however stale. */
export type WhichCard = string | ((card: CardSeen) => boolean) | CardSeen;

/** One person at a Teams client. Without `on`, everything is done to the card in front. */
export interface Person extends Hands {
  readonly profile: Profile;
  /** The 1:1 conversation with the bot. */
  readonly chatId: string;
  /** Types into the 1:1 chat. @returns what the bot sent there in answer */
  says(text: string): Promise<Delivered[]>;
  /** Edits, or deletes, what they said last. @returns what the bot sent into that conversation */
  editsLast(text: string): Promise<Delivered[]>;
  deletesLast(): Promise<Delivered[]>;
  /** Adds the app. @returns what the bot sent into the 1:1 chat */
  installs(): Promise<Delivered[]>;
  /** Adds the app to the MASH team. @returns what the bot sent into the channel */
  installsInTeam(): Promise<Delivered[]>;
  /** Mentions the bot: a new thread in a channel, the group chat, or a reply in the thread with this id. */
  mentions(text: string, where?: 'referrals' | 'general' | 'group chat' | { thread: string }): Promise<Delivered[]>;
  /** Everything the bot sent into the 1:1 chat, as it stands. */
  chat(): Delivered[];
  /** The thread in the MASH channel that begins with the card of this reference. */
  thread(reference: string): Delivered[];
  on(which: WhichCard): Hands;
  /** Presses on the newest card of that reference that has the button; further presses go to that card. */
  pressesOn(which: WhichCard, title: string, inputs?: Filled): Promise<Answer>;
  /** Leaves the channel: the newest card of the 1:1 chat is in front again. */
  opensChat(): void;
  /** Sends the last activity again, byte for byte, as Teams does when a bot is slow. */
  repeats(): Promise<Answer>;
  /** Sends anything at all. */
  raw(activity: unknown): Promise<Answer>;
  /** Button presses since the last reset. */
  readonly pressCount: number;
  resetPressCount(): void;
}

export interface Surroundings {
  /** Address of the bot. */
  readonly base: string;
  readonly teams: Teams;
  /** What Teams shows with each activity, where the bot asks for it. */
  readonly authorization?: (() => string) | undefined;
}

/**
 * How long to wait, in ms, for what the bot sends after it has answered the request: a message, or a shared card that shows the newest
 * state again after an update that was drawn a moment before it. A busy machine takes its time.
 */
const patience = 40_000;

export function person(profile: Profile, { base, teams, authorization }: Surroundings): Person {
  const client = teamsClient(profile, teams);
  const { chatId } = client;
  const view = windows(profile, teams);
  const filled = new WeakMap<Json, Values>();
  let lastSent: string | undefined;
  let said: Activity | undefined;
  let pressCount = 0;

  async function send(activity: unknown): Promise<Answer> {
    lastSent = JSON.stringify(activity);
    return post(base, lastSent, authorization?.());
  }

  async function sendWell(activity: Activity): Promise<Answer> {
    const answer = await send(activity);
    if (answer.status < 500) return answer;
    throw new Error(`${profile.name}: the bot answered ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /** What the bot sends there because of these activities, given a moment when nothing came or was changed at once. */
  async function sentBecauseOf(activities: Activity[], conversationId: string): Promise<Delivered[]> {
    const before = teams.moment();
    for (const activity of activities) await sendWell(activity);
    const since = () => teams.messages(conversationId).filter((message) => first(message).moment > before);
    const isQuiet = () => teams.messages(conversationId).every((message) => newest(message).moment <= before);
    for (const end = Date.now() + patience; isQuiet() && Date.now() < end; ) await wait(10);
    return since().map(asItStands);
  }

  function hands(which: (button?: string) => CardInView): Hands {
    const valuesOn = (card: Json): Values => ({ ...untouched(card), ...filled.get(card) });
    const fill = (card: Json, inputs: Filled): void => {
      filled.set(card, { ...filled.get(card), ...fillIn(card, inputs) });
    };

    /** A person who is already pressing a button presses it on the answer they have, although an update comes over it now. */
    function cardWith(title: string): CardInView {
      const now = which(title);
      const before = hasButton(now.card, title) ? undefined : view.overtaken(now);
      return before && hasButton(before.card, title) ? before : now;
    }

    function pressed(title: string, inputs: Filled, inPlaceOf = (action: Json): Json => action) {
      const on = cardWith(title);
      const action = executeCalled(on.card, title);
      fill(on.card, inputs);
      const data = dataWith(inPlaceOf(action), on.card, valuesOn(on.card));
      pressCount += 1;
      view.turnTo(on, teams.moment());
      return { on, verb: action.verb, data };
    }

    async function presses(title: string, inputs: Filled = {}): Promise<Answer> {
      const isThere = () => hasButton(cardWith(title).card, title);
      for (const end = Date.now() + patience; !isThere() && Date.now() < end; ) await wait(10);
      const { on, verb, data } = pressed(title, inputs);
      const answer = await sendWell(client.execute(on.conversationId, on.activityId, verb, data));
      if (answer.card !== undefined) view.replace(on, answer.card);
      return answer;
    }

    return {
      sees() {
        const { card, activityId, conversationId } = which();
        return seen(card, activityId, conversationId, filled.get(card));
      },
      fills: (inputs) => fill(which().card, inputs),
      presses,
      doubleClicks(title, inputs = {}) {
        const { card, activityId, conversationId } = cardWith(title);
        const here = hands(() => ({ card, activityId, conversationId }));
        return Promise.all([here.presses(title, inputs), here.presses(title, inputs)]);
      },
      pressesOldClient(title, inputs = {}) {
        const { on, data } = pressed(title, inputs, submitInPlaceOf);
        return sentBecauseOf([client.submit(on.conversationId, on.activityId, data)], on.conversationId);
      },
    };
  }

  function cardMeant(which: WhichCard, button?: string): CardInView {
    if (typeof which === 'object') return { ...which, card: which.json };
    const fits =
      typeof which === 'function'
        ? which
        : (card: CardSeen) => card.headings.some((heading) => heading.includes(which));
    const found = view.find(fits, button);
    if (found === undefined) throw new Error(`${profile.name} finds no card ${String(which)}`);
    return found;
  }

  /** The message that they typed last. */
  function lastSaid(): { conversation: string; id: string } {
    if (said?.id === undefined || said.conversation === undefined)
      throw new Error(`${profile.name} has said nothing yet`);
    return { conversation: said.conversation.id, id: said.id };
  }

  const on = (which: WhichCard): Hands => hands((button) => cardMeant(which, button));

  function mentioned(text: string, where: Parameters<Person['mentions']>[1] = 'referrals'): Activity {
    if (where === 'group chat') return client.mention(groupChat.id, text);
    if (typeof where === 'object') return client.mention(where.thread, text);
    const thread = teams.opensThread(where === 'general' ? general.id : referrals.id);
    return { ...client.mention(thread, text), id: thread.split('messageid=')[1] };
  }

  return {
    ...hands(view.inFront),
    profile,
    chatId,
    says(text) {
      view.turnToChat();
      said = client.message(chatId, text);
      return sentBecauseOf([said], chatId);
    },
    editsLast(text) {
      const { conversation, id } = lastSaid();
      return sentBecauseOf([client.edited(conversation, id, text)], conversation);
    },
    deletesLast() {
      const { conversation, id } = lastSaid();
      return sentBecauseOf([client.deleted(conversation, id)], conversation);
    },
    installs: () => sentBecauseOf(client.installed(), chatId),
    installsInTeam: () => sentBecauseOf(client.installedInTeam(), general.id),
    mentions(text, where) {
      const activity = mentioned(text, where);
      said = activity;
      return sentBecauseOf([activity], activity.conversation?.id ?? '');
    },
    chat: () => teams.delivered(chatId),
    thread(reference) {
      const inChannel = (card: CardSeen) => card.conversationId.startsWith(referrals.id);
      const isIt = (card: CardSeen) => inChannel(card) && card.headings.some((line) => line.includes(reference));
      return teams.delivered(cardMeant(isIt).conversationId);
    },
    on,
    pressesOn: (which, title, inputs) => on(which).presses(title, inputs),
    opensChat: view.turnToChat,
    repeats() {
      if (lastSent === undefined) throw new Error(`${profile.name} has sent nothing yet`);
      return post(base, lastSent, authorization?.());
    },
    raw: send,
    get pressCount() {
      return pressCount;
    },
    resetPressCount() {
      pressCount = 0;
    },
  };
}
