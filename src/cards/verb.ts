import { z } from 'zod';
import { CaseId } from '../base/reference.ts';

/**
 * A button's request, as data: its name, the data that the button carries, and the inputs beside it. Any card can make
 * a button of it. A card can be pressed years after it was sent, so from version 1.0 on every schema must accept every
 * payload that was ever sent.
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

/** A verb about one case: its buttons carry the reference, and nothing else. */
export const caseVerb = <const Name extends string>(name: Name) => verb(name, { case: CaseId });

/** A text box. Clients leave out an empty one. */
export const typed = z.string().default('');
/** What cannot be read as that counts as absent. */
export const lenient = <Kind extends z.ZodType>(kind: Kind) => kind.optional().catch(undefined);
/** How often a form was shown again. It is part of the ids of the form's boxes. */
export const attempt = z.int().default(0);

/** A verb that saves a form about one case. */
export const formVerb = <const Name extends string, Inputs extends z.ZodRawShape>(name: Name, inputs: Inputs) =>
  verb(name, { case: CaseId, attempt }, inputs);

/** The lists of the board. */
export const lists = ['open', 'due', 'overdue', 'mine', 'decided', 'assessment', 'closed', 'all'] as const;
export type ListName = (typeof lists)[number];

/**
 * Where the answer appears. Actions do not look at it. A part that cannot be read is dropped, and the press still
 * counts.
 */
export const Envelope = z.object({
  below: lenient(z.boolean()), // the answer comes below the pressed card, which stays unchanged
  list: lenient(z.enum([...lists, 'desk'])), // pressed on a list of the board, or on a card that replaces it
  after: lenient(z.string().max(60)), // the place on the board after which that list begins
  page: lenient(z.int().min(0).max(1000)),
});
export type Envelope = z.infer<typeof Envelope>;
