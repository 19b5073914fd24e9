import { z } from 'zod';
import type { Place, Sender } from '../actions/context.ts';
import { type FileConsent, readFileConsent } from '../actions/file-consent.ts';
import type { Press } from '../actions/perform.ts';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Envelope } from '../cards/verb.ts';
import { byVerb } from './actions.ts';

const Named = z.object({ id: z.string() });

/** The parts of an activity that are used, as they come in after authentication. */
const Raw = z.object({
  type: z.string(),
  id: z.string().default(''),
  timestamp: z.unknown().optional(), // the SDK makes a date of it
  name: z.string().optional(),
  text: z.string().optional(),
  value: z.unknown().optional(),
  replyToId: z.string().optional(),
  serviceUrl: z.string(),
  action: z.string().optional(),
  from: z.object({
    id: z.string(),
    aadObjectId: z.string().optional(),
    name: z
      .string()
      .default('')
      .transform((name) => name.toWellFormed()),
  }),
  conversation: z.object({ id: z.string(), conversationType: z.string().optional(), tenantId: z.string().optional() }),
  channelData: z
    .object({ tenant: Named.optional(), team: Named.optional(), eventType: z.string().optional() })
    .optional(),
  entities: z.array(z.unknown()).optional(),
});

/** `mended`: half a character in what was written was replaced by U+FFFD. */
export type Incoming = { place: Place; sender: Sender; activityId: string; mended: boolean } & (
  | { kind: 'installed' }
  | { kind: 'text'; text: string }
  | { kind: 'tap'; press: Press; envelope: Envelope; invoke: boolean; onMessage: string | undefined }
  | { kind: 'unclear-tap'; invoke: boolean }
  | { kind: 'file-consent'; consent: FileConsent | undefined } // undefined: it cannot be read
  | { kind: 'edited' | 'deleted'; mark: string } // a message of theirs, without a word of it; `mark`: of this very event
  | { kind: 'nothing' }
);

/**
 * What a pressed button says, as far as the door reads it. Everything in it may be forged or old: it names things, it proves nothing.
 * What else it carries is read by its verb.
 */
const Pressed = Envelope.extend({
  verb: z.string().refine((name) => byVerb.has(name)),
  case: CaseId.optional(),
});

const ActionExecute = z.object({ action: z.object({ verb: z.string(), data: z.unknown().optional() }) });

/** Reads an activity. @returns undefined for one that is not understood or has no authenticated person in it */
export function readIncoming(activity: unknown): Incoming | undefined {
  const parsed = Raw.safeParse(activity);
  if (!parsed.success) return undefined;
  const raw = parsed.data;
  const id = StaffId.safeParse(raw.from.aadObjectId);
  if (!id.success) return undefined;
  const common = {
    place: placeOf(raw),
    sender: { id: id.data, teamsId: raw.from.id, name: raw.from.name },
    activityId: raw.id,
    mended: false,
  };
  if (raw.type === 'installationUpdate') return { ...common, kind: raw.action === 'remove' ? 'nothing' : 'installed' };
  if (raw.type === 'invoke' && raw.name === 'adaptiveCard/action') {
    const { success, data: value } = ActionExecute.safeParse(raw.value);
    if (!success) return { ...common, kind: 'unclear-tap', invoke: true };
    const { verb, data } = value.action;
    const carried = { ...(typeof data === 'object' ? data : {}), verb };
    return tapped(common, carried, { invoke: true, onMessage: raw.replyToId });
  }
  if (raw.type === 'invoke' && raw.name === 'fileConsent/invoke')
    return { ...common, kind: 'file-consent', consent: readFileConsent(raw.value) };
  const kind = changeOf(raw);
  if (kind) return { ...common, kind, mark: `${kind} ${raw.id} ${JSON.stringify(raw.timestamp)}` };
  if (raw.type !== 'message') return { ...common, kind: 'nothing' };
  if (typeof raw.value === 'object' && raw.value !== null)
    return tapped(common, raw.value, { invoke: false, onMessage: raw.replyToId });
  const text = (raw.text ?? '').toWellFormed();
  return { ...common, kind: 'text', text: withoutMentions(text, raw.entities), mended: text !== (raw.text ?? '') };
}

/** What became of a message that was sent before. A deletion that is taken back, and any other change, is no news. */
function changeOf({ type, channelData }: z.infer<typeof Raw>): 'edited' | 'deleted' | undefined {
  const { eventType } = channelData ?? {};
  if (type === 'messageUpdate' && eventType === 'editMessage') return 'edited';
  return type === 'messageDelete' && eventType === 'softDeleteMessage' ? 'deleted' : undefined;
}

type Common = Pick<Incoming, 'place' | 'sender' | 'activityId' | 'mended'>;

function tapped(common: Common, data: object, how: { invoke: boolean; onMessage: string | undefined }): Incoming {
  const pressed = Pressed.safeParse(data);
  if (!pressed.success) return { ...common, kind: 'unclear-tap', invoke: how.invoke };
  const { verb, case: _, ...envelope } = pressed.data;
  const written = inputsIn(data);
  const typed = Object.fromEntries(written.map(([field, text]) => [field, text.toWellFormed()]));
  const mended = written.some(([, text]) => !text.isWellFormed());
  return { ...common, kind: 'tap', press: { verb, data, typed }, envelope, ...how, mended };
}

/** What was written in the boxes: their ids end in `__` and a number, so that a box shown again is a new one. */
const inputsIn = (data: object): [field: string, text: string][] =>
  Object.entries(data).flatMap(([key, value]: [string, unknown]) => {
    const field = /^([a-z-]{1,40})__\d{1,9}$/.exec(key)?.[1];
    return field && typeof value === 'string' ? [[field, value]] : [];
  });

function placeOf(raw: z.infer<typeof Raw>): Place {
  const { id, conversationType, tenantId } = raw.conversation;
  const kind = conversationType === 'personal' ? 'personal' : conversationType === 'channel' ? 'channel' : 'group';
  return {
    kind,
    conversationId: id,
    channelId: id.split(';messageid=')[0] ?? id,
    tenantId: raw.channelData?.tenant?.id ?? tenantId ?? '',
    teamId: raw.channelData?.team?.id,
    serviceUrl: raw.serviceUrl,
  };
}

const Mention = z.object({ type: z.literal('mention'), text: z.string() });

/** Leaves out what Teams put in for a mention. What only looks like one was typed, and stays. */
function withoutMentions(text: string, entities: unknown[] = []): string {
  const mentions = new Set(
    entities.map((entity) => Mention.safeParse(entity)).flatMap(({ success, data }) => (success ? [data.text] : [])),
  );
  return text.replace(/<at\b[^<>]*>[^<]*<\/at>/g, (found) => (mentions.has(found) ? '' : found)).trim();
}
