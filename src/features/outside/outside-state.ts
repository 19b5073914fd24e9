import { z } from 'zod';
import { StaffId } from '../../base/people.ts';
import { document } from '../../store/change.ts';

/** The people who have confirmed an address outside Teams. The address itself is stored with the person. */
export const Outsiders = z.object({ people: z.array(StaffId) });
export type Outsiders = z.infer<typeof Outsiders>;

export const noOutsiders: Outsiders = { people: [] };

export const outsidersIn = document('outside', Outsiders, noOutsiders);
