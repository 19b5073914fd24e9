import type { Instant } from '../base/time.ts';
import type { Card } from '../cards/parts.ts';
import { additionCard, movedCard, writtenCard } from '../cards/thread.ts';
import { isElsewhere } from '../case/moved.ts';
import { type Entry, placeOf } from '../case/outbox.ts';
import { asDrawnIn, type CaseRecord } from '../case/record.ts';
import { erasedIn, submitted } from '../case/standing.ts';
import { isSubmitted, referralOf, type SubmittedReferral } from '../case/state.ts';
import { unlessNotFound } from '../connector/teams.ts';
import type { Pack } from '../protocol/pack.ts';
import { assessmentCard } from '../views/assessment-case.ts';
import { caseCard } from '../views/mash-case.ts';
import { lineCard } from '../views/slots.ts';
import {
  clearThread,
  type Delivered,
  drawAgain,
  drawn,
  isAlerting,
  isGoneForSure,
  NotDrawn,
  replaceBatch,
  type WorkerDeps,
} from './delivered.ts';

/** @throws when the message cannot be posted in the MASH channel */
function cardOf(record: CaseRecord, message: Entry['message'], pack: Pack, now: Instant) {
  const referral = submitted(record);
  if (message.kind === 'case-card') return caseCard(record, referral, pack);
  if (message.kind === 'written') return writtenCard(record, pack, message.part);
  if (message.kind === 'addition')
    return additionCard(record, pack, message.part, record.events[message.event]?.at ?? now);
  const event = message.kind === 'line' ? record.events[message.event] : undefined;
  if (!event) throw new Error(`a message of kind ${message.kind} cannot be posted in the MASH channel`);
  return lineCard(record, event, referral, pack, now);
}

/**
 * @throws TeamsFault when Teams did not take the message, or no channel is set up
 * @throws NotDrawn when the message cannot be made
 */
export async function postToMash(
  whole: CaseRecord,
  { message, attempts, to }: Entry,
  deps: WorkerDeps,
): Promise<Delivered> {
  const { teams, reach, pack, now, caseContext } = deps;
  const record = asDrawnIn('mash', whole, caseContext().desk.readByGuests);
  const isSure = isGoneForSure(attempts);
  const place = await reach.mash();
  const { thread: known, card: shown } = record.said;
  const inThread = { serviceUrl: place.serviceUrl, conversationId: known };
  // a case that stands in a former channel gets a new card here; one whose facts are erased stays where it is
  const thread = isElsewhere(known, place.channelId) && !erasedIn(record.events) ? undefined : known;
  if (message.kind === 'moved') return leaveThread(record, message, to, place.serviceUrl, deps);
  if (message.kind === 'clear-draft') return clearThread(record, to, inThread, deps);
  if (message.kind === 'redraw') {
    const draw = (old: Entry['message']) => cardOf(record, old, pack, now());
    return drawAgain(record, message, inThread, draw, teams);
  }
  const { card: made, alert } = drawn(() => ({
    card: cardOf(record, message, pack, now()),
    alert: isAlerting(record, message, caseContext()),
  }));
  const post = (card: Card) => teams.post(place.serviceUrl, place.channelId, place.tenantId, card, alert);
  if (message.kind === 'case-card' && thread && shown) {
    const updated = await unlessNotFound(teams.update(place.serviceUrl, thread, shown, made), isSure);
    if (updated) return { activityId: shown };
    if (isSubmitted(referralOf(record.events))) return { cardGone: true };
  }
  return intoThread(made);

  /** The thread is gone, or stands in a former channel, and the card with it. A new card starts a new thread, and this message follows it there. */
  async function newThreadUnderCard(sent: SubmittedReferral): Promise<Delivered> {
    const posted = await post(drawn(() => caseCard(record, sent, pack)));
    return { said: { thread: posted.thread, card: posted.activityId }, more: true, hasNewThread: true };
  }

  /**
   * Posts the card in the thread. Without a thread, the card starts one. If a sent case's thread is gone, a new case
   * card starts one, and this card follows.
   */
  async function intoThread(card: Card): Promise<Delivered> {
    const isCase = message.kind === 'case-card';
    if (thread) {
      const sent = await unlessNotFound(teams.send(place.serviceUrl, thread, { card, alert }), isSure);
      if (sent) return { activityId: sent.value, ...(isCase && { said: { card: sent.value } }) };
    }
    const referral = referralOf(record.events);
    if (known && !isCase && isSubmitted(referral)) return newThreadUnderCard(referral);
    const { activityId, ...posted } = await post(card);
    return { activityId, said: { thread: posted.thread, ...(isCase && { card: activityId }) } };
  }
}

