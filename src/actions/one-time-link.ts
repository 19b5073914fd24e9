import type { LinkTarget } from '../store/links.ts';
import type { Context } from './context.ts';

/** @returns the address of a page where this person can save the file, once and for ten minutes */
export async function oneTimeLink(
  target: LinkTarget,
  { links, config, by, now }: Pick<Context, 'links' | 'config' | 'by' | 'now'>,
) {
  return `${config.publicUrl}/copy/${await links.make({ target, author: by.id }, now())}`;
}
