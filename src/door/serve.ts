import { createHash } from 'node:crypto';
import type restify from 'restify';
import { z } from 'zod';
import { type FileDeps, type FileFormat, filesFor, type MadeFile } from '../files/files.ts';
import { type PublicPage, privacyPage, termsPage } from '../files/notices.ts';
import { type Links, type LinkTarget, tokenPattern } from '../store/links.ts';
import { readForm } from './body.ts';

export interface CopyDeps extends FileDeps {
  links: Links;
}

const path = `/copy/:token(^${tokenPattern}$)`; // any other address is not served
const smallForm = { bytes: 1024, ms: 5_000 };

/**
 * Serves the pages for everybody, the page behind a link, and its file. Nobody is authenticated here: anyone with the link can use it. That is
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
  server.get('/privacy', async (_, response) =>
    answer(
      response,
      noticed(() => privacyPage(deps.pack)),
    ),
  );
  server.get('/terms', async (_, response) =>
    answer(
      response,
      noticed(() => termsPage(deps.pack, deps.now())),
    ),
  );
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

const As = z.enum(['pdf', 'text', 'json', 'csv', 'council']);
const savedAs = { 'own-copy': 'copy.saved', 'case-file': 'case-file.saved', report: 'report.saved' };

/**
 * A page behind a link. It shows no fact and no reference, so that nobody learns anything from the screen or the
 * browser's history.
 */
interface Page {
  status: number;
  headers: Record<string, string>;
  body: string | Buffer;
}

const style = `body{font:1.1rem/1.5 system-ui,sans-serif;margin:0;color:#111;background:#fff}
main{max-width:34rem;margin:3rem auto;padding:0 1rem}
button{font:inherit;font-weight:600;margin:0 .5rem .75rem 0;padding:.7rem 1.1rem;color:#fff;background:#1b4d5c;border:2px solid #1b4d5c;border-radius:.3rem}
button:focus-visible{outline:3px solid #111;outline-offset:2px}`;
const styleHash = createHash('sha256').update(style).digest('base64');

const common: Record<string, string> = {
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

const choices: Record<
  LinkTarget['to'],
  { title: string; why: string; kinds: Partial<Record<FileFormat, string>>; after: string }
> = {
  'own-copy': {
    title: 'Save your own copy',
    why: 'For the record of your own agency.',
    kinds: { pdf: 'Save as PDF', text: 'Save as text' },
    after:
      'The file has everything you wrote. Save it where your agency keeps safeguarding records, and not on a shared computer.',
  },
  'case-file': {
    title: 'Save the case as a file',
    why: 'For the council’s own case system.',
    kinds: {
      pdf: 'Save as PDF',
      text: 'Save as text',
      json: 'Save as JSON',
      csv: 'For the case system, CSV',
      council: 'For the case system, JSON',
    },
    after:
      'The file has everything in the case. That you saved it is recorded. Keep it in the case system, and not on a shared computer.',
  },
  report: {
    title: 'Save the report',
    why: 'The numbers of a month or a year.',
    kinds: { pdf: 'Save as PDF', csv: 'Save as CSV' },
    after: 'The file has numbers only, and nothing of a child.',
  },
};

/**
 * The page that a link opens. Only a press on it uses the link up, because link previews and scanners open links too.
 */
function choicePage({ to }: LinkTarget, status: 200 | 400 = 200): Page {
  const { title, why, kinds, after } = choices[to];
  const buttons = Object.entries(kinds).map(([as, words]) => `<button name="as" value="${as}">${words}</button>`);
  return html(
    status,
    title,
    `<p>${why} This works once: choose one.</p>
<form method="post">
${buttons.join('\n')}
</form>
<p>${after}</p>
<p>For another kind of file, ask the bot in Teams again.</p>`,
  );
}

const again = 'type “my copy” or “report” to the bot in Teams, or press “Case as a file” again';

/** A page of texts, which come from the pack and so may hold anything. */
async function noticed(made: () => PublicPage): Promise<Page> {
  const { title, parts } = made();
  const lists = parts.map(({ heading, lines }) => {
    const items = lines.map((line) => `<li>${escaped(line)}</li>`);
    return `<h2>${escaped(heading)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
  });
  return html(200, title, lists.join('\n'));
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (each) => entities[each] ?? each);

/** The same page for unknown, used and expired links, so that nobody learns anything from trying links. */
const deadPage = (): Page =>
  html(
    410,
    'This link does not work any more',
    `<p>A link works once, and for 10 minutes.</p>
<p>To get a new one, ${again}.</p>`,
  );

const faultPage = (): Page =>
  html(
    503,
    'That did not work',
    `<p>Nothing was saved. Please go back and try again in a minute.</p>
<p>If it fails again, ${again}.</p>`,
  );

/** The page for a request that was not read to its end, so its connection is closed. */
const refusedPage = (status: number): Page => {
  const page = html(status, 'That did not work', '<p>Please go back and press one of the buttons.</p>');
  return { ...page, headers: { ...page.headers, Connection: 'close' } };
};

function filePage({ name, contentType, body }: MadeFile): Page {
  return {
    status: 200,
    headers: {
      ...common,
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${name}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
    },
    body,
  };
}

function html(status: number, title: string, inside: string): Page {
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;
  return {
    status,
    headers: { ...common, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': policy },
    body: `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<title>${title}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${inside}
</main>
</body>
</html>
`,
  };
}