/** Replaces what stands in a thread of a former channel, where it still is: it shows no fact, and says where to go. */
function leaveThread(
  record: CaseRecord,
  { thread, card, before }: Extract<Entry['message'], { kind: 'moved' }>,
  to: Entry['to'],
  serviceUrl: string,
  { teams, reach }: WorkerDeps,
): Promise<Delivered> {
  const shown = record.outbox.flatMap(({ id, to: where, state }) =>
    id < before && placeOf(where) === placeOf(to) && state.kind === 'sent' ? (state.activityId ?? []) : [],
  );
  const { said } = record;
  const isHere = said.thread !== thread && said.assessment?.thread !== thread; // it has its card in the new channel
  const ids = new Set([...(card ? [card] : []), ...shown]);
  if (isHere) for (const posted of [said.card, said.assessment?.card]) ids.delete(posted ?? '');
  const link = isHere && placeOf(to) === 'mash' ? reach.linkTo(record) : undefined;
  return replaceBatch(
    [...ids],
    drawn(() => movedCard(record.id, link)),
    { serviceUrl, conversationId: thread },
    teams,
  );
}

/**
 * Posts to the Assessment team's channel. Each case has one card there, which is updated in place, and a thread under
 * it. If the card is gone, a new one is posted. Here `clear-draft` means that the case was erased: the messages in its
 * thread are replaced.
 * @throws TeamsFault when Teams did not take the message, or no Assessment channel is set up
 * @throws NotDrawn when the message cannot be made
 */
export async function postToAssessment(
  whole: CaseRecord,
  { message, attempts, to }: Entry,
  deps: WorkerDeps,
): Promise<Delivered> {
  const { teams, reach, pack, now, caseContext } = deps;
  const record = asDrawnIn('assessment', whole, caseContext().desk.readByGuests);
  const isSure = isGoneForSure(attempts);
  const place = await reach.assessment();
  const known = record.said.assessment;
  const posted = isElsewhere(known?.thread, place.channelId) && !erasedIn(record.events) ? undefined : known;
  if (message.kind === 'moved') return leaveThread(record, message, to, place.serviceUrl, deps);
  const post = (card: Card) => teams.post(place.serviceUrl, place.channelId, place.tenantId, card);
  const thread = { serviceUrl: place.serviceUrl, conversationId: known?.thread };
  if (message.kind === 'clear-draft') return clearThread(record, to, thread, deps);
  const isCard = message.kind === 'assessment-card';
  if (isCard || (known && !posted && message.kind === 'assessment-line')) {
    const card = drawn(() => assessmentCard(record, submitted(record), pack, now()));
    const updated =
      posted && (await unlessNotFound(teams.update(place.serviceUrl, posted.thread, posted.card, card), isSure));
    if (updated) return { activityId: posted.card };
    const { thread, activityId } = await post(card);
    return { activityId, said: { assessment: { thread, card: activityId } }, ...(!isCard && { hasNewThread: true }) };
  }
  const lineOf = (of: Entry['message']) => {
    const event = of.kind === 'assessment-line' ? record.events[of.event] : undefined;
    if (!event) throw new NotDrawn(`a message of kind ${of.kind} cannot be posted in the Assessment team's channel`);
    return drawn(() => lineCard(record, event, submitted(record), pack, now()));
  };
  if (message.kind === 'redraw') return drawAgain(record, message, thread, lineOf, teams);
  const line = lineOf(message);
  const sent = posted && (await unlessNotFound(teams.send(place.serviceUrl, posted.thread, { card: line }), isSure));
  return { activityId: sent?.value ?? (await post(line)).activityId };
}
