import { z } from 'zod';
import { SomeTime, Text } from './condition.ts';

/**
 * How long personal facts are kept. `source`: who set the periods, printed wherever they are used. Each counts from the last time that
 * somebody did something: to a draft, to a decided case; `accessLog` from the reading.
 * @source Trace A24: the protocol says nothing on retention
 */
export const Retention = z.strictObject({ source: Text, drafts: SomeTime, decided: SomeTime, accessLog: SomeTime });
export type Retention = z.infer<typeof Retention>;
