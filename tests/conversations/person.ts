import { dataWith, type Filled, fillIn, initialValues, type Values } from '../fakes/filling-in.ts';
import { currentActivity, firstVersion, newestVersion } from '../fakes/messages.ts';
import { untilNews } from '../fakes/news.ts';
import { general, groupChat, type Profile, referrals } from '../fakes/people.ts';
import { type Answer, post } from '../fakes/post.ts';
import { type CardSeen, findExecuteAction, hasButton, seen, submitInPlaceOf } from '../fakes/seeing.ts';
import type { Teams } from '../fakes/teams.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { type CardInView, windows } from '../fakes/windows.ts';
import type { Activity, Delivered, Json } from '../fakes/wire.ts';
import { type Until, untilIn } from './until.ts';

/** On a busy machine Teams answers later than the bot waits. Whoever reads this presses again. */
const isLate = /^Teams did not (?:tell|answer).* Please press again/;
const mostTries = 5;

/** A question of a check, in words. */
const isQuestion = /\bType (?:it|an? number|the numbers|numbers|their numbers|1 if|“)/;

/** What a person can do with one card. */
export interface CardActions {
  sees(): CardSeen;
  /** Whether the card has these words, or this pattern, in its text: to wait for. */
  has(words: string | RegExp): boolean;
  /**
   * Fills in inputs, named by how their labels begin. They keep their values until the card is replaced, as on a
   * screen.
   */
  fills(inputs: Filled): void;
  /**
   * Presses the button with exactly this title. If the bot answers with a card, this person sees it in place of the old
   * one. More titles are pressed one after the other, and the inputs after a title are filled in before it.
   * @returns the last answer
   */
  presses(title: string, ...more: (Filled | undefined | string)[]): Promise<Answer>;
  /** Waits until the card no longer has this button: an answer that was late has come. */
  isPast(title: string): Promise<void>;
  /** Presses twice in the same moment: two activities with different ids. */
  doubleClicks(title: string, inputs?: Filled): Promise<[Answer, Answer]>;
  /** Presses the button in an old Teams client, which only knows Action.Submit. @returns what the bot sent */
  pressesOldClient(title: string, inputs?: Filled): Promise<Delivered[]>;
}

/**
 * The card with this reference in its heading, the card that passes a test, or a card seen earlier, pressed as it was
 * then.
 */
export type WhichCard = string | ((card: CardSeen) => boolean) | CardSeen;

/** One person at a Teams client. Without `on`, they act on the card in front of them. */
export interface Person extends CardActions {
  readonly profile: Profile;
  /** The 1:1 conversation with the bot. */
  readonly chatId: string;
  /** Types into the 1:1 chat, one message after the other. @returns what the bot sent there in answer to the last */
  says(text: string, ...more: string[]): Promise<Delivered[]>;
  /** Edits, or deletes, what they said last. @returns what the bot sent into that conversation */
  editsLast(text: string): Promise<Delivered[]>;
  deletesLast(): Promise<Delivered[]>;
  /** Adds the app. @returns what the bot sent into the 1:1 chat */
  installs(): Promise<Delivered[]>;
  /** Mentions the bot: a new thread in a channel, the group chat, or a reply in the thread with this id. */
  mentions(text: string, where?: 'referrals' | 'general' | 'group chat' | { thread: string }): Promise<Delivered[]>;
  /** Everything the bot sent into the 1:1 chat, in its newest version. */
  chat(): Delivered[];
  /** The thread in the MASH channel that begins with the card of this reference. */
  thread(reference: string): Delivered[];
  /** What they can do with this card: always the newest that fits. */
  on(which: WhichCard): CardActions;
  /** Leaves the channel, so that the newest card of the 1:1 chat is in front again. */
  opensChat(): void;
  /** Sends the last activity again, byte for byte, as Teams does with a slow bot. */
  repeats(): Promise<Answer>;
  readonly until: Until;
  /** Sends an activity of the test’s own making. */
  raw(activity: unknown): Promise<Answer>;
  /** Button presses since the last reset. */
  readonly pressCount: number;
  resetPressCount(): void;
}

export interface Surroundings {
  /** Address of the bot. */
  readonly base: string;
  readonly teams: Teams;
  /** The Authorization header of each activity, if the bot checks it. */
  readonly authorization?: (() => string) | undefined;
  /** What the program printed. */
  readonly log?: readonly string[];
}

