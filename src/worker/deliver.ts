import { clockAndDay } from '../cards/london.ts';
import { deletedCard, replacedCard } from '../cards/replaced.ts';
import type { Card } from '../cards/template.ts';
import { advance } from '../case/advance.ts';
import { runningClocks } from '../case/clocks.ts';
import type { Entry, Message } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { referralOf, type SubmittedReferral } from '../case/state.ts';
import { ifThere } from '../connector/if-there.ts';
import type { Reach } from '../connector/reach.ts';
import { decisionNoticeCard } from '../features/decision/notice.ts';
import { features } from '../features/list.ts';
import { missingAlertCard } from '../features/missing/alert.ts';
import { questionFromMashCard } from '../features/question/cards.ts';
import { clearedCard } from '../features/retention/cards.ts';
import { erasedIn } from '../features/retention/state.ts';
import type { StaffId } from '../people.ts';
import type { CaseId } from '../reference.ts';
import { msOf } from '../time.ts';
import { caseCard } from '../views/mash-case.ts';
import { additionCard, lineCard, writtenCard } from '../views/mash-thread.ts';
import { unsentCard } from '../views/mash-unsent.ts';
import { decisionOverdueCard, deliveredAfterAllCard, draftReminderCard, notDeliveredCard } from '../views/notices.ts';
import { receiptCard } from '../views/receipt.ts';
import { leavesSightCard, reminderCard, undeliveredAlertCard } from '../views/reminder.ts';
import { toAssessment } from './assessment.ts';
import { clearThread, shownBefore } from './clear-erased.ts';
import { type DeliverDeps, type Delivered, NotYet } from './delivered.ts';

const receiptMayComeMs = 5000;
const cardMayTakeMs = 10_000;

/**
 * Tells one thing to whom it is meant for, and nobody else: the configured MASH channel, the Assessment team's, or a person's own chat.
 * @throws TeamsFault when it was not taken, NotYet when it must wait a moment
 */
export async function deliver(record: CaseRecord, entry: Entry, deps: DeliverDeps): Promise<Delivered> {
  const { message } = entry;
  if (message.kind === 'link' && message.event === undefined) return linkBack(record.id, message.to, deps);
  if ('place' in entry.to && entry.to.place === 'cases') return betweenCases(record, message, deps);
  if ('place' in entry.to)
    return entry.to.place === 'assessment'
      ? toAssessment(record, submitted(record), entry.message, deps)
      : toMash(record, entry.message, deps);
  const chat = await deps.reach.chatOf(entry.to.person);
  const send = async (card: Card) => ({
    activityId: await deps.teams.send(chat.serviceUrl, chat.conversationId, { card }),
  });
  if (entry.message.kind === 'clear-draft') return clearDraft(record, chat, deps);
  if (entry.message.kind === 'delivered-after-all') {
    const alarm = record.outbox.find(({ message }) => message.kind === 'not-delivered')?.state;
    const shown = alarm?.kind === 'sent' ? alarm.activityId : undefined;
    const card = await personalCard(record, entry.message, entry.to.person, deps);
    const there = shown && (await ifThere(deps.teams.update(chat.serviceUrl, chat.conversationId, shown, card)));
    return there ? { activityId: shown } : send(card);
  }
  if (entry.message.kind === 'receipt') return refreshReceipt(record, chat, deps);
  return send(await personalCard(record, entry.message, entry.to.person, deps));
}

function submitted(record: CaseRecord): SubmittedReferral {
  const referral = referralOf(record.events);
  if (!('submittedBy' in referral)) throw new Error(`case ${record.id} is not submitted`);
  return referral;
}

