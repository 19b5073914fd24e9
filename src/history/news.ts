import { z } from 'zod';
import { done } from './entry.ts';

/** Somebody at the MASH must read news that comes in on a decided case. `upTo`: how many pieces of news the case had when they read it. */
export const newsEvents = [done('NewsRead', { upTo: z.int() })] as const;
