import { firstVersion, type Message, newestVersion } from './messages.ts';
import { type Profile, referrals } from './people.ts';
import { type CardSeen, seen } from './seeing.ts';
import type { Teams } from './teams.ts';
import { cardOf, type Json } from './wire.ts';

/** One person's Teams window: it shows the shared cards, or in their place the answers that only this person got. */

export interface CardInView {
  readonly card: Json;
  readonly activityId: string;
  readonly conversationId: string;
}

export interface Windows {
  /**
   * The card the person is looking at: the last one answered or pressed, unless a newer one has come into the chat
   * since.
   */
  inFront(): CardInView;
  /**
   * Finds a fitting card with this button: the newest in the MASH channel (if the person is in the team), else in their
   * private channel, else in their chat. If none has it: one that had it before an update, else the last fitting card.
   */
  find(fits: (card: CardSeen) => boolean, button?: string): CardInView | undefined;
  /** The card that answered this person's last press on this message, if an update has since replaced it. */
  overtaken(view: CardInView): CardInView | undefined;
  /** The person turns to this card. @param since the moment; a card that comes into the chat later goes in front */
  turnTo(view: CardInView, since: number): void;
  /** Shows this person the card that answered a press in place of the pressed one, until an update. */
  replace(view: CardInView, card: Json): void;
  /** The person turns from the channel back to their own chat. */
  turnToChat(): void;
}

export function windows(who: Profile, teams: Teams): Windows {
  const chatId = teams.chatWith(who);
  const ownCards = new Map<string, { card: Json; moment: number }>();
  let front: { activityId: string; conversationId: string; since: number } | undefined;

  function show(message: Message): CardInView | undefined {
    const current = newestVersion(message);
    const own = ownCards.get(message.id);
    const card = own !== undefined && own.moment > current.moment ? own.card : cardOf(current.activity);
    return card === undefined ? undefined : { card, activityId: message.id, conversationId: message.conversationId };
  }

  function overtaken(view: CardInView): CardInView | undefined {
    const own = ownCards.get(view.activityId);
    return own && own.card !== view.card ? { ...view, card: own.card } : undefined;
  }

  function inFront(): CardInView {
    const turnedTo = front;
    const cards = (conversationId: string) => teams.messages(conversationId).filter((each) => show(each) !== undefined);
    const current = turnedTo && cards(turnedTo.conversationId).find((each) => each.id === turnedTo.activityId);
    const arrived = cards(chatId).at(-1);
    const cameSince =
      turnedTo?.conversationId === chatId && arrived !== undefined && firstVersion(arrived).moment > turnedTo.since;
    const message = current === undefined || cameSince ? arrived : current;
    const view = message && show(message);
    if (view === undefined) throw new Error(`${who.name} has no card in front`);
    return view;
  }

  function find(fits: (card: CardSeen) => boolean, button?: string): CardInView | undefined {
    const shared = teams.members.has(who) ? teams.messages(referrals.id) : [];
    const own = teams.team.channels.filter(({ members }) => members?.includes(who));
    const inPrivate = own.flatMap(({ id }) => teams.messages(id));
    const fitting = [...teams.messages(chatId), ...inPrivate, ...shared].map(show).filter((view) => {
      return view !== undefined && fits(seen(view.card, view.activityId, view.conversationId));
    });
    const hasIt = (view: CardInView | undefined): boolean =>
      view !== undefined && seen(view.card, '', '').buttons.some((title) => title === button);
    const before = () => fitting.map((view) => view && overtaken(view)).findLast(hasIt);
    return fitting.findLast(hasIt) ?? before() ?? fitting.at(-1);
  }

  return {
    inFront,
    find,
    overtaken,
    turnTo({ activityId, conversationId }, since) {
      front = { activityId, conversationId, since };
    },
    replace(view, card) {
      const moment = teams.moment();
      ownCards.set(view.activityId, { card, moment });
      front = { activityId: view.activityId, conversationId: view.conversationId, since: moment };
    },
    turnToChat() {
      if (front?.conversationId !== chatId) front = undefined;
    },
  };
}
