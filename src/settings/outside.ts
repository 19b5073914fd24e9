import { z } from 'zod';
import { StaffId } from '../base/people.ts';

/** Who has an address outside Teams that they confirmed. The address itself lies with the person. */
export const Outsiders = z.object({ kind: z.literal('settings'), id: z.literal('outside'), people: z.array(StaffId) });
export type Outsiders = z.infer<typeof Outsiders>;

export const noOutsiders: Outsiders = { kind: 'settings', id: 'outside', people: [] };
