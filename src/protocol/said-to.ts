import { z } from 'zod';
import { Id, Text } from './condition.ts';

/**
 * What the workers of one agency are told in words of their own: schools have a "designated safeguarding lead" and no "designated
 * officer". What is not named here is said to them as to everybody.
 */
export const SaidTo = z.record(
  Id, // an agency
  z.strictObject({
    fields: z.record(Id, z.strictObject({ label: Text, short: Text }).partial()).default({}),
    forms: z.record(Id, z.strictObject({ title: Text, heading: Text, help: Text }).partial()).default({}),
    contacts: z.record(Id, z.strictObject({ name: Text, note: Text }).partial()).default({}),
  }),
);
export type SaidTo = z.infer<typeof SaidTo>;
