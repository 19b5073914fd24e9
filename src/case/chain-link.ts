import { z } from 'zod';

/** A SHA-256 in hexadecimal. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');

/**
 * What binds one event to all before it. `facts`: for each fact that came or changed in the same write, the commitment to it; null
 * where it went.
 */
export const ChainLink = z.object({ hash: Hash, facts: z.record(z.string(), Hash.nullable()).optional() });

export type ChainLink = z.infer<typeof ChainLink>;
