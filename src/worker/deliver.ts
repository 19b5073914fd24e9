import { msOf } from '../base/time.ts';
import type { Card } from '../cards/parts.ts';
import { deletedCard, replacedCard } from '../cards/replaced.ts';
import type { Entry, Message } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { ifThere } from '../connector/if-there.ts';
import type { Reach } from '../connector/reach.ts';
import { features } from '../features/list.ts';
import { clearedCard } from '../features/retention/cards.ts';
import { erasedIn } from '../features/retention/state.ts';
import { receiptCard } from '../views/receipt.ts';
import { toAssessment } from './assessment.ts';
import { shownBefore } from './clear-erased.ts';
import { type DeliverDeps, type Delivered, NotYet, submitted } from './delivered.ts';
import { cardForPerson } from './personal.ts';
import { toMash } from './to-mash.ts';

const receiptMayComeMs = 5000;

/**
 * Tells one thing to whom it is meant for, and nobody else: the configured MASH channel, the Assessment team's, or a person's own chat.
 * @throws TeamsFault when it was not taken, NotYet when it must wait a moment
 */
export async function deliver(record: CaseRecord, entry: Entry, deps: DeliverDeps): Promise<Delivered> {
  const { message } = entry;
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
    const card = cardForPerson(record, entry.message, entry.to.person, deps);
    const there = shown && (await ifThere(deps.teams.update(chat.serviceUrl, chat.conversationId, shown, card)));
    return there ? { activityId: shown } : send(card);
  }
  if (entry.message.kind === 'receipt') return refreshReceipt(record, chat, deps);
  return send(cardForPerson(record, entry.message, entry.to.person, deps));
}

/** What goes on between cases is a feature's own, and nobody is told of it. */
async function betweenCases(record: CaseRecord, message: Message, deps: DeliverDeps): Promise<Delivered> {
  for (const { between } of features) if (await between?.(record, message, deps)) return {};
  throw new Error(`a message ${message.kind} has no place between cases`);
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
