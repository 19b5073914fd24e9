import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Element, Page } from './page.ts';
import type { Named } from './sample-answers.ts';
import { themes } from './teams-themes.ts';

/** A heading of the page, with its cards. */
export interface Chapter {
  title: string;
  cards: Named[];
}

const wide = [320, 400]; // a small phone, and a usual one

const { resolve } = createRequire(import.meta.url);
const shipped = (file: string): string => readFileSync(resolve(`adaptivecards/dist/${file}`), 'utf8');

/** JSON that cannot end its script element, whatever people wrote: in JSON, every `<` is inside a string. */
const inScript = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** A self-contained page with Microsoft's renderer, its stylesheet and the cards. It can load nothing else. */
export function previewPage(title: string, chapters: Chapter[], widths = wide): string {
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>Cards</title>
<style>${shipped('adaptivecards.css')}</style>
<style>${look}</style>
</head>
<body>
<h1></h1>
<p>Theme: <a href="#light">light</a> · <a href="#dark">dark</a> · <a href="#contrast">high contrast</a></p>
<p id="wide"></p>
<ol id="contents"></ol>
<script type="application/json" id="data">${inScript({ title, chapters, widths, themes })}</script>
<script>${shipped('adaptivecards.js')}</script>
<script>(${String(draw)})()</script>
</body>
</html>
`;
}

/**
 * Runs in the page. It lists the cards, draws them in the theme that the address ends with (`#dark`), marks each that is
 * wider than its frame or has cut words, and names those at the top.
 */
function draw(): void {
  const { document, location, addEventListener, AdaptiveCards } = globalThis as unknown as Page;
  const { title, chapters, widths, themes } = JSON.parse(document.getElementById('data').textContent);
  const theme = Object.keys(themes).find((name) => location.hash === `#${name}`) ?? 'light';
  document.body.className = theme;
  addEventListener('hashchange', () => {
    if (Object.keys(themes).some((name) => location.hash === `#${name}`)) location.reload();
  });
  const add = (parent: Element, tag: string, words = '') => {
    const element = document.createElement(tag);
    element.textContent = words;
    parent.append(element);
    return element;
  };
  const wideCards: string[] = [];
  document.querySelector('h1').textContent = title;
  const contents = document.getElementById('contents');
  for (const chapter of chapters) {
    const heading = `${chapter.title} (${chapter.cards.length})`;
    add(document.body, 'h2', heading);
    const names = add(add(add(contents, 'li'), 'details'), 'ol');
    add(names.parentElement, 'summary', heading);
    for (const { name, card } of chapter.cards) {
      const section = add(document.body, 'section');
      add(section, 'h3', name);
      add(add(names, 'li'), 'a', name).onclick = () => section.scrollIntoView();
      const frames = add(section, 'div');
      for (const width of widths) {
        const frame = add(frames, 'form'); // separate forms, so that radio buttons of one name do not unset each other
        frame.style.width = `${width}px`;
        const drawn = new AdaptiveCards.AdaptiveCard();
        drawn.hostConfig = new AdaptiveCards.HostConfig(themes[theme]);
        drawn.onExecuteAction = () => {};
        drawn.parse(card);
        drawn.render(frame);
        const edge = frame.getBoundingClientRect().right + 1;
        const isTooWide = [...frame.querySelectorAll('*')].some(
          (each) =>
            each.getBoundingClientRect().right > edge || (each.matches('div') && each.scrollWidth > each.clientWidth),
        );
        if (!isTooWide) continue;
        frame.className = 'wide';
        wideCards.push(`${name} at ${width} px`);
      }
    }
  }
  document.getElementById('wide').textContent =
    wideCards.length > 0 ? `Too wide, or cut: ${wideCards.join(', ')}` : 'Every card fits into its frame.';
}

const look = `
body { font: 14px/20px 'Segoe UI', Arial, sans-serif; background: #ebebeb; color: #242424; margin: 24px; }
h3 { font-size: 13px; font-weight: 400; margin: 24px 0 8px; }
#contents a { cursor: pointer; text-decoration: underline; }
body.dark, body.contrast { background: #000; color: #fff; }
body.dark a, body.contrast a { color: #a6a7dc; }
body.dark form { background: #292929; }
body.contrast form { background: #000; outline: 1px solid #fff; }
:is(body.dark, body.contrast) :is(.ac-pushButton, .ac-input:not([type=radio], [type=checkbox])) { background: #000; color: #fff; }
section > div { display: flex; gap: 24px; align-items: flex-start; }
form { background: #fff; border-radius: 6px; box-shadow: 0 1px 3px #0003; flex: none; }
form.wide { outline: 3px solid #c4314b; }
.ac-actionSet { flex-wrap: wrap; row-gap: 8px; }
.ac-pushButton { font: inherit; font-weight: 600; padding: 5px 12px; min-height: 32px; border: 1px solid #d1d1d1; border-radius: 4px; background: #fff; color: #242424; cursor: pointer; }
.ac-pushButton.style-positive { background: #5b5fc7; border-color: #5b5fc7; color: #fff; }
.ac-input:not([type=radio], [type=checkbox]) { font: inherit; box-sizing: border-box; width: 100%; padding: 5px 10px; border: 1px solid #d1d1d1; border-radius: 4px; background: #fff; color: inherit; }
textarea.ac-input { min-height: 64px; }
.ac-choiceSetInput-expanded > div { padding: 4px 0; }
`;
