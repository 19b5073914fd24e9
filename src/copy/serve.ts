import type { Logger } from 'pino';
import type restify from 'restify';
import { readForm } from '../bot/body.ts';
import type { Pack } from '../protocol/pack.ts';
import { referralOf } from '../referral/state.ts';
import type { Cases } from '../store/cases.ts';
import type { Links } from '../store/links.ts';
import type { Instant } from '../time.ts';
import { type Link, tokenPattern } from './link.ts';
import { type OwnCopy, ownCopy } from './own-copy.ts';
import { choicePage, deadPage, faultPage, filePage, type Page, refusedPage } from './page.ts';
import { referralPdf } from './referral-pdf.ts';
import { referralPlain } from './referral-plain.ts';

export interface CopyDeps {
  links: Links;
  cases: Cases;
  pack: Pack;
  now: () => Instant;
  log: Logger;
}

const path = `/copy/:token(^${tokenPattern}$)`; // anything else is an address that is not served
const smallForm = { bytes: 1024, ms: 5_000 };

/**
 * The page behind a link, and the file. Nobody is authenticated here: whoever has the link was given it by the author, which is why it
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
  return (await links.alive(request.params.token, now())) ? choicePage() : deadPage();
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
  const copy = link && (await copyBehind(link, deps));
  if (!link || !copy) return deadPage();
  if (as !== 'pdf' && as !== 'text') return choicePage(400);
  const file =
    as === 'pdf'
      ? filePage(`${copy.reference}.pdf`, 'application/pdf', await referralPdf(copy))
      : filePage(`${copy.reference}.txt`, 'text/plain; charset=utf-8', Buffer.from(referralPlain(copy)));
  if (!(await links.spend(token, now()))) return deadPage();
  log.info({ event: 'copy.saved', ref: copy.reference, kind: as });
  return file;
}

async function copyBehind(link: Link, { cases, pack, now }: CopyDeps): Promise<OwnCopy | undefined> {
  const record = await cases.load(link.case);
  const referral = record && referralOf(record.events);
  if (!referral || !('submittedBy' in referral) || record.author !== link.author) return undefined;
  return ownCopy(record, referral, pack, now());
}
