import { z } from 'zod';
import { ClockTime } from '../base/time.ts';
import { PositiveDuration, Text } from './condition.ts';

/**
 * The timing of duty. `shift`: how long a duty lasts if the person gives no end. `recall`: how long before the end they
 * are asked whether they stay on. `stayOn`: how much longer they then stay, unless they say until when. `horizon`: how
 * far ahead gaps are shown. `testAlarm.every`: how often a test alarm comes. `at`: its time in London, on a working day
 * (`any`: at once, at any hour). `answerWithin`: anybody who has not confirmed it by then is named to the
 * administrators.
 */
export const DutyRules = z.strictObject({
  shift: PositiveDuration.prefault('PT12H'),
  recall: PositiveDuration.prefault('PT30M'),
  stayOn: PositiveDuration.prefault('PT2H'),
  horizon: PositiveDuration.prefault('P7D'),
  testAlarm: z
    .strictObject({
      every: PositiveDuration.prefault('P28D'),
      at: z.union([z.literal('any'), ClockTime]).default('10:00'),
      answerWithin: PositiveDuration.prefault('P1D'),
    })
    .prefault({}),
});
export type DutyRules = z.infer<typeof DutyRules>;

/**
 * How long personal facts are kept. `source`: who set the periods; it is printed wherever they are used. `drafts` and
 * `decided` count from the last time that somebody worked on the draft or the decided case. `accessLog` counts from the
 * moment when somebody read a case. `staff` counts from the last visit of a person who has nothing open and no role in
 * the set-up. `backups` counts from when a backup is made. The protocol says nothing about how long facts are kept.
 */
export const Retention = z.strictObject({
  source: Text,
  drafts: PositiveDuration,
  decided: PositiveDuration,
  accessLog: PositiveDuration,
  staff: PositiveDuration.prefault('P365D'),
  backups: PositiveDuration.prefault('P35D'),
});
export type Retention = z.infer<typeof Retention>;