async function toMash(
  record: CaseRecord,
  message: Message,
  { teams, reach, pack, now }: DeliverDeps,
): Promise<Delivered> {
  const place = await reach.mash();
  const { thread, card: shown } = record.said;
  if (message.kind === 'clear-draft')
    return clearThread(record, { place: 'mash' }, { serviceUrl: place.serviceUrl, thread }, teams);
  if (message.kind === 'case-card') {
    const whole = referralOf(record.events);
    if (whole.status === 'not-started') throw new Error(`case ${record.id} is not begun`);
    const card = 'submittedBy' in whole ? caseCard(record, whole, pack) : unsentCard(record, whole, pack);
    if (!thread) {
      const posted = await teams.post(place.serviceUrl, place.channelId, place.tenantId, card);
      return { activityId: posted.activityId, said: { thread: posted.thread, card: posted.activityId } };
    }
    if (shown) {
      const updated = await ifThere(teams.update(place.serviceUrl, thread, shown, card));
      if (updated) return { activityId: shown };
      if ('submittedBy' in whole) return { cardGone: true };
    }
    return intoThread(card);
  }
  const referral = submitted(record);
  if (message.kind === 'written') return intoThread(writtenCard(record, pack, message.part));
  if (message.kind === 'addition') {
    return intoThread(additionCard(record, pack, message.part, record.events[message.event]?.at ?? now()));
  }
  const event = message.kind === 'line' ? record.events[message.event] : undefined;
  if (!event) throw new Error(`a message ${message.kind} has no place in the MASH channel`);
  const line = lineCard(record, event, referral, pack, now());
  if (event.type !== 'CardGone' || !thread) return intoThread(line);
  const sent = await ifThere(teams.send(place.serviceUrl, thread, { card: line }));
  if (sent) return { activityId: sent.value };
  return anewUnderCard(referral);

  /** The thread is gone, and the card with it. The card begins a new one, and what was to be told comes next. */
  async function anewUnderCard(sent: SubmittedReferral): Promise<Delivered> {
    const card = caseCard(record, sent, pack);
    const posted = await teams.post(place.serviceUrl, place.channelId, place.tenantId, card);
    return { said: { thread: posted.thread, card: posted.activityId }, more: true };
  }

  /** A reply in the thread; when the thread is gone, one in a new thread under the case card. */
  async function intoThread(card: Card): Promise<Delivered> {
    const isCase = message.kind === 'case-card';
    if (thread) {
      const sent = await ifThere(teams.send(place.serviceUrl, thread, { card }));
      if (sent) return { activityId: sent.value, ...(isCase ? { said: { card: sent.value } } : {}) };
      const whole = referralOf(record.events);
      if (!isCase && 'submittedBy' in whole) return anewUnderCard(whole);
    }
    const posted = await teams.post(place.serviceUrl, place.channelId, place.tenantId, card);
    return {
      activityId: posted.activityId,
      said: { thread: posted.thread, ...(isCase ? { card: posted.activityId } : {}) },
    };
  }
}

/** What goes on between cases: nobody is told. Comparing names is loaded with the first referral that is sent. */
async function betweenCases(record: CaseRecord, message: Message, deps: DeliverDeps): Promise<Delivered> {
  const { lookForLinks, tellOther } = await import('../features/linking/telling.ts');
  if (message.kind === 'look-for-links') return lookForLinks(record, deps);
  if (message.kind !== 'link' || message.event === undefined)
    throw new Error(`a message ${message.kind} has no place between cases`);
  return tellOther(record, { to: message.to, event: message.event }, deps);
}

/** The case of a brother or sister, already sent, hears that this one is sent too. */
async function linkBack(id: CaseId, other: CaseId, { cases, around }: DeliverDeps): Promise<Delivered> {
  await cases.change(other, (record) => {
    const referral = referralOf(record.events);
    if (!('links' in referral) || referral.links.includes(id)) return { result: undefined };
    const now = around();
    return {
      record: advance(record, { events: [{ type: 'CaseLinked', at: now.now, to: id }] }, now),
      result: undefined,
    };
  });
  return {};
}

