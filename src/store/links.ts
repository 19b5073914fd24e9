import type { Instant } from '../base/time.ts';
import { hashOfSecret, isAlive, Link, type LinkGrant, newLink, newToken } from './link.ts';
import type { Store } from './port.ts';

/** One-time links. Nothing of a token is stored but its hash. */
export interface Links {
  /** @returns the token of a new link; it is shown to who asked and kept nowhere */
  make(given: LinkGrant, now: Instant): Promise<string>;
  /** @returns undefined for a token that nobody was given, that is spent, or too old: all the same to a stranger */
  alive(token: string, now: Instant): Promise<Link | undefined>;
  /** @returns false when it was not alive any more, or somebody else was faster */
  spend(token: string, now: Instant): Promise<boolean>;
  /** Whether this secret comes for the first time, on whichever instance; from then on it is used up. */
  isFirst(secret: string, given: LinkGrant, now: Instant): Promise<boolean>;
}

export function linksIn(store: Store): Links {
  async function find(token: string, now: Instant): Promise<{ link: Link; version: string } | undefined> {
    const found = await store.read('link', hashOfSecret(token));
    if (!found) return undefined;
    const link = Link.safeParse(found.document).data; // one of a program before this is as good as spent
    return link && isAlive(link, now) ? { link, version: found.version } : undefined;
  }
  return {
    async make(given, now) {
      const token = newToken();
      await store.create(newLink(token, given, now)); // 256 random bits were never drawn before
      return token;
    },
    async alive(token, now) {
      return (await find(token, now))?.link;
    },
    async spend(token, now) {
      const found = await find(token, now);
      if (!found) return false;
      const spent: Link = { ...found.link, spent: now };
      return (await store.replace(spent, found.version)).kind === 'saved';
    },
    async isFirst(secret, given, now) {
      const used: Link = { ...newLink(secret, given, now), spent: now };
      return (await store.create(used)).kind === 'saved';
    },
  };
}
