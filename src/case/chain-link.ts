import { z } from 'zod';

/** A SHA-256 in hexadecimal. */
export const Hash = z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 hexadecimal digits');

/**
 * The link that binds one event to all events before it. `facts`: the commitment to each fact that the same write added
 * or changed (a commitment is a salted hash); null for a fact that it removed.
 */
export const ChainLink = z.object({ hash: Hash, facts: z.record(z.string(), Hash.nullable()).optional() });

export type ChainLink = z.infer<typeof ChainLink>;
