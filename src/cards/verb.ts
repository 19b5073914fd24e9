import { z } from 'zod';

/**
 * What a button asks for, as data: its name, what the button carries, and what is typed beside it. Any card may make a button of it.
 * A card that was sent years ago stays clickable, so every schema takes each payload that was ever sent.
 */
export interface Verb<
  Name extends string = string,
  Data extends z.ZodRawShape = z.ZodRawShape,
  Inputs extends z.ZodRawShape = z.ZodRawShape,
> {
  name: Name;
  data: z.ZodObject<Data>;
  inputs: z.ZodObject<Inputs>;
}

// biome-ignore lint/complexity/noBannedTypes: an empty shape
type Nothing = {};

export function verb<
  const Name extends string,
  Data extends z.ZodRawShape = Nothing,
  Inputs extends z.ZodRawShape = Nothing,
>(name: Name, data?: Data, inputs?: Inputs): Verb<Name, Data, Inputs> {
  return { name, data: z.object(data ?? ({} as Data)), inputs: z.object(inputs ?? ({} as Inputs)) };
}

/** A box in which somebody writes. One left empty is not in the data at all. */
export const typed = z.string().default('');
/** How often a form was shown again: its boxes get new ids by it. */
export const attempt = z.int().default(0);

/** The lists of the MASH desk. */
export const lists = ['open', 'due', 'mine', 'overdue'] as const;
export type ListName = (typeof lists)[number];

/** Where an answer goes, which is no action's business. What of it cannot be read is left out: the press counts all the same. */
export const Envelope = z.object({
  below: z.boolean().optional().catch(undefined), // below the card, which stays as it is
  list: z
    .enum([...lists, 'desk'])
    .optional()
    .catch(undefined), // pressed on a list of the desk, or on what stands in its place
  page: z.int().min(0).max(1000).optional().catch(undefined),
});
export type Envelope = z.infer<typeof Envelope>;
