import { z } from 'zod';
import type { ConversationPlace, Sender } from '../actions/context.ts';
import type { Press } from '../actions/perform.ts';
import { StaffId } from '../base/people.ts';
import { Envelope } from '../cards/verb.ts';
import { actionsByVerb } from './slots.ts';

/** A field that is null or malformed counts as absent: one odd field must not lose what a person said. */
const text = z.string().optional().catch(undefined);
const withId = z.object({ id: text }).optional().catch(undefined);

/** The parts of an authenticated activity that we use. */
const Raw = z.object({
  type: z.string(),
  id: text,
  timestamp: z.unknown().optional(), // the SDK turns it into a Date
  name: text,
  text,
  value: z.unknown().optional(),
  replyToId: text,
  serviceUrl: z.string(),
  action: text,
  from: z.object({ id: text, aadObjectId: z.unknown(), name: text }).catch({ aadObjectId: undefined }),
  conversation: z.object({
    id: z.string().min(1),
    conversationType: text,
    tenantId: text,
    isGroup: z.boolean().optional().catch(undefined),
  }),
  channelData: z.object({ tenant: withId, team: withId, eventType: text }).optional().catch(undefined),
  entities: z.array(z.unknown()).optional().catch(undefined),
  attachments: z
    .array(z.object({ contentType: text }))
    .optional()
    .catch(undefined), // the words are one of them, too
});

type Raw = z.infer<typeof Raw>;

/** `mended` says that the text contained half a character (a lone surrogate), which was replaced by U+FFFD. */
export type Incoming = { place: ConversationPlace; sender: Sender; activityId: string; mended: boolean } & (
  | { kind: 'installed' }
  | { kind: 'text'; text: string; hasFile: boolean } // a picture or file beside the words, which is not read
  | { kind: 'press'; press: Press; envelope: Envelope; invoke: boolean; onMessage: string | undefined }
  | { kind: 'unclear-press'; invoke: boolean }
  | { kind: 'edited' | 'deleted'; mark: string } // one of the person's messages, without its text; `mark` identifies this event
  | { kind: 'nothing' }
);

/** An activity that cannot be handled. `place` is where somebody waits for an answer to it. */
export interface Unread {
  kind: 'unread';
  why: 'no-person' | 'no-place' | 'not-an-activity';
  place: ConversationPlace | undefined;
}

/**
 * The part of a pressed button's data that is read here. All of it may be forged or old: it names things but proves
 * nothing. The button's verb reads the rest.
 */
const Pressed = Envelope.extend({ verb: z.string().refine((name) => actionsByVerb.has(name)) });

const ActionExecute = z.object({ action: z.object({ verb: z.string(), data: z.unknown().optional() }) });

/** Reads an activity of an authenticated person. */
export function readIncoming(activity: unknown): Incoming | Unread {
  const parsed = Raw.safeParse(activity);
  if (!parsed.success) {
    const why = parsed.error.issues.some(({ path }) => path[0] === 'conversation') ? 'no-place' : 'not-an-activity';
    return { kind: 'unread', why, place: undefined };
  }
  const raw = parsed.data;
  const person = StaffId.safeParse(raw.from.aadObjectId);
  if (!person.success) return { kind: 'unread', why: 'no-person', place: placeOf(raw) };
  const id = person.data;
  const common = {
    place: placeOf(raw),
    // `teamsId` is the id that Teams itself uses for the person; if it gave none, the Entra id
    sender: { id, teamsId: raw.from.id ?? id, name: (raw.from.name ?? '').toWellFormed() },
    activityId: raw.id ?? '',
    mended: false,
  };
  if (raw.type === 'installationUpdate') return { ...common, kind: raw.action === 'remove' ? 'nothing' : 'installed' };
  if (raw.type === 'invoke' && (raw.name ?? cardAction) === cardAction) return pressed(raw, common);
  const kind = changeOf(raw);
  if (kind) return { ...common, kind, mark: `${kind} ${common.activityId} ${JSON.stringify(raw.timestamp)}` };
  if (raw.type !== 'message') return { ...common, kind: 'nothing' };
  return pressedInOldClient(raw, common) ?? typed(raw, common);
}

const cardAction = 'adaptiveCard/action';

