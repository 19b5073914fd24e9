import type { TurnContext } from 'botbuilder';
import type { Message, Reply, Services } from '../actions/context.ts';
import type { Machine } from '../base/machine.ts';
import type { Incoming } from './incoming.ts';
import { activityOf } from './teams-through.ts';

/** What is needed of the SDK's context to answer. */
export type Turn = Pick<TurnContext, 'activity' | 'sendActivity' | 'updateActivity'>;

/**
 * Sends messages one by one; where one stands is remembered with its case. All is stored by now, so when Teams does not take the
 * reply, "not saved" would be untrue.
 */
export async function send(context: Turn, reply: Reply, deps: Services): Promise<void> {
  try {
    for (const message of reply) {
      const sent = await context.sendActivity(activityOf(message));
      await keep(message, sent?.id, deps);
    }
  } catch (error) {
    deps.log.warn({ event: 'reply.failed', err: error });
    const text = 'Saved, but I could not show you the next card. Type “my referrals” to go on.';
    await context.sendActivity(text).catch(() => deps.log.warn({ event: 'reply.failed' }));
  }
}

async function keep(message: Message, activityId: string | undefined, deps: Services): Promise<void> {
  const { keeps } = message;
  if (!keeps || !activityId) return;
  await deps.cases.change(keeps.caseId, (record) => {
    const { said } = record;
    const next =
      keeps.as === 'receipt' ? { ...said, receipt: activityId } : { ...said, draft: [...said.draft, activityId] };
    return { record: { ...record, said: next }, result: undefined };
  });
}

const storingMayTakeMs = 2000;

/**
 * Answers a press with the next card. The card of a draft is first stored in the chat, so that it is still there after a reload;
 * an update that came after the answer would wipe what the worker has begun to type.
 */
export async function answerWith(
  context: Turn,
  reply: Reply,
  { onMessage }: { onMessage?: string | undefined },
  { pause }: Pick<Machine, 'pause'>,
): Promise<void> {
  const last = reply.at(-1);
  if (!last) return;
  if (onMessage && last.storeInChat) {
    const stored = putInPlace(context, onMessage, last).catch(() => undefined);
    await Promise.race([stored, pause(storingMayTakeMs)]);
  }
  await answerInvoke(context, last);
}

const putInPlace = (context: Turn, id: string, message: Message) =>
  context.updateActivity({ ...activityOf(message), id, conversation: context.activity.conversation });

/** Clients that know only Action.Submit: the message that was pressed is changed, or a new one is sent when it cannot be. */
export async function replaceOrSend(
  context: Turn,
  reply: Reply,
  onMessage: string | undefined,
  deps: Services,
): Promise<void> {
  const last = reply.at(-1);
  if (last && onMessage) {
    try {
      await putInPlace(context, onMessage, last);
      return;
    } catch {
      deps.log.warn({ event: 'update.failed' });
    }
  }
  await send(context, reply, deps);
}

/** The answer to a press or to the question about a file; a message has none. */
export async function answerInvoke(context: Turn, message: Message): Promise<void> {
  if (context.activity.type !== 'invoke') return;
  const body = invokeBody(context.activity.name, message);
  await context.sendActivity({ type: 'invokeResponse', value: body ? { status: 200, body } : { status: 200 } });
}

function invokeBody(name: string | undefined, message: Message): object | undefined {
  if (name === 'fileConsent/invoke') return undefined; // Teams wants to hear that it was taken, and shows nothing
  if ('card' in message)
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: message.card };
  const value = 'text' in message ? message.text : 'See the next message.';
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value };
}

/** Nothing is done, and why. */
export async function refuse(context: Turn, incoming: Incoming, text: string): Promise<void> {
  const isTap = incoming.kind === 'tap' || incoming.kind === 'unclear-tap';
  if (incoming.kind === 'file-consent' || (isTap && incoming.invoke)) await answerInvoke(context, { text });
  else if (incoming.kind === 'text' || isTap) await context.sendActivity(text);
}

/** Something broke: the person reads what is true, and whom to ring. */
export async function apologise(context: Turn, incoming: Incoming, deps: Services): Promise<void> {
  const text = `Not saved. Please try again in a minute, or ring ${deps.pack.phones.urgent}. ${deps.pack.emergency}`;
  try {
    if (incoming.kind === 'file-consent') await context.sendActivity(text);
    if (context.activity.type === 'invoke') await answerInvoke(context, { text });
    else if (incoming.kind === 'text' || incoming.kind === 'tap') await context.sendActivity(text);
  } catch (error) {
    deps.log.error({ event: 'apology.failed', err: error });
  }
}
