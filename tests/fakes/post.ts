import { isJson, type Json, textOf } from './wire.ts';

/** What the bot answered to one activity. */
export interface Answer {
  /** Of the HTTP response. */
  readonly status: number;
  readonly body: unknown;
  /** The card of an invoke response. */
  readonly card?: Json;
  /** The sentence of an invoke response that is a message or an error. */
  readonly message?: string;
}

/** Teams gives a bot about this long, then sends again. */
const patienceOfTeams = 15_000;

/** Sends exactly these bytes to the bot, as Teams does, with its token where there is one. */
export async function post(base: string, body: string, authorization?: string): Promise<Answer> {
  const response = await fetch(`${base}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(authorization === undefined ? {} : { authorization }),
    },
    body,
    signal: AbortSignal.timeout(patienceOfTeams),
  });
  return read(response.status, await response.text());
}

function read(status: number, text: string): Answer {
  const body = parsed(text);
  if (!isJson(body)) return { status, body };
  const type = textOf(body.type);
  if (type === 'application/vnd.microsoft.card.adaptive' && isJson(body.value))
    return { status, body, card: body.value };
  const message = isJson(body.value) ? textOf(body.value.message) : textOf(body.value);
  return message === undefined ? { status, body } : { status, body, message };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