function pressed({ value, replyToId: onMessage }: Raw, common: Common): Incoming {
  const { success, data: execute } = ActionExecute.safeParse(value);
  if (!success) return { ...common, kind: 'unclear-press', invoke: true };
  const { verb, data } = execute.action;
  const carried = { ...(typeof data === 'object' ? data : {}), verb };
  return pressIn(common, carried, { invoke: true, onMessage });
}

/**
 * Reads a press from a client that knows only Action.Submit.
 * @returns undefined if it is no press: it has no button data, or it has text and data that cannot be read
 */
function pressedInOldClient({ value, text: words, replyToId: onMessage }: Raw, common: Common) {
  if (typeof value !== 'object' || value === null) return undefined;
  const press = pressIn(common, value, { invoke: false, onMessage });
  return press.kind === 'unclear-press' && words ? undefined : press;
}

function typed({ text: words = '', entities, attachments = [] }: Raw, common: Common): Incoming {
  const whole = words.toWellFormed();
  const hasFile = attachments.some(({ contentType = '' }) =>
    /^(image|audio|video)\/|file\.download\.info$/.test(contentType),
  );
  return { ...common, kind: 'text', text: withoutMentions(whole, entities), hasFile, mended: whole !== words };
}

/** Whether an earlier message was edited or deleted. Undoing a deletion, and any other change, does not count. */
function changeOf({ type, channelData }: Raw): 'edited' | 'deleted' | undefined {
  const { eventType } = channelData ?? {};
  if (type === 'messageUpdate' && eventType === 'editMessage') return 'edited';
  return type === 'messageDelete' && eventType === 'softDeleteMessage' ? 'deleted' : undefined;
}

type Common = Pick<Incoming, 'place' | 'sender' | 'activityId' | 'mended'>;

function pressIn(common: Common, carried: object, how: { invoke: boolean; onMessage: string | undefined }): Incoming {
  const data = Object.fromEntries(Object.entries(carried).filter(([, value]) => value !== null));
  const press = Pressed.safeParse(data);
  if (!press.success) return { ...common, kind: 'unclear-press', invoke: how.invoke };
  const { verb, ...envelope } = press.data;
  const inputs = inputsIn(data);
  const typed = Object.fromEntries(inputs.map(([field, text]) => [field, text.toWellFormed()]));
  const mended = inputs.some(([, text]) => !text.isWellFormed());
  return { ...common, kind: 'press', press: { verb, data, typed }, envelope, ...how, mended };
}

/**
 * The text in the card's inputs. Their ids end in `__` and a number, so that an input that is shown again counts as a
 * new one.
 */
const inputsIn = (data: object): [field: string, text: string][] =>
  Object.entries(data).flatMap(([key, value]: [string, unknown]) => {
    const field = /^([a-z][a-z\d-]{0,39})__\d{1,9}$/.exec(key)?.[1];
    return field && typeof value === 'string' ? [[field, value]] : [];
  });

function placeOf(raw: Raw): ConversationPlace {
  const { id, tenantId } = raw.conversation;
  return {
    kind: kindOfPlace(raw),
    conversationId: id,
    channelId: id.split(';messageid=')[0] ?? id,
    tenantId: raw.channelData?.tenant?.id ?? tenantId ?? '',
    teamId: raw.channelData?.team?.id,
    serviceUrl: raw.serviceUrl,
  };
}

/**
 * The kind of conversation. If Teams does not say: a conversation with a team is a channel, and one whose id begins
 * with `a:` is a 1:1 chat.
 */
function kindOfPlace({ conversation, channelData }: Raw): ConversationPlace['kind'] {
  const { id, conversationType, isGroup = false } = conversation;
  if (conversationType === 'personal' || conversationType === 'channel') return conversationType;
  if (conversationType !== undefined) return 'group';
  if (channelData?.team?.id !== undefined) return 'channel';
  return id.startsWith('a:') && !isGroup ? 'personal' : 'group';
}

const Mention = z.object({ type: z.literal('mention'), text: z.string() });

/** Removes the mentions that Teams inserted. Text that only looks like a mention was typed by the person, and stays. */
function withoutMentions(text: string, entities: unknown[] = []) {
  const mentions = new Set(
    entities.map((entity) => Mention.safeParse(entity)).flatMap(({ success, data }) => (success ? [data.text] : [])),
  );
  return text.replace(/<at\b[^<>]*>[^<]*<\/at>/g, (tag) => (mentions.has(tag) ? '' : tag)).trim();
}
