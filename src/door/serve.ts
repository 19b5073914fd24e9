import type restify from 'restify';
import { z } from 'zod';
import { type FileDeps, filesFor } from '../files/files.ts';
import { type Links, tokenPattern } from '../store/links.ts';
import { readForm } from './body.ts';
import { choicePage, deadPage, faultPage, filePage, type Page, refusedPage } from './page.ts';

export interface CopyDeps extends FileDeps {
  links: Links;
}

const path = `/copy/:token(^${tokenPattern}$)`; // any other address is not served
const smallForm = { bytes: 1024, ms: 5_000 };

/**
 * Serves the page behind a link, and the file. Nobody is authenticated here: anyone with the link can use it. That is
 * why a link lives only for minutes, works once, and never appears in the log.
 */
export function serveCopies(server: restify.Server, deps: CopyDeps): void {
  const answer = async (response: restify.Response, making: Promise<Page | undefined>) => {
    const page = await making.catch((error: unknown) => {
      deps.log.error({ event: 'copy.failed', err: error });
      return faultPage();
    });
    if (page) response.sendRaw(page.status, page.body, page.headers);
  };
  server.get(path, async (request, response) => answer(response, pageFor(request, deps)));
  server.post(path, async (request, response) => answer(response, fileChosen(request, deps)));
}

async function pageFor(request: restify.Request, { links, now }: CopyDeps) {
  const link = await links.alive(request.params.token, now());
  return link ? choicePage(link.target) : deadPage();
}

async function fileChosen(request: restify.Request, deps: CopyDeps) {
  const form = await readForm(request, smallForm);
  if (form.kind === 'broken-off') return undefined;
  if (form.kind === 'refused') return refusedPage(form.status);
  return fileFor(request.params.token, form.fields.get('as'), deps);
}

/**
 * Makes the file before it spends the link, so that a fault does not use the link up. Only the request that spent the
 * link gets the file.
 */
async function fileFor(token: string, as: string | null, deps: CopyDeps) {
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
