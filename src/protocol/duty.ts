import { z } from 'zod';
import { SomeTime } from './condition.ts';

const Clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 10:00');

/**
 * How being on duty is timed. `shift`: how long somebody is on duty who says no end. `recall`: how long before the end they are asked
 * whether they stay; `stayOn`: so much longer they then stay, unless they say until when. `horizon`: how far ahead gaps are shown.
 * `testAlarm`: begins `every` so long, at this time in London on a working day (`any`: at once); who has not pressed within `answerWithin`
 * is named to the administrators.
 */
export const DutyRules = z.strictObject({
  shift: SomeTime.prefault('PT12H'),
  recall: SomeTime.prefault('PT30M'),
  stayOn: SomeTime.prefault('PT2H'),
  horizon: SomeTime.prefault('P7D'),
  testAlarm: z
    .strictObject({
      every: SomeTime.prefault('P28D'),
      at: z.union([z.literal('any'), Clock]).default('10:00'),
      answerWithin: SomeTime.prefault('P1D'),
    })
    .prefault({}),
});
export type DutyRules = z.infer<typeof DutyRules>;
