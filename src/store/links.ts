import { createHash } from 'node:crypto';
import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { PeriodName } from '../base/period.ts';
import { CaseId, newSecret } from '../base/reference.ts';
import { Duration, Instant, plus } from '../base/time.ts';
import type { Store } from './port.ts';

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
const Link = z.object({
  kind: z.literal('link'),
  id: z.string(), // SHA-256 of the token
  target: LinkTarget,
  author: StaffId,
  until: Instant, // the link has expired from this moment on
  spent: Instant.optional(),
});
type Link = z.infer<typeof Link>;

/** How a token looks: 32 bytes in base64url. The last character carries only four bits, so only these sixteen occur there. */
export const tokenPattern = '[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]';

export const hashOfSecret = (secret: string): string => createHash('sha256').update(secret).digest('base64url');

export function newLink(token: string, { target, author }: LinkGrant, now: Instant): Link {
  return { kind: 'link', id: hashOfSecret(token), target, author, until: plus(now, linkLife) };
}

export const isLinkAlive = ({ until, spent }: Link, now: Instant) => spent === undefined && now < until;

/** One-time links. Only the hash of a token is stored. */
export type Links = ReturnType<typeof linksIn>;

export function linksIn(store: Store) {
  async function find(token: string, now: Instant) {
    const stored = await store.read('link', hashOfSecret(token));
    if (!stored) return undefined;
    const link = Link.safeParse(stored.document).data; // one that cannot be read counts as spent
    return link && isLinkAlive(link, now) ? { link, version: stored.version } : undefined;
  }
  return {
    /** @returns the token of a new link, which is shown to the person who asked and stored nowhere */
    async make(given: LinkGrant, now: Instant) {
      const token = newSecret();
      await store.create(newLink(token, given, now)); // it cannot exist already: the token is 256 random bits
      return token;
    },
    /** @returns undefined for a token that is unknown, spent or expired; a stranger cannot tell which */
    alive: async (token: string, now: Instant) => (await find(token, now))?.link,
    /** @returns false when the link was spent or expired, or somebody else was faster */
    async spend(token: string, now: Instant) {
      const live = await find(token, now);
      if (!live) return false;
      const spent = { ...live.link, spent: now };
      return (await store.replace(spent, live.version)).kind === 'saved';
    },
  };
}

/** @returns the address of a page where this person can save the file, once and for ten minutes */
export async function oneTimeLink(
  target: LinkTarget,
  { links, config, by, now }: { links: Links; config: { publicUrl: string }; by: { id: StaffId }; now(): Instant },
) {
  return `${config.publicUrl}/copy/${await links.make({ target, author: by.id }, now())}`;
}
