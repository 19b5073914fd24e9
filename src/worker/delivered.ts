import type { Clearing } from '../actions/feature.ts';
import type { SideTaskDeps } from '../actions/side-task.ts';
import type { StaffId } from '../base/people.ts';
import { type Instant, msBetween } from '../base/time.ts';
import type { Notice } from '../cards/meaning.ts';
import type { Card } from '../cards/parts.ts';
import type { ClockRules } from '../case/advance.ts';
import { isAlarming, isRing } from '../case/alarms.ts';
import { holdsMask } from '../case/held.ts';
import { isToldAsNews } from '../case/news.ts';
import {
  type Entry,
  messagesTo,
  type NoticeMessage,
  type OutboxMessage,
  placeOf,
  type Recipient,
} from '../case/outbox.ts';
import type { Part } from '../case/part.ts';
import type { CaseRecord } from '../case/record.ts';
import { noticeRule } from '../case/tell.ts';
import { isUrgent } from '../case/urgent.ts';
import type { TellCouncil } from '../connector/council.ts';
import type { TeamsFor } from '../connector/limits.ts';
import type { AlertOutside } from '../connector/outside.ts';
import { type Teams, unlessNotFound } from '../connector/teams.ts';
import { features } from '../features/list.ts';
import { type CaseEvent, isA } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import type { MissingKeys } from '../store/data-keys.ts';
import type { Chat } from '../store/people.ts';
import type { StampLook } from '../store/stamps.ts';
import { meaningOf } from '../views/slots.ts';
import type { Heart } from '../watch/heart.ts';

/** The result of delivering a message: its id in Teams, and what the case must record. */
export interface Delivered {
  activityId?: string;
  said?: Partial<CaseRecord['said']>;
  cleared?: string[]; // messages that no longer show the draft
  more?: boolean; // there is more to do for this message
  hasNewThread?: boolean; // the thread was gone, so a new one was started
  digest?: { id: string; at: Instant }; // the message about several cases that tells it, and when it was sent
  nobodyToTell?: boolean; // the person removed their number, or left the desk; another address is set up
  cardGone?: boolean; // the shared card is gone from Teams: the thread hears that before a new card is posted
}

/** What the worker needs. */
export interface WorkerDeps extends Omit<SideTaskDeps, 'isStopping'> {
  refreshDesk: () => Promise<void>; // reads who works on cases, which another instance may have changed
  teamsFor: TeamsFor; // for messages of a case: its author takes turns with others in the limits of Teams
  alertOutside?: AlertOutside;
  tellCouncil: TellCouncil;
  missingKeys: MissingKeys;
  looked: SideTaskDeps['store']; // for what is asked at each look: writes of others may show a moment later
  instances: number; // how many processes share the store
  stampLook?: StampLook | undefined; // without a DATA_KEY there are no stamps
  heart: Pick<Heart, 'instance'>;
}

/**
 * The message must wait a moment. For example, the receipt's message id is known only shortly after the referral is
 * sent.
 */
export class NotYet extends Error {
  readonly afterMs: number = 250;
  readonly gathers: boolean = false;
}

/** It waits, for so long, to stand in one message with others. */
export class Gathers extends NotYet {
  override readonly afterMs: number;
  override readonly gathers = true;
  constructor(afterMs: number) {
    super();
    this.afterMs = afterMs;
  }
}

/** A message could not be made, because of a fault of the program. It says nothing about Teams or the person. */
export class NotDrawn extends Error {}

/** @throws NotDrawn when the message cannot be made: its card throws, or no feature knows it */
export function drawn<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (cause) {
    throw new NotDrawn('the message cannot be made', { cause });
  }
}

/**
 * Whether to believe Teams that a card or thread is gone, given the number of earlier attempts. Teams may say so in
 * error for a moment, and that must not lead to a second card. If Teams calls every new card gone, too, the next is
 * posted after some seconds, then after a minute, then a few times an hour: at every fourth attempt.
 */
export const isGoneForSure = (attempts: number) => attempts % 4 === 2;

const cardMayTakeMs = 2000; // after that the alarm is sent without a link to the card

/** The notice that a message brings. @throws when no feature has it */
export function noticeIn({ events }: CaseRecord, { event, as }: NoticeMessage, parts: readonly Part[]) {
  const about = events[event];
  if (!about) throw new Error(`there is no event ${event}`);
  return { about, notice: noticeRule<Notice<CaseEvent>>(parts, about, as) };
}

/**
 * The case card that a ring links to may still be on its way. The ring waits for it only briefly.
 * @throws NotYet while it waits
 */
export function waitForThread(record: CaseRecord, message: NoticeMessage, { now }: WorkerDeps): void {
  const age = msBetween(record.changedAt, now());
  const isNew = !record.said.thread && age >= 0 && age < cardMayTakeMs;
  if (isNew && isRing(record, message)) throw new NotYet();
}

/**
 * Whether a message carries Teams' notification flag, so that the phone sounds: when somebody must act on it now. A
 * message that is updated in place never carries it. A bystander might see the referrer's screen, so a message to the
 * referrer carries it only if they must act now.
 */
