import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { eventByItself, eventByPerson } from './entry.ts';

/**
 * A person joins a call that the MASH wrote down with the referrer's own record of the same call. `CallJoined` is an
 * event of the case that goes on. It holds what the case takes over from the call: its clock, who had it (`takenBy`),
 * since when it was urgent, whether somebody at the MASH had acted on it, and whether somebody claimed to be family or
 * a visitor or stranger was seen (`alarms`). `JoinedInto` is the event of the call. If the join is undone, both record
 * `JoinUndone`. It has no `by` if the bot undid the join, because the call was decided or joined elsewhere at the same
 * moment.
 */
export const joiningEvents = [
  eventByPerson('CallJoined', {
    from: CaseId,
    clockStart: Instant,
    decisionDue: Instant,
    takenBy: StaffId.optional(),
    urgentSince: Instant.optional(),
    acted: z.literal(true).optional(),
    alarms: z.array(z.enum(['family', 'visitor'])).optional(),
  }),
  eventByPerson('JoinedInto', { into: CaseId }),
  eventByItself('JoinUndone', { other: CaseId, by: StaffId.optional() }),
] as const;
