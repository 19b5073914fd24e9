import type { TurnContext } from 'botbuilder';
import type { ConversationPlace, Reply, ReplyMessage, Services } from '../actions/context.ts';
import type { Machine } from '../base/machine.ts';
import { deletedCard, replacedCard } from '../cards/replaced.ts';
import { type CaseRecord, draftOf } from '../case/record.ts';
import { typedReply } from '../features/wizard/showing.ts';
import type { Incoming } from './incoming.ts';
import type { Replies } from './replies.ts';
import { whereItStands } from './showing.ts';

/** What is needed of the SDK's context. It is taken away when the turn is over, so it answers presses and nothing else. */
export type Turn = Pick<TurnContext, 'activity' | 'sendActivity'>;

/** How one turn is answered. Nothing here waits for Teams longer than a person would. */
export interface Responder {
  /** Into the conversation. All is stored by now: "not saved" would be untrue when Teams does not take it. */
  send(reply: Reply): Promise<void>;
  /** To a press or to the question about a file, in its own response; a message has none. */
  answer(message: ReplyMessage): Promise<void>;
  /** In place of a message that stands there. @throws when Teams does not do it at once */
  putInPlace(id: string, message: ReplyMessage): Promise<void>;
}

type Deps = Services & { machine: Machine; replies: Replies };

const mayTakeMs = 2_000; // of a whole turn

/** @param begun when the turn began, by the machine's ticks */
export function answersTo(turn: Turn, place: ConversationPlace, deps: Deps, begun = deps.machine.ticks()): Responder {
  const putInPlace: Responder['putInPlace'] = async (id, message) => {
    if ('card' in message) await deps.teams.update(place.serviceUrl, place.conversationId, id, message.card);
  };
  return {
    putInPlace,
    send: (reply) =>
      deps.replies.send(place, reply, {
        log: deps.log,
        waitMs: begun + mayTakeMs - deps.machine.ticks(),
        present: (about) => presentOf(about, deps),
        keep: (about, activityId) => keep(about, activityId, { putInPlace }, deps),
      }),
    answer: (message) => answerInvoke(turn, message),
  };
}

/** The answer to a press or to the question about a file; a message has none. */
export async function answerInvoke(turn: Turn, message: ReplyMessage): Promise<void> {
  if (turn.activity.type !== 'invoke') return;
  const body = invokeBody(turn.activity.name, message);
  await turn.sendActivity({ type: 'invokeResponse', value: body ? { status: 200, body } : { status: 200 } });
}

type Kept = NonNullable<ReplyMessage['keeps']>;

/** The case as it stands now; nothing where no draft is left to go on with, or where the worker has sent the receipt by now. */
async function presentOf({ caseId, as }: Kept, deps: Services): Promise<Reply> {
  const record = await deps.cases.load(caseId);
  if (!record) return [];
  if (as === 'draft') return typedReply(record, deps.pack, {});
  return record.said.receipt
    ? []
    : whereItStands(record, deps).map((message) => ({ ...message, keeps: { caseId, as } }));
}

/**
 * Where a message stands is remembered with its case. What shows the draft still when that is sent or gone is replaced, and so is a
 * receipt that comes when the worker has sent one: a case has one receipt, which is kept up to date.
 */
async function keep({ caseId, as }: Kept, activityId: string, answers: Pick<Responder, 'putInPlace'>, deps: Services) {
  const isAnother = (receipt: string | undefined) => receipt !== undefined && receipt !== activityId;
  const now = await deps.cases.change<CaseRecord>(caseId, (record) => {
    const { said } = record;
    if (as === 'receipt' && isAnother(said.receipt)) return { result: record };
    const next = as === 'receipt' ? { ...said, receipt: activityId } : { ...said, draft: [...said.draft, activityId] };
    return { record: { ...record, said: next }, result: record };
  });
  if (!now || (as === 'receipt' ? !isAnother(now.said.receipt) : draftOf(now))) return;
  const sent = replacedCard(caseId, deps.pack, as === 'receipt' ? 'another message here' : 'further down');
  const card = now.status === 'withdrawn' ? deletedCard(deps.pack) : sent;
  await answers.putInPlace(activityId, { card }).catch(() => deps.log.warn({ event: 'update.failed', ref: caseId }));
}

/**
 * Answers a press with the next card. The card of a draft is first stored in the chat, so that it is still there after a reload;
 * an update that came after the answer would wipe what the worker has begun to type.
 */
export async function answerWith(answers: Responder, reply: Reply, onMessage: string | undefined): Promise<void> {
  const last = reply.at(-1);
  if (!last) return;
  if (onMessage && last.storeInChat) await answers.putInPlace(onMessage, last).catch(() => undefined);
  await answers.answer(last);
}

/** Clients that know only Action.Submit: the message that was pressed is changed, or a new one is sent when it cannot be. */
export async function replaceOrSend(
  answers: Responder,
  reply: Reply,
  onMessage: string | undefined,
  { log }: Pick<Services, 'log'>,
): Promise<void> {
  const last = reply.at(-1);
  if (last && 'card' in last && onMessage) {
    try {
      return await answers.putInPlace(onMessage, last);
    } catch {
      log.warn({ event: 'update.failed' });
    }
  }
  await answers.send(reply);
}

function invokeBody(name: string | undefined, message: ReplyMessage): object | undefined {
  if (name === 'fileConsent/invoke') return undefined; // Teams wants to hear that it was taken, and shows nothing
  if ('card' in message)
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: message.card };
  const value = 'text' in message ? message.text : 'See the next message.';
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value };
}

/** Nothing is done, and why. */
export async function respondRefusal(answers: Responder, incoming: Incoming, text: string): Promise<void> {
  await respond(answers, incoming, [{ text }]);
}

/** In the response to a press or to the question about a file, which costs no call to Teams; else into the conversation, to what has words. */
export async function respond(answers: Responder, incoming: Incoming, reply: Reply): Promise<void> {
  const [first] = reply;
  if (first && isAnsweredAtOnce(incoming)) await answers.answer(first);
  else if (isSaid(incoming)) await answers.send(reply);
}

export const isAnsweredAtOnce = (incoming: Incoming): boolean =>
  incoming.kind === 'file-consent' || ('invoke' in incoming && incoming.invoke);

/** What somebody typed, or pressed in a client that knows only Action.Submit. */
export const isSaid = (incoming: Incoming): boolean =>
  incoming.kind === 'text' || ('invoke' in incoming && !incoming.invoke);

/** Something broke: the person reads what is true, and whom to ring. */
export async function apologise(answers: Responder, incoming: Incoming, deps: Services): Promise<void> {
  const text = `Not saved. Please try again in a minute, or ring ${deps.pack.phones.urgent}. ${deps.pack.emergency}`;
  try {
    if (incoming.kind === 'file-consent') await answers.send([{ text }]);
    await respondRefusal(answers, incoming, text);
  } catch (error) {
    deps.log.error({ event: 'apology.failed', err: error });
  }
}