export function isAlerting(record: CaseRecord, message: OutboxMessage, { pack, parts }: ClockRules) {
  if (isAlarming(message)) return true;
  if ('again' in message && message.again) return false;
  if (message.kind === 'notice') return noticeIn(record, message, parts).notice.sounds === true;
  if (message.kind === 'case-card')
    return record.status !== 'decided' && record.status !== 'joined' && isUrgent(record, pack);
  const event = message.kind === 'line' ? record.events[message.event] : undefined;
  const meaning = event && meaningOf(event);
  return meaning !== undefined && meaning.line !== 'none' && meaning.sounds === true;
}

const besideMs = 5000;

/**
 * Whether this person is rung about the case at the same moment anyway: news beside the alarm, or how to reach the referrer, that comes of it; an
 * alarm that only goes on because the case is handed to them, beside the word of that. There is no second sound.
 */
export function isBesideRing(record: CaseRecord, message: OutboxMessage, person: StaffId): boolean {
  if (message.kind !== 'notice') return false;
  const { events } = record;
  const [isNews, about] = [isToldAsNews(message), events[message.event]];
  const isOfClock = isAlarming(message) && about?.type === 'ClockReached';
  if (!about || !(isNews || isOfClock)) return false;
  return messagesTo(record.outbox, person).some(({ message: other, state }) => {
    if (other.kind !== 'notice' || (state.kind !== 'sent' && state.kind !== 'waiting')) return false;
    const rang = events[other.event]?.at;
    if (!rang) return false;
    const isJustBefore = about.at >= rang && msBetween(rang, about.at) < besideMs;
    if (isNews)
      return (
        (other.as === 'ring-wish/ring' && isJustBefore) ||
        (isAlarming(other) && isRing(record, other) && rang === about.at)
      );
    const since = events.slice(other.event + 1, message.event); // whatever is new about the child rings
    return other.as === 'desk/handed' && state.kind === 'sent' && isJustBefore && since.every(isA('ClockReached'));
  });
}

/**
 * Draws an earlier message of a case again, where it still is: an address or words in it are not for all any more, or there is
 * more news. Another notice without an address stays as it is: it may show an answer by now.
 */
export async function drawAgain(
  { outbox }: CaseRecord,
  { entry }: Extract<Entry['message'], { kind: 'redraw' }>,
  chat: Pick<Chat, 'serviceUrl'> & { conversationId: string | undefined },
  draw: (message: OutboxMessage) => Card,
  teams: Teams,
): Promise<Delivered> {
  const old = outbox.find(({ id }) => id === entry);
  const { conversationId } = chat;
  if (old?.state.kind !== 'sent' || !old.state.activityId || !conversationId) return {};
  const card = drawn(() => draw(old.message));
  if (old.message.kind !== 'notice' || isToldAsNews(old.message) || holdsMask(card))
    await unlessNotFound(teams.update(chat.serviceUrl, conversationId, old.state.activityId, card));
  return {};
}

/** Messages that are updated in place as the case changes, so they already say that it is erased. */
const updatedInPlace: OutboxMessage['kind'][] = ['case-card', 'assessment-card', 'receipt', 'clear-draft'];

/** What the bot's messages in one conversation must no longer show, by the first feature that clears them. */
export const clearingOf = (record: CaseRecord, to: Recipient, pack: Pack): Clearing | undefined =>
  drawn(() => features.flatMap(({ clears }) => clears?.(record, to, pack) ?? [])[0]);

/** The bot's messages in one conversation that were sent before a given moment and may show facts of the case. */
export function sentBefore({ outbox }: CaseRecord, to: Recipient, before: Instant | undefined): string[] {
  return outbox.flatMap(({ message, state, addedAt, to: where }) => {
    const isOld = before !== undefined && addedAt < before && placeOf(where) === placeOf(to);
    if (state.kind !== 'sent' || !isOld || updatedInPlace.includes(message.kind)) return [];
    return state.activityId ?? [];
  });
}

/** Replaces the bot's messages in the thread of an erased case, so that none of them shows a fact any more. */
export async function clearThread(
  record: CaseRecord,
  to: Recipient,
  { serviceUrl, conversationId = '' }: Partial<Chat> & Pick<Chat, 'serviceUrl'>,
  { teams, pack }: WorkerDeps,
): Promise<Delivered> {
  const clearing = clearingOf(record, to, pack);
  if (!conversationId || !clearing) return {};
  const messages = sentBefore(record, to, clearing.before);
  return replaceBatch(messages, clearing.card, { serviceUrl, conversationId }, teams);
}

const atOnce = 10; // progress is recorded after each batch, because many messages run into the limits of Teams

/** Replaces one batch of messages with a card, where they still exist, and says whether there are more. */
export async function replaceBatch(ids: string[], card: Card, chat: Chat, teams: Teams): Promise<Delivered> {
  const cleared = ids.slice(0, atOnce);
  for (const id of cleared) await unlessNotFound(teams.update(chat.serviceUrl, chat.conversationId, id, card));
  return { cleared, more: ids.length > atOnce };
}
