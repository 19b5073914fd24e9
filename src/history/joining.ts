import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import { Instant } from '../base/time.ts';
import { done, happened } from './entry.ts';

/**
 * A call that the MASH wrote down and the referrer's own record of the same call become one case, by a person's word. `CallJoined` stands on
 * the case that is kept, with what it takes over of the call: its clock, who had it (`takenBy`), since when it was urgent, whether
 * somebody of the MASH had acted on it, and that somebody claims to be family or was seen (`alarms`). `JoinedInto` stands on the call. Undone, both say so; without `by` the bot did it, because the
 * call was decided, or joined elsewhere, in that moment.
 */
export const joiningEvents = [
  done('CallJoined', {
    from: CaseId,
    clockStart: Instant,
    decisionDue: Instant,
    takenBy: StaffId.optional(),
    urgentSince: Instant.optional(),
    acted: z.literal(true).optional(),
    alarms: z.array(z.enum(['family', 'visitor'])).optional(),
  }),
  done('JoinedInto', { into: CaseId }),
  happened('JoinUndone', { other: CaseId, by: StaffId.optional() }),
] as const;
