import type { Instant } from '../base/time.ts';
import { hashOfSecret, isLinkAlive, Link, type LinkGrant, newLink, newToken } from './link.ts';
import type { Store } from './port.ts';

/** One-time links. Only the hash of a token is stored. */
export interface Links {
  /** @returns the token of a new link, which is shown to the person who asked and stored nowhere */
  make(given: LinkGrant, now: Instant): Promise<string>;
  /** @returns undefined for a token that is unknown, spent or expired; a stranger cannot tell which */
  alive(token: string, now: Instant): Promise<Link | undefined>;
  /** @returns false when the link was spent or expired, or somebody else was faster */
  spend(token: string, now: Instant): Promise<boolean>;
}

export function linksIn(store: Store): Links {
  async function find(token: string, now: Instant): Promise<{ link: Link; version: string } | undefined> {
    const stored = await store.read('link', hashOfSecret(token));
    if (!stored) return undefined;
    const link = Link.safeParse(stored.document).data; // one that cannot be read counts as spent
    return link && isLinkAlive(link, now) ? { link, version: stored.version } : undefined;
  }
  return {
    async make(given, now) {
      const token = newToken();
      await store.create(newLink(token, given, now)); // it cannot exist already: the token is 256 random bits
      return token;
    },
    async alive(token, now) {
      return (await find(token, now))?.link;
    },
    async spend(token, now) {
      const live = await find(token, now);
      if (!live) return false;
      const spent: Link = { ...live.link, spent: now };
      return (await store.replace(spent, live.version)).kind === 'saved';
    },
  };
}
