import type restify from 'restify';
import { z } from 'zod';
import { type FileDeps, filesFor } from '../copy/files.ts';
import { tokenPattern } from '../store/link.ts';
import type { Links } from '../store/links.ts';
import { readForm } from './body.ts';
import { choicePage, deadPage, faultPage, filePage, type Page, refusedPage } from './page.ts';

export interface CopyDeps extends FileDeps {
  links: Links;
}

const path = `/copy/:token(^${tokenPattern}$)`; // anything else is an address that is not served
const smallForm = { bytes: 1024, ms: 5_000 };

/**
 * The page behind a link, and the file. Nobody is authenticated here: whoever has the link was given it by who asked for it, which is why it
 * lives for minutes, works once, and is nowhere in the log.
 */
export function serveCopies(server: restify.Server, deps: CopyDeps): void {
  const answer = async (response: restify.Response, making: Promise<Page | undefined>): Promise<void> => {
    const page = await making.catch((error: unknown) => {
      deps.log.error({ event: 'copy.failed', err: error });
      return faultPage();
    });
    if (page) response.sendRaw(page.status, page.body, page.headers);
  };
  server.get(path, async (request, response) => answer(response, opened(request, deps)));
  server.post(path, async (request, response) => answer(response, pressed(request, deps)));
}

async function opened(request: restify.Request, { links, now }: CopyDeps): Promise<Page> {
  const link = await links.alive(request.params.token, now());
  return link ? choicePage(link.target) : deadPage();
}

async function pressed(request: restify.Request, deps: CopyDeps): Promise<Page | undefined> {
  const form = await readForm(request, smallForm);
  if (form.kind === 'broken-off') return undefined;
  if (form.kind === 'refused') return refusedPage(form.status);
  return fileFor(request.params.token, form.fields.get('as'), deps);
}

/** The file is made first: a fault must not use the link up. It is sent only to the one request that spent the link. */
async function fileFor(token: string, as: string | null, deps: CopyDeps): Promise<Page> {
  const { links, log, now } = deps;
  const link = await links.alive(token, now());
  const files = link && (await filesFor(link, deps));
  if (!link || !files) return deadPage();
  const kind = As.safeParse(as).data;
  const make = kind && files.kinds[kind];
  if (!kind || !make) return choicePage(link.target, 400);
  const file = await make();
  if (!(await links.spend(token, now()))) return deadPage();
  await files.record(kind);
  log.info({ event: savedAs[link.target.to], ref: files.ref, kind });
  return filePage(file);
}

const As = z.enum(['pdf', 'text', 'json', 'csv']);
const savedAs = { 'own-copy': 'copy.saved', 'case-file': 'case-file.saved', report: 'report.saved' };
