import { z } from 'zod';

/** What Microsoft calls nullable is absent, and so is what cannot be read: one odd field must not shut the door on a person. */
const lenient = <T extends z.ZodType>(kind: T) =>
  kind
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined);

const text = lenient(z.string());
const id = lenient(z.string().regex(/^[\x20-\x7e]*$/)); // it becomes part of an address, and a header
const Account = lenient(z.looseObject({ id, name: text, aadObjectId: text, role: text }));

/** Without these nobody could be answered. */
const needed = {
  type: z.string().min(1),
  serviceUrl: z
    .string()
    .nullish()
    .transform((url) => url ?? ''), // none: an address that may not be called
  channelId: z
    .string()
    .nullish()
    .transform((channel) => channel ?? undefined),
};

/** What the SDK takes for granted before it has authenticated anybody, and what it copies into each reply, which could then not be sent. */
const Activity = z.looseObject({
  ...needed,
  id,
  locale: text,
  from: Account,
  recipient: Account,
  conversation: lenient(
    z.looseObject({
      id,
      name: text,
      conversationType: text,
      tenantId: text,
      role: text,
      isGroup: lenient(z.boolean()),
    }),
  ),
});

/** An activity as the SDK may have it, or the name of the field for which it is none. */
export function readActivity(body: object): { activity: z.output<typeof Activity> } | { odd: string } {
  const { success, data, error } = Activity.safeParse(body);
  return success ? { activity: data } : { odd: String(error.issues[0]?.path[0] ?? 'activity') };
}
