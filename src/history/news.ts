import { z } from 'zod';
import { eventByPerson } from './entry.ts';

/**
 * Somebody at the MASH must read news that comes in on a decided case. `upTo`: how many pieces of news the case had
 * when they read it.
 */
export const newsEvents = [eventByPerson('NewsRead', { upTo: z.int() })] as const;
