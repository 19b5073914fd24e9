/** What travels between Teams and a bot, as far as the tests look at it. Written out here so that the fake owes nothing to the SDK. */

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

/** An activity Teams has accepted from the bot: it has an id and stands in a conversation (in a channel, in a thread). */
export type Delivered = Activity & { id: string; conversation: { id: string; [more: string]: unknown } };

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

export const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

/** The Adaptive Card of an activity, where it has one. */
export function cardOf(activity: Activity): Json | undefined {
  const card = activity.attachments?.find(
    (each) => each.contentType === 'application/vnd.microsoft.card.adaptive',
  )?.content;
  return isJson(card) ? card : undefined;
}
