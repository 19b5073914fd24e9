import { z } from 'zod';
import { Id, Text } from './condition.ts';

/**
 * Words for one agency that differ from the words for everybody: schools have a "designated safeguarding lead" and no
 * "designated officer".
 */
export const AgencyWords = z.record(
  Id, // an agency
  z.strictObject({
    fields: z.record(Id, z.strictObject({ label: Text, short: Text }).partial()).default({}),
    forms: z.record(Id, z.strictObject({ title: Text, heading: Text, help: Text }).partial()).default({}),
    contacts: z.record(Id, z.strictObject({ name: Text, note: Text }).partial()).default({}),
  }),
);
export type AgencyWords = z.infer<typeof AgencyWords>;
