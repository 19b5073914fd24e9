import { createHash } from 'node:crypto';

/** The pages behind a link. No fact and no reference is on them: whoever looks over a shoulder, or at the browser's history, learns nothing. */
export interface Page {
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
  'Cache-Control': 'no-store',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'X-Robots-Tag': 'noindex, nofollow',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/** What opening the link shows: link previews and scanners open links, so it takes a press to use it up. */
export const choicePage = (status: 200 | 400 = 200): Page =>
  html(
    status,
    'Save your own copy',
    `<p>For the record of your own agency. This works once: choose one.</p>
<form method="post">
<button name="as" value="pdf">Save as PDF</button>
<button name="as" value="text">Save as text</button>
</form>
<p>The file has everything you wrote. Save it where your agency keeps safeguarding records, and not on a shared computer.</p>
<p>For the other kind of file, type “my copy” to the bot in Teams again.</p>`,
  );

/** Unknown, used and expired look the same, so that trying out links tells nothing. */
export const deadPage = (): Page =>
  html(
    410,
    'This link does not work any more',
    `<p>A link works once, and for 10 minutes.</p>
<p>To get a new one, type “my copy” to the bot in Teams.</p>`,
  );

export const faultPage = (): Page =>
  html(
    503,
    'That did not work',
    `<p>Nothing was saved. Please go back and try again in a minute.</p>
<p>If it fails again, type “my copy” to the bot in Teams.</p>`,
  );

/** @param status of a request that was not read to its end: its connection is closed */
export const refusedPage = (status: number): Page => {
  const page = html(status, 'That did not work', '<p>Please go back and press one of the two buttons.</p>');
  return { ...page, headers: { ...page.headers, Connection: 'close' } };
};

export function filePage(name: string, contentType: string, body: Buffer): Page {
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