async function personalCard(
  record: CaseRecord,
  message: Message,
  to: StaffId,
  { reach, pack, now }: DeliverDeps,
): Promise<Card> {
  const whole = referralOf(record.events);
  if (message.kind === 'missing-alert') {
    // What it points to may be on its way; news of a missing child does not wait for it long.
    if (!record.said.thread && msOf(now()) - msOf(record.changedAt) < cardMayTakeMs) throw new NotYet();
    return missingAlertCard(record, 'missing' in whole ? whole : { missing: [] }, reach.linkTo(record));
  }
  if (message.kind === 'stage-notice') {
    const event = record.events[message.event];
    const link = reach.linkTo(record);
    const notice =
      event && features.map(({ face }) => face?.notice?.(record, event, pack, link, to)).find((card) => card);
    if (!notice) throw new Error(`case ${record.id} has no notice for event ${message.event}`);
    return notice;
  }
  if (message.kind === 'reminder' && (message.clock === 'idleDraft' || message.clock === 'writtenConfirmation')) {
    const clock = runningClocks(referralOf(record.events), record.answeredAt, pack.clocks).find(
      ({ name }) => name === message.clock,
    );
    const due = clock?.due;
    return draftReminderCard(
      record,
      {
        clock: message.clock,
        ...(due ? { due: clockAndDay(due) } : {}),
        overdue: due !== undefined && now() > due,
        late: message.late,
      },
      pack,
    );
  }
  const referral = submitted(record);
  switch (message.kind) {
    case 'not-delivered':
      return notDeliveredCard(record, pack);
    case 'question': {
      const question = referral.questions.find(({ number }) => number === message.question);
      if (!question) throw new Error(`case ${record.id} has no question ${message.question}`);
      return questionFromMashCard(record, question, pack);
    }
    case 'delivered-after-all':
      return deliveredAfterAllCard(record, referral, pack);
    case 'decision-notice':
      if (referral.status !== 'decided') throw new Error(`case ${record.id} is not decided`);
      return decisionNoticeCard(record, referral, pack);
    case 'decision-overdue':
      return decisionOverdueCard(record, referral, pack);
    case 'reminder':
      if (message.clock === 'leavesSight') return leavesSightCard(record, referral, reach.linkTo(record));
      return reminderCard(record, referral, {
        now: now(),
        escalation: message.escalation,
        late: message.late,
        link: reach.linkTo(record),
      });
    case 'undelivered-alert':
      return undeliveredAlertCard(record, referral);
    default:
      throw new Error(`a message ${message.kind} has no place in a 1:1 chat`);
  }
}

type Chat = Awaited<ReturnType<Reach['chatOf']>>;

async function refreshReceipt(record: CaseRecord, chat: Chat, { teams, pack, now }: DeliverDeps): Promise<Delivered> {
  const referral = submitted(record);
  const card = receiptCard(record, referral, pack);
  const { receipt } = record.said;
  if (receipt === undefined && msOf(now()) - msOf(referral.submittedAt) < receiptMayComeMs) throw new NotYet();
  if (receipt && (await ifThere(teams.update(chat.serviceUrl, chat.conversationId, receipt, card))))
    return { activityId: receipt };
  const activityId = await teams.send(chat.serviceUrl, chat.conversationId, { card });
  return { activityId, said: { receipt: activityId } };
}

const clearedAtOnce = 10; // what is done is recorded in between: a long chat meets the limits of Teams

/** What the bot showed while the draft was filled in is replaced: no message of ours in the chat repeats a fact. */
async function clearDraft(record: CaseRecord, chat: Chat, { teams, pack }: DeliverDeps): Promise<Delivered> {
  const sent = record.status === 'withdrawn' ? deletedCard(pack) : replacedCard(record.id, pack);
  const card = record.status !== 'withdrawn' && erasedIn(record.events) ? clearedCard(record.id) : sent;
  const shown = [...record.said.draft, ...shownBefore(record, { person: record.author })];
  const ids = shown.filter((activityId) => activityId !== record.said.receipt);
  for (const activityId of ids.slice(0, clearedAtOnce)) {
    await ifThere(teams.update(chat.serviceUrl, chat.conversationId, activityId, card));
  }
  return { cleared: ids.slice(0, clearedAtOnce), more: ids.length > clearedAtOnce };
}
