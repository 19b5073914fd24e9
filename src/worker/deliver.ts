import type { Reminders } from '../actions/feature.ts';
import type { StaffId } from '../base/people.ts';
import { msBetween } from '../base/time.ts';
import { deletedCard, replacedCard } from '../cards/helpful.ts';
import { clockAndDay } from '../cards/london.ts';
import type { Card } from '../cards/parts.ts';
import { mayBeHeard } from '../cards/who-refers.ts';
import { type CouncilMessage, type Entry, messagesTo, nameOfMessage, type OutboxMessage } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { wishOf } from '../case/referrer-reach.ts';
import { isShown, submitted } from '../case/standing.ts';
import { unlessNotFound } from '../connector/teams.ts';
import { features } from '../features/list.ts';
import { happened } from '../history/events.ts';
import type { Chat } from '../store/people.ts';
import { receiptCard } from '../views/receipt.ts';
import {
  clearingOf,
  type Delivered,
  drawAgain,
  drawn,
  isAlerting,
  isBesideRing,
  NotDrawn,
  NotYet,
  noticeIn,
  replaceBatch,
  sentBefore,
  type WorkerDeps,
  waitForThread,
} from './delivered.ts';
import { digestCardTo, inDigest } from './digest.ts';
import type { FewMessages } from './few-messages.ts';
import { postToAssessment, postToMash } from './to-channels.ts';

/** `few`: keeps the messages to each person few. */
type DeliverDeps = WorkerDeps & { few: FewMessages };

const receiptMayComeMs = 5000; // the answer to Submit is a receipt too: how long its id may take to be recorded

/**
 * Delivers one message to its recipient and to nobody else: the MASH channel, the Assessment team's channel, or a
 * person's own chat.
 * @throws TeamsFault when Teams did not take the message
 * @throws NotDrawn when the message cannot be made
 * @throws NotYet when the message must wait a moment
 */
export async function deliver(record: CaseRecord, entry: Entry, deps: DeliverDeps): Promise<Delivered> {
  const { message, to } = entry;
  if ('place' in to) {
    if (to.place === 'cases') return betweenCases(record, message, deps);
    if (message.kind === 'council') return tellCouncil(record, message, deps);
    return to.place === 'assessment' ? postToAssessment(record, entry, deps) : postToMash(record, entry, deps);
  }
  if ('outside' in to) return alertOutside(record, entry, to.outside, deps);
  const chat = await deps.reach.chatOf(to.person);
  if (message.kind === 'clear-draft') return clearChat(record, to.person, chat, deps);
  if (message.kind === 'receipt') return refreshReceipt(record, chat, deps);
  if (message.kind === 'reminder-over') return overInPlace(record, to.person, chat, deps);
  const { pack, parts } = deps.caseContext();
  const noticeOf = (of: OutboxMessage, about = record) => {
    if (of.kind !== 'notice') throw new NotDrawn(`${of.kind} is no message to a person`);
    const { about: event, notice } = noticeIn(about, of, parts);
    const view = { record: about, pack, now: deps.now(), link: deps.reach.linkTo(about), to: to.person };
    const card = notice.card(event, { ...view, instead: of.instead });
    const isQuiet = isSilentFor(about, to.person, of.as) || isBesideRing(about, of, to.person);
    const alert = isAlerting(about, of, { pack, parts }) && !isQuiet;
    return { card, alert, replaces: notice.replaces };
  };
  if (message.kind === 'redraw') return drawAgain(record, message, chat, (old) => noticeOf(old).card, deps.teams);
  if (message.kind === 'notice') waitForThread(record, message, deps);
  const rings = (card: Card) => deps.teams.send(chat.serviceUrl, chat.conversationId, { card, alert: true });
  const sends = async (cases: readonly CaseRecord[]) => {
    deps.few.count(to.person);
    return { id: await rings(digestCardTo(to.person, cases, deps)), chat };
  };
  const told =
    (await inDigest(record, entry, sends, deps)) ??
    (await deps.few.inOne(record, entry, { sends: rings, draws: (of, about) => noticeOf(of, about).card }));
  if (told) return told;
  const { replaces, ...shown } = drawn(() => noticeOf(message));
  const replaced = record.outbox.findLast(
    ({ message, state }) => nameOfMessage(message) === replaces && state.kind === 'sent',
  );
  const old = replaced?.state.kind === 'sent' ? replaced.state.activityId : undefined;
  return { activityId: await inPlaceOf(old, shown, chat, deps) };
}

