import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { PeriodName } from '../base/period.ts';
import { CaseId } from '../base/reference.ts';
import { Duration, Instant, plus } from '../base/time.ts';

/** How long a link to a file lives. */
const linkLife = Duration.parse('PT10M');

/**
 * What a link opens: the author's own copy of a referral, a whole case for the MASH, or the figures of a period for the
 * Board.
 */
export const LinkTarget = z.discriminatedUnion('to', [
  z.object({ to: z.literal('own-copy'), case: CaseId }),
  z.object({ to: z.literal('case-file'), case: CaseId }),
  z.object({ to: z.literal('report'), period: PeriodName }),
]);
export type LinkTarget = z.infer<typeof LinkTarget>;

/** Who was given a link, and what it opens. */
export interface LinkGrant {
  target: LinkTarget;
  author: StaffId; // the person who asked for it
}

/** A link as it is stored. It holds only a hash of the token, so that nobody who reads the store can use the link. */
export const Link = z.object({
  kind: z.literal('link'),
  id: z.string(), // SHA-256 of the token
  target: LinkTarget,
  author: StaffId,
  until: Instant, // the link has expired from this moment on
  spent: Instant.optional(),
});
export type Link = z.infer<typeof Link>;

/** 32 bytes in base64url. The last character carries only four bits, so only these sixteen occur there. */
export const tokenPattern = '[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]';

export const newToken = (): string => randomBytes(32).toString('base64url');

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

export function newLink(token: string, { target, author }: LinkGrant, now: Instant): Link {
  return { kind: 'link', id: hashOfSecret(token), target, author, until: plus(now, linkLife) };
}

export const isLinkAlive = ({ until, spent }: Link, now: Instant): boolean => spent === undefined && now < until;
