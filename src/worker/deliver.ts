import type { StaffId } from '../base/people.ts';
import { msOf } from '../base/time.ts';
import { clockAndDay } from '../cards/london.ts';
import type { Card } from '../cards/parts.ts';
import { deletedCard, replacedCard } from '../cards/replaced.ts';
import type { Entry, OutboxMessage } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { unlessNotFound } from '../connector/teams.ts';
import { standsCard, waitsNoLongerCard } from '../features/alarm/cards.ts';
import { isShownReminder } from '../features/alarm/part.ts';
import { goneCard } from '../features/hand-over/cards.ts';
import { features } from '../features/list.ts';
import { clearedCard } from '../features/retention/cards.ts';
import { erasedIn } from '../features/retention/state.ts';
import type { Chat } from '../store/people.ts';
import { receiptCard } from '../views/receipt.ts';
import { alerts } from './alerts.ts';
import { postToAssessment } from './assessment.ts';
import { replaceAll, sentBefore, shownBefore } from './clear-erased.ts';
import { type DeliverDeps, type Delivered, NotYet, submitted } from './delivered.ts';
import { cardForPerson } from './personal.ts';
import { toMash } from './to-mash.ts';

const receiptMayComeMs = 5000;

/**
 * Tells one thing to whom it is meant for, and nobody else: the configured MASH channel, the Assessment team's, or a person's own chat.
 * @throws TeamsFault when it was not taken, NotYet when it must wait a moment
 */
export async function deliver(record: CaseRecord, entry: Entry, deps: DeliverDeps): Promise<Delivered> {
  const { message, to } = entry;
  if ('place' in to) {
    if (to.place === 'cases') return betweenCases(record, message, deps);
    return to.place === 'assessment'
      ? postToAssessment(record, submitted(record), entry, deps)
      : toMash(record, entry, deps);
  }
  if ('outside' in to) return ringOutside(record, entry, to.outside, deps);
  const chat = await deps.reach.chatOf(to.person);
  if (message.kind === 'clear-draft') {
    const { author } = record;
    return to.person === author ? clearDraft(record, chat, deps) : clearFormer(record, to.person, chat, deps);
  }
  if (message.kind === 'receipt') return refreshReceipt(record, chat, deps);
  if (message.kind === 'reminder-over') return overInPlace(record, to.person, chat, deps);
  const card = cardForPerson(record, message, to.person, deps);
  const alarm = record.outbox.find((each) => each.message.kind === 'not-delivered')?.state;
  const isAllClear = message.kind === 'delivered-after-all' && alarm?.kind === 'sent'; // it takes the place of the alarm
  return {
    activityId: await inPlaceOf(
      isAllClear ? alarm.activityId : undefined,
      { card, alert: alerts(record, message, deps.pack) },
      chat,
      deps,
    ),
  };
}

/** Changes the message that is shown; sends a new one where none is, or it is gone. @returns which one shows the card now */
async function inPlaceOf(
  shown: string | undefined,
  { card, alert = false }: { card: Card; alert?: boolean },
  { serviceUrl, conversationId }: Chat,
  { teams }: DeliverDeps,
): Promise<string> {
  if (shown && (await unlessNotFound(teams.update(serviceUrl, conversationId, shown, card)))) return shown;
  return teams.send(serviceUrl, conversationId, { card, alert });
}

/** By text message or e-mail: which case, and since when it waits. No fact goes there. */
async function ringOutside(record: CaseRecord, entry: Entry, person: StaffId, deps: DeliverDeps): Promise<Delivered> {
  const { managers, escalation, admins } = deps.caseContext().desk;
  if (![...managers, ...escalation, ...admins].includes(person)) return { isNoLonger: true }; // they have left the desk
  const time = clockAndDay(submitted(record).clockStart);
  const mark = `${record.id} ${entry.id}`;
  const isTold = await deps.ringOutside?.(person, { reference: record.id, time, mark, isAgain: entry.attempts > 0 });
  return isTold ? {} : { isNoLonger: true };
}

/** What goes on between cases is a feature's own, and nobody is told of it. */
async function betweenCases(record: CaseRecord, message: OutboxMessage, deps: DeliverDeps): Promise<Delivered> {
  for (const { between } of features) if (await between?.(record, message, deps)) return {};
  throw new Error(`a message ${message.kind} has no place between cases`);
}

async function refreshReceipt(record: CaseRecord, chat: Chat, deps: DeliverDeps): Promise<Delivered> {
  const referral = submitted(record);
  const { receipt } = record.said;
  const sentForMs = msOf(deps.now()) - msOf(referral.submittedAt);
  if (receipt === undefined && sentForMs >= 0 && sentForMs < receiptMayComeMs) throw new NotYet();
  const activityId = await inPlaceOf(receipt, { card: receiptCard(record, referral, deps.pack) }, chat, deps);
  if (receipt === undefined) await replaceAnother(record, chat, deps);
  return { activityId, said: { receipt: activityId } };
}

/** The answer's own receipt came while ours was on its way: a case has one, which is kept up to date. */
async function replaceAnother(
  { id }: CaseRecord,
  { serviceUrl, conversationId }: Chat,
  deps: DeliverDeps,
): Promise<void> {
  const another = (await deps.cases.load(id).catch(() => undefined))?.said.receipt; // ours has to be noted, whatever fails here
  if (another === undefined) return;
  const card = replacedCard(id, deps.pack, 'another message here');
  await deps.teams.update(serviceUrl, conversationId, another, card).catch(() => undefined); // ours stands, and is noted
}

/** Who handed the case over: their chat shows nothing more of it. */
async function clearFormer(record: CaseRecord, person: StaffId, chat: Chat, { teams, pack }: DeliverDeps) {
  const left = record.events.findLast((event) => event.type === 'HandOverAccepted' && event.from === person);
  const shown = [...record.said.draft, ...sentBefore(record, { person }, left?.at)];
  return replaceAll([...new Set(shown)], goneCard(record, pack), chat, teams);
}

const remindersChanged = 10; // the latest: an older one is answered when it is pressed

/** Earlier reminders say who has the case, or that it is decided: nobody acts on an old one. */
async function overInPlace(record: CaseRecord, person: StaffId, chat: Chat, deps: DeliverDeps): Promise<Delivered> {
  const link = deps.reach.linkTo(record);
  const isOver = record.status === 'draft';
  const card = isOver ? waitsNoLongerCard(record, link) : standsCard(record, submitted(record), person, link);
  const theirs = record.outbox.filter(({ to }) => 'person' in to && to.person === person).filter(isShownReminder);
  const ids = theirs.flatMap(({ state }) => (state.kind === 'sent' && state.activityId ? [state.activityId] : []));
  await replaceAll(ids.slice(-remindersChanged), card, chat, deps.teams); // they stay reminders: the next news changes them again
  return {};
}

/** What the bot showed while the draft was filled in is replaced: no message of ours in the chat repeats a fact. */
async function clearDraft(record: CaseRecord, chat: Chat, { teams, pack }: DeliverDeps): Promise<Delivered> {
  const isDeleted = record.status === 'withdrawn' || record.events.some(({ type }) => type === 'DraftWithdrawn');
  const sent = isDeleted ? deletedCard(pack) : replacedCard(record.id, pack);
  const card = record.status !== 'withdrawn' && erasedIn(record.events) ? clearedCard(record.id) : sent;
  const shown = [...record.said.draft, ...shownBefore(record, { person: record.author })];
  const ids = shown.filter((activityId) => activityId !== record.said.receipt);
  return replaceAll(ids, card, chat, teams);
}
