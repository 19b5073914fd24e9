import type { TurnContext } from 'botbuilder';
import type { ConversationPlace, Reply, ReplyMessage, Services } from '../actions/context.ts';
import type { Machine } from '../base/machine.ts';
import { deletedCard, mendedWords, replacedCard, withNoteAbove } from '../cards/helpful.ts';
import { type CaseRecord, draftOf } from '../case/record.ts';
import { isShown } from '../case/standing.ts';
import { happened } from '../history/events.ts';
import type { Incoming } from './incoming.ts';
import type { Replies } from './replies.ts';
import { withoutReceipt } from './slots.ts';
import { showOwnCase } from './surfaces.ts';

/**
 * The part of the SDK's context that we use. The SDK revokes it when the turn ends, so only presses are answered
 * through it.
 */
export type Turn = Pick<TurnContext, 'activity' | 'sendActivity'>;

/** The ways to answer one turn. None of them waits for Teams longer than a person would. */
export interface Responder {
  /**
   * Sends messages into the conversation. Everything is stored by now, so a failure here must not be reported as "not
   * saved".
   */
  send(reply: Reply): Promise<void>;
  /** Answers a press in its own response. A typed message has no such response. */
  answer(message: ReplyMessage): Promise<void>;
  /** Replaces a message in the conversation. @throws when Teams does not do it at once */
  putInPlace(id: string, message: ReplyMessage): Promise<void>;
}

type Deps = Services & { machine: Machine; replies: Replies };

const mayTakeMs = 2_000; // how long a turn waits for Teams, from its beginning; the rest is sent later

/** @param begun when the turn began, in the machine's ticks */
export function responderFor(
  turn: Turn,
  place: ConversationPlace,
  deps: Deps,
  begun = deps.machine.ticks(),
): Responder {
  const putInPlace: Responder['putInPlace'] = async (id, message) => {
    if ('card' in message) await deps.teams.update(place.serviceUrl, place.conversationId, id, message.card);
  };
  return {
    putInPlace,
    send: (reply) =>
      deps.replies.send(place, reply, {
        log: deps.log,
        waitMs: begun + mayTakeMs - deps.machine.ticks(),
        currentReply: (about) => currentReplyOf(about, deps),
        keep: (about, activityId) => keep(about, activityId, { putInPlace }, deps),
      }),
    answer: (message) => answerInvoke(turn, message),
  };
}

/** Answers a press; does nothing for a typed message. */
export async function answerInvoke(turn: Turn, message: ReplyMessage) {
  if (turn.activity.type !== 'invoke') return;
  await turn.sendActivity({ type: 'invokeResponse', value: { status: 200, body: invokeBody(message) } });
}

type AboutCase = NonNullable<ReplyMessage['keeps']>;

/**
 * The case as it is now. Nothing if there is no draft left to continue, or if the worker has sent the receipt
 * meanwhile.
 */
async function currentReplyOf({ caseId, as }: AboutCase, deps: Services) {
  const record = await deps.cases.load(caseId);
  if (!record) return [];
  if (as === 'draft') return (draftOf(record) && withoutReceipt(record, deps.pack, true)) ?? [];
  return record.said.receipt ? [] : showOwnCase(record, deps).map((message) => ({ ...message, keeps: { caseId, as } }));
}

/**
 * Stores in the case which message shows its draft or receipt. If the draft has been sent or deleted meanwhile, the
 * message is replaced. So is a receipt if the worker has already sent one: a case has only one live receipt.
 */
