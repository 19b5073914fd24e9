import { z } from 'zod';
import { PositiveDuration, Text } from './condition.ts';

/**
 * How long personal facts are kept. `source`: who set the periods; it is printed wherever they are used. `drafts` and
 * `decided` count from the last time that somebody worked on the draft or the decided case. `accessLog` counts from the
 * moment when somebody read a case. `staff` counts from the last visit of a person who has nothing open and no role in
 * the set-up. `backups` counts from when a backup is made. The protocol says nothing about how long facts are kept.
 */
export const Retention = z.strictObject({
  source: Text,
  ...{ drafts: PositiveDuration, decided: PositiveDuration, accessLog: PositiveDuration },
  staff: PositiveDuration.prefault('P365D'),
  backups: PositiveDuration.prefault('P35D'),
});
export type Retention = z.infer<typeof Retention>;
