import { z } from 'zod';
import { done } from './entry.ts';

/** What comes in on a decided case must be read by somebody. `upTo`: how many news the case had when they read them. */
export const newsEvents = [done('NewsRead', { upTo: z.int() })] as const;