async function keep(
  { caseId, as }: AboutCase,
  activityId: string,
  answers: Pick<Responder, 'putInPlace'>,
  deps: Services,
) {
  const isAnother = (receipt: string | undefined) => receipt !== undefined && receipt !== activityId;
  const noted = await deps.cases.change<CaseRecord>(caseId, (record) => {
    const { said } = record;
    if (as === 'receipt' && isAnother(said.receipt)) return { result: record };
    const next = as === 'receipt' ? { ...said, receipt: activityId } : { ...said, draft: [...said.draft, activityId] };
    return { record: { ...record, said: next }, result: record };
  });
  if (!noted || (as === 'receipt' ? !isAnother(noted.said.receipt) : draftOf(noted))) return;
  const sent = replacedCard(caseId, deps.pack, as === 'receipt' ? 'another message here' : 'further down');
  const card = happened(noted.events, 'DraftWithdrawn') ? deletedCard(deps.pack, isShown(noted)) : sent;
  await answers.putInPlace(activityId, { card }).catch(() => deps.log.warn({ event: 'update.failed', ref: caseId }));
}

/**
 * Answers a press with the next card. A draft's card first replaces the message in the chat, so that it is still there
 * after a reload. That has to come before the answer: a later update would wipe what the referrer has begun to type.
 */
export async function answerWith(answers: Responder, reply: Reply, onMessage: string | undefined) {
  const last = reply.at(-1);
  if (!last) return;
  if (onMessage && last.storeInChat) await answers.putInPlace(onMessage, last).catch(() => undefined);
  await answers.answer(last);
}

/** For clients that know only Action.Submit: updates the pressed message, or sends a new one if that fails. */
export async function replaceOrSend(
  answers: Responder,
  reply: Reply,
  onMessage: string | undefined,
  { log }: Pick<Services, 'log'>,
) {
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

function invokeBody(message: ReplyMessage): object {
  if ('card' in message)
    return { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: message.card };
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: message.text };
}

/** Tells the person that nothing was done, and why. */
export async function respondRefusal(answers: Responder, incoming: Incoming, text: string) {
  await respond(answers, incoming, [{ text }]);
}

/**
 * Answers a press in its response, which needs no call to Teams. Otherwise sends the reply, if there is somebody to
 * answer.
 */
export async function respond(answers: Responder, incoming: Incoming, reply: Reply) {
  const [first] = reply;
  if (first && isAnsweredInResponse(incoming)) await answers.answer(first);
  else if (isAnsweredByMessage(incoming)) await answers.send(reply);
}

export const isAnsweredInResponse = (incoming: Incoming) => 'invoke' in incoming && incoming.invoke;

/** Whether the person typed this, or pressed it where Teams shows nothing of a response. */
export const isAnsweredByMessage = (incoming: Incoming) =>
  incoming.kind === 'text' || ('invoke' in incoming && !incoming.invoke);

/** Something broke: tells the person that nothing was saved, and whom to ring. */
export async function apologise(answers: Responder, incoming: Incoming, deps: Services) {
  const text = `Not saved. Please try again in a minute, or ring ${deps.pack.phones.urgent}. ${deps.pack.emergency}`;
  try {
    await respondRefusal(answers, incoming, text);
  } catch (error) {
    deps.log.error({ event: 'apology.failed', err: error });
  }
}

/** Adds to every answer of this turn that half a character in the message could not be read and was replaced. */
export const withMendedNotes = (answers: Responder): Responder => ({
  send: (reply) => answers.send(reply.map(withNote)),
  answer: (message) => answers.answer(withNote(message)),
  putInPlace: (id, message) => answers.putInPlace(id, withNote(message)),
});

function withNote(message: ReplyMessage): ReplyMessage {
  if ('card' in message) return { ...message, card: withNoteAbove(message.card, mendedWords) };
  return 'text' in message ? { ...message, text: `${message.text}\n\n${mendedWords}` } : message;
}

/** The same responder, which also notes whether it gave any answer. */
export function notingAnswers(answers: Responder): Responder & { isSilent: () => boolean } {
  let isSilent = true;
  const noteAnswer = () => {
    isSilent = false;
  };
  return {
    isSilent: () => isSilent,
    async send(reply) {
      if (reply.length > 0) noteAnswer();
      await answers.send(reply);
    },
    async answer(message) {
      noteAnswer();
      await answers.answer(message);
    },
    async putInPlace(id, message) {
      await answers.putInPlace(id, message);
      noteAnswer();
    },
  };
}
