import { z } from 'zod';
import { StaffId } from '../../base/people.ts';
import { Instant } from '../../base/time.ts';
import { document } from '../../store/change.ts';

/** The people who have confirmed an address outside Teams. The address itself is stored with the person. */
export const Outsiders = z.object({ people: z.array(StaffId) });
export type Outsiders = z.infer<typeof Outsiders>;

export const noOutsiders: Outsiders = { people: [] };

export const outsidersIn = document('outside', Outsiders, noOutsiders);

/** People who have answered a test message in their own chat, the latest last: they can be chosen by name, though they are not in the team. */
const Reached = z.object({
  people: z.array(z.object({ id: StaffId, name: z.string(), tenantId: z.string(), at: Instant })),
});
const noneReached: z.infer<typeof Reached> = { people: [] };
export const reachedIn = document('reached', Reached, noneReached);