/**
 * How long to wait, in ms, for what the bot sends after it has answered the request: a message, or the update that
 * brings a shared card to the newest state. A busy machine needs this long.
 */
const patience = 40_000;

export function person(profile: Profile, { base, teams, authorization, log = [] }: Surroundings): Person {
  const client = teamsClient(profile, teams);
  const { chatId } = client;
  const view = windows(profile, teams);
  const filled = new WeakMap<Json, Values>();
  let lastSent: string | undefined;
  let lastTyped: Activity | undefined;
  let pressCount = 0;

  async function send(activity: unknown): Promise<Answer> {
    lastSent = JSON.stringify(activity);
    return post(base, lastSent, authorization?.());
  }

  async function waitWhile(isMissing: () => boolean): Promise<void> {
    for (const end = Date.now() + patience; isMissing() && Date.now() < end; )
      await untilNews(teams.happened, teams.happened());
  }

  /** @throws where the bot answers with a server error */
  async function sendExpectingNoError(activity: Activity): Promise<Answer> {
    const answer = await send(activity);
    if (answer.status < 500) return answer;
    throw new Error(`${profile.name}: the bot answered ${answer.status} ${JSON.stringify(answer.body)}`);
  }

  /**
   * Sends these activities.
   * @returns what the bot then sends into this conversation; waits for it if nothing comes at once
   */
  async function repliesTo(activities: Activity[], conversationId: string): Promise<Delivered[]> {
    const before = teams.moment();
    for (const activity of activities) await sendExpectingNoError(activity);
    const isQuiet = () => teams.messages(conversationId).every((message) => newestVersion(message).moment <= before);
    await waitWhile(isQuiet);
    return newSince(conversationId, before).map(currentActivity);
  }

  const newSince = (conversationId: string, moment: number) =>
    teams.messages(conversationId).filter((message) => firstVersion(message).moment > moment);

  function actionsOn(findCard: (button?: string) => CardInView): CardActions {
    const valuesOn = (card: Json): Values => ({ ...initialValues(card), ...filled.get(card) });
    const fill = (card: Json, inputs: Filled): void => {
      filled.set(card, { ...filled.get(card), ...fillIn(card, inputs) });
    };

    /**
     * A person who is about to press a button still presses it on the card they had, even if an update has just
     * replaced that.
     */
    function cardWith(title: string): CardInView {
      const current = findCard(title);
      const previous = hasButton(current.card, title) ? undefined : view.overtaken(current);
      return previous && hasButton(previous.card, title) ? previous : current;
    }

    function preparePress(title: string, inputs: Filled, convert = (action: Json): Json => action) {
      const on = cardWith(title);
      const action = findExecuteAction(on.card, title);
      fill(on.card, inputs);
      const data = dataWith(convert(action), on.card, valuesOn(on.card));
      pressCount += 1;
      view.turnTo(on, teams.moment());
      return { on, verb: action.verb, data };
    }

    async function presses(title: string, ...more: (Filled | undefined | string)[]): Promise<Answer> {
      const [next] = more;
      const answer = await pressesOne(title, typeof next === 'string' ? {} : next);
      const [nextTitle, ...rest] = typeof next === 'string' ? more : more.slice(1);
      return typeof nextTitle === 'string' ? presses(nextTitle, ...rest) : answer;
    }

    async function pressesOne(title: string, inputs: Filled = {}, tries = 1): Promise<Answer> {
      const hasAppeared = () => hasButton(cardWith(title).card, title);
      await waitWhile(() => !hasAppeared());
      const { on, verb, data } = preparePress(title, inputs);
      const before = teams.moment();
      const answer = await sendExpectingNoError(client.execute(on.conversationId, on.activityId, verb, data));
      const isToTryAgain = isLate.test(answer.message ?? '') && teams.faults.areNone() && tries < mostTries;
      if (isToTryAgain) return pressesOne(title, inputs, tries + 1);
      isAskedInWords = false;
      if (answer.card !== undefined) view.replace(on, answer.card);
      // On a busy machine this message comes after the answer that announces it.
      if (answer.message === 'See the next message.')
        await waitWhile(() => newSince(on.conversationId, before).length === 0);
      return answer;
    }

    function sees(): CardSeen {
      const { card, activityId, conversationId } = findCard();
      return seen(card, activityId, conversationId, filled.get(card));
    }

    return {
      sees,
      has: (words) => (typeof words === 'string' ? sees().text.includes(words) : words.test(sees().text)),
      fills: (inputs) => fill(findCard().card, inputs),
      presses,
      isPast: (title) => waitWhile(() => hasButton(findCard().card, title)),
      doubleClicks(title, inputs = {}) {
        const { card, activityId, conversationId } = cardWith(title);
        const sameCard = actionsOn(() => ({ card, activityId, conversationId }));
        return Promise.all([sameCard.presses(title, inputs), sameCard.presses(title, inputs)]);
      },
      pressesOldClient(title, inputs = {}) {
        const { on, data } = preparePress(title, inputs, submitInPlaceOf);
        return repliesTo([client.submit(on.conversationId, on.activityId, data)], on.conversationId);
      },
    };
  }

  function chosenCard(which: WhichCard, button?: string): CardInView {
    if (typeof which === 'object') return { ...which, card: which.json };
    const fits =
      typeof which === 'function'
        ? which
        : (card: CardSeen) => card.headings.some((heading) => heading.includes(which));
    const card = view.find(fits, button);
    if (card === undefined) throw new Error(`${profile.name} finds no card ${String(which)}`);
    return card;
  }

  /** Where the message that they typed last is. */
  function lastMessage(): { conversation: string; id: string } {
    if (lastTyped?.id === undefined || lastTyped.conversation === undefined)
      throw new Error(`${profile.name} has said nothing yet`);
    return { conversation: lastTyped.conversation.id, id: lastTyped.id };
  }

  const on = (which: WhichCard): CardActions => actionsOn((button) => chosenCard(which, button));

  function mentionOf(text: string, where: Parameters<Person['mentions']>[1] = 'referrals'): Activity {
    if (where === 'group chat') return client.mention(groupChat.id, text);
    if (typeof where === 'object') return client.mention(where.thread, text);
    const thread = teams.opensThread(where === 'general' ? general.id : referrals.id);
    return { ...client.mention(thread, text), id: thread.split('messageid=')[1] };
  }

  let isAskedInWords = false;
  async function says(text: string, ...more: string[]): Promise<Delivered[]> {
    view.turnToChat();
    lastTyped = client.message(chatId, text);
    const replies = await repliesTo([lastTyped], chatId);
    isAskedInWords = isQuestion.test(replies.at(-1)?.text ?? '');
    const [next, ...rest] = more;
    return next === undefined ? replies : says(next, ...rest);
  }

  /** Whoever typed, and was answered in words, asks for the card before they press. */
  const pressesNext: CardActions['presses'] = async (title, ...more) => {
    if (isAskedInWords) await says('card');
    return inFront.presses(title, ...more);
  };
  const inFront = actionsOn(view.inFront);

  return {
    ...inFront,
    presses: pressesNext,
    profile,
    chatId,
    says,
    editsLast(text) {
      const { conversation, id } = lastMessage();
      return repliesTo([client.edited(conversation, id, text)], conversation);
    },
    deletesLast() {
      const { conversation, id } = lastMessage();
      return repliesTo([client.deleted(conversation, id)], conversation);
    },
    installs: () => repliesTo(client.installed(), chatId),
    mentions(text, where) {
      const activity = mentionOf(text, where);
      lastTyped = activity;
      return repliesTo([activity], activity.conversation?.id ?? '');
    },
    chat: () => teams.delivered(chatId),
    thread(reference) {
      const isInChannel = (card: CardSeen) => card.conversationId.startsWith(referrals.id);
      const isRootOfCase = (card: CardSeen) =>
        isInChannel(card) && card.headings.some((line) => line.includes(reference));
      return teams.delivered(chosenCard(isRootOfCase).conversationId);
    },
    on,
    opensChat: view.turnToChat,
    repeats() {
      if (lastSent === undefined) throw new Error(`${profile.name} has sent nothing yet`);
      return post(base, lastSent, authorization?.());
    },
    until: untilIn(log, teams),
    raw: send,
    get pressCount() {
      return pressCount;
    },
    resetPressCount() {
      pressCount = 0;
    },
  };
}
