import { z } from 'zod';

/** Treats a null or malformed field as absent: one odd field must not shut a person out. */
const lenient = <T extends z.ZodType>(kind: T) =>
  kind
    .nullish()
    .catch(undefined)
    .transform((value) => value ?? undefined);

const text = lenient(z.string());
const id = lenient(z.string().regex(/^[\x20-\x7e]*$/)); // becomes part of a URL and of a header
const Account = lenient(z.looseObject({ id, name: text, aadObjectId: text, role: text }));

/** The fields without which nobody could be answered. */
const needed = {
  type: z.string().min(1),
  serviceUrl: z
    .string()
    .nullish()
    .transform((url) => url ?? ''), // an empty address is refused later
  channelId: z
    .string()
    .nullish()
    .transform((channel) => channel ?? undefined),
};

/**
 * The fields that the SDK relies on before it has authenticated anybody, or that it copies into each reply. A malformed
 * one would break the reply.
 */
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

/** Reads an activity so that the SDK can handle it. Otherwise returns the name of the malformed field. */
export function readActivity(body: object): { activity: z.output<typeof Activity> } | { odd: string } {
  const { success, data, error } = Activity.safeParse(body);
  return success ? { activity: data } : { odd: String(error.issues[0]?.path[0] ?? 'activity') };
}
