/**
 * What travels between Teams and a bot, as far as tests look at it. The fake defines it itself and owes nothing to the
 * SDK.
 */

export type Json = { [name: string]: unknown };

export interface Attachment {
  contentType: string;
  content?: unknown;
}

export interface Activity {
  type: string;
  id?: string;
  text?: string;
  summary?: string;
  value?: unknown;
  replyToId?: string;
  attachments?: Attachment[];
  conversation?: { id: string; [more: string]: unknown };
  [more: string]: unknown;
}

/** An activity that Teams has accepted from the bot, with its id and its conversation (in a channel, its thread). */
export type Delivered = Activity & { id: string; conversation: { id: string; [more: string]: unknown } };

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The Adaptive Card of an activity, if it has one. */
export function cardOf(activity: Activity): Json | undefined {
  const card = activity.attachments?.find(
    (each) => each.contentType === 'application/vnd.microsoft.card.adaptive',
  )?.content;
  return isJson(card) ? card : undefined;
}