/** The author has said *message only*: a sound may give them away, also of what they must act on. What the MASH itself writes is what they asked for. */
const isSilentFor = (record: CaseRecord, person: StaffId, as: string): boolean =>
  person === record.author &&
  wishOf(record.events)?.wish === 'message' &&
  (!/^(?:question|tell)\//.test(as) || mayBeHeard(record));

/**
 * Updates the message that shows an older card, or sends a new one if there is none.
 * @returns the id of the message that shows the card now
 */
async function inPlaceOf(
  shown: string | undefined,
  { card, alert = false }: { card: Card; alert?: boolean },
  { serviceUrl, conversationId }: Chat,
  { teams }: WorkerDeps,
) {
  if (shown && (await unlessNotFound(teams.update(serviceUrl, conversationId, shown, card)))) return shown;
  return teams.send(serviceUrl, conversationId, { card, alert });
}

/**
 * Alerts a person by text message or e-mail. It says only which case, and since when it has waited: no facts of the
 * case.
 */
async function alertOutside(record: CaseRecord, entry: Entry, person: StaffId, deps: WorkerDeps): Promise<Delivered> {
  const { managers, escalation, admins } = deps.caseContext().desk;
  // they have left the desk
  if (![...managers, ...escalation, ...admins].includes(person)) return { nobodyToTell: true };
  const messageId = `${record.id} ${entry.id}`;
  const sends = async (cases: readonly CaseRecord[]) => {
    const [first, ...others] = drawn(() => cases.map((each) => submitted(each).clockStart).sort());
    const isTold = await deps.alertOutside?.(person, {
      reference: cases.map(({ id }) => id).join(', '),
      time: `${first ? clockAndDay(first) : ''}${others.length > 0 ? ' or later' : ''}`,
      messageId,
      isAgain: entry.attempts > 0,
    });
    return isTold ? { id: messageId } : undefined;
  };
  return (await inDigest(record, entry, sends, deps)) ?? { nobodyToTell: !(await sends([record])) };
}

/** Tells the council's own system. What was meant for another address than the one that is set up now goes nowhere. */
async function tellCouncil(
  { id, events }: CaseRecord,
  { event, what, address }: CouncilMessage,
  { tellCouncil, caseContext, now }: WorkerDeps,
): Promise<Delivered> {
  if (address !== caseContext().desk.council) return { nobodyToTell: true };
  await tellCouncil(address, { id: `${id}-${event}-${what}`, about: id, what, at: events[event]?.at ?? now() });
  return {};
}

/** Handles a message from one case to another. A feature does that, and nobody is told. */
async function betweenCases(record: CaseRecord, message: OutboxMessage, deps: WorkerDeps): Promise<Delivered> {
  for (const { carriesOut } of features) if (await carriesOut?.(record, message, deps)) return {};
  throw new NotDrawn(`no feature sends a message of kind ${message.kind} between cases`);
}

async function refreshReceipt(record: CaseRecord, chat: Chat, deps: WorkerDeps): Promise<Delivered> {
  const referral = drawn(() => submitted(record));
  const { receipt } = record.said;
  const sentForMs = msBetween(referral.submittedAt, deps.now());
  if (receipt === undefined && sentForMs >= 0 && sentForMs < receiptMayComeMs) throw new NotYet();
  const card = drawn(() => receiptCard({ record, referral, pack: deps.pack }));
  const activityId = await inPlaceOf(receipt, { card }, chat, deps);
  if (receipt === undefined) await replaceAnother(record, chat, deps);
  return { activityId, said: { receipt: activityId } };
}

/**
 * Replaces the receipt that answered Submit, if it arrived while ours was being sent: a case has only one live receipt.
 */
async function replaceAnother({ id }: CaseRecord, { serviceUrl, conversationId }: Chat, deps: WorkerDeps) {
  // our own receipt must be recorded even if this fails
  const another = (await deps.cases.load(id).catch(() => undefined))?.said.receipt;
  if (another === undefined) return;
  const card = replacedCard(id, deps.pack, 'another message here');
  // our own receipt is valid all the same
  await deps.teams.update(serviceUrl, conversationId, another, card).catch(() => undefined);
}

const remindersChanged = 10; // only the latest: a press on an older one gets an answer instead

/** Updates earlier reminders, so that nobody acts on an old one. */
async function overInPlace(record: CaseRecord, person: StaffId, chat: Chat, deps: WorkerDeps): Promise<Delivered> {
  const link = deps.reach.linkTo(record);
  const changes = drawn(() =>
    features.flatMap(({ reminders }) => {
      const ids = reminders ? idsToChange(record, person, reminders) : [];
      if (!reminders || ids.length === 0) return [];
      const card = reminders.overCard(record, person, deps.pack, link);
      const older = reminders.olderCard?.(record, link) ?? card;
      return [
        { ids: ids.slice(-remindersChanged, -1), card: older },
        { ids: ids.slice(-1), card },
      ];
    }),
  );
  for (const { ids, card } of changes) await replaceBatch(ids, card, chat, deps.teams);
  return {};
}

/**
 * The messages of one feature in this chat that are to change. Of those with an older card, what had that done to it
 * before stays, however long a case goes on.
 */
function idsToChange(record: CaseRecord, person: StaffId, { shown, olderCard }: Reminders): string[] {
  const theirs = messagesTo(shown(record), person);
  const updated = messagesTo(record.outbox, person).findLast(
    (each) => each.message.kind === 'reminder-over' && each.state.kind === 'sent',
  );
  const latestThen = olderCard && theirs.findLast(({ id }) => updated && id < updated.id);
  return theirs
    .filter(({ id }) => latestThen === undefined || id >= latestThen.id)
    .flatMap(({ state }) => (state.kind === 'sent' && state.activityId ? [state.activityId] : []));
}

/**
 * Replaces what a chat may no longer show: what the bot showed while the referrer filled in the draft, and what a
 * feature clears, such as the messages to a former author.
 */
async function clearChat(
  record: CaseRecord,
  person: StaffId,
  chat: Chat,
  { teams, pack }: WorkerDeps,
): Promise<Delivered> {
  const clearing = clearingOf(record, { person }, pack);
  const isAuthor = person === record.author;
  if (!isAuthor && !clearing) return { nobodyToTell: true };
  const isDeleted = record.status === 'withdrawn' || happened(record.events, 'DraftWithdrawn');
  const sent = () => (isDeleted ? deletedCard(pack, isShown(record)) : replacedCard(record.id, pack));
  const card = clearing && !(isAuthor && record.status === 'withdrawn') ? clearing.card : drawn(sent);
  const messageIds = new Set([...record.said.draft, ...sentBefore(record, { person }, clearing?.before)]);
  const ids = [...messageIds].filter((activityId) => activityId !== record.said.receipt);
  return replaceBatch(ids, card, chat, teams);
}
