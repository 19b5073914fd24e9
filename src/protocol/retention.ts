import { z } from 'zod';
import { Duration, msIn } from '../base/time.ts';
import { Text } from './condition.ts';

const Period = Duration.refine((length) => msIn(length) > 0, 'must be longer than nothing');

/**
 * How long personal facts are kept. `source`: who set the periods, printed wherever they are used. Each counts from the last time that
 * somebody did something: to a draft, to a decided case; `accessLog` from the reading.
 * @source Trace A24: the protocol says nothing on retention
 */
export const Retention = z.strictObject({ source: Text, drafts: Period, decided: Period, accessLog: Period });
export type Retention = z.infer<typeof Retention>;
