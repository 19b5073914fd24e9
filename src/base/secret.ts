import { randomBytes } from 'node:crypto';

/** 32 random bytes in base64url, which nobody can guess. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
