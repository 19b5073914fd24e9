import { isJson, type Json, textOf } from './wire.ts';

/** The bot's answer to one activity. */
export interface Answer {
  /** The status of the HTTP response. */
  readonly status: number;
  readonly body: unknown;
  /** The card of an invoke response. */
  readonly card?: Json;
  /** The text of an invoke response that is a message or an error. */
  readonly message?: string;
}

/** Teams waits 15 seconds. A test on a busy machine waits longer: what it says must not depend on who else computes. */
const patienceOfTests = 90_000;

/** Sends exactly this body to the bot, as Teams does, with a token if given. @param patience how long it waits, in ms */
export async function post(
  base: string,
  body: string,
  authorization?: string,
  patience = patienceOfTests,
): Promise<Answer> {
  const response = await fetch(`${base}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body,
    signal: AbortSignal.timeout(patience),
  });
  return answerFrom(response.status, parsedOrText(await response.text()));
}

/** @param body of the HTTP response, which is the value of an invoke response */
export function answerFrom(status: number, body: unknown): Answer {
  if (!isJson(body)) return { status, body };
  const type = textOf(body.type);
  if (type === 'application/vnd.microsoft.card.adaptive' && isJson(body.value))
    return { status, body, card: body.value };
  const message = isJson(body.value) ? textOf(body.value.message) : textOf(body.value);
  return message === undefined ? { status, body } : { status, body, message };
}

function parsedOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
