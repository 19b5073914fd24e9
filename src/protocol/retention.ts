import { z } from 'zod';
import { SomeTime, Text } from './condition.ts';

/**
 * How long personal facts are kept. `source`: who set the periods, printed wherever they are used. Each counts from the last time that
 * somebody did something: to a draft, to a decided case; `accessLog` from the reading; `staff` from when somebody was last here who has
 * nothing open and is on no list; `backups` from when a backup is made.
 * @source Trace A24: the protocol says nothing on retention
 */
export const Retention = z.strictObject({
  source: Text,
  ...{ drafts: SomeTime, decided: SomeTime, accessLog: SomeTime },
  staff: SomeTime.prefault('P365D'),
  backups: SomeTime.prefault('P35D'),
});
export type Retention = z.infer<typeof Retention>;
