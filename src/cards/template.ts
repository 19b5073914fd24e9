import { readFileSync } from 'node:fs';
import { Template } from 'adaptivecards-templating';
import type { Block, Button, Input, Line } from './parts.ts';

export type Card = Record<string, unknown>;

/** A row of buttons. Given as the buttons alone, the first one stands a little apart from what is above it. */
export type Row = Button[] | { spacing: 'Small' | 'Medium'; buttons: Button[] };

/** What a card may leave out is empty; its heading is large. */
interface Common {
  summary: string; // all that a lock screen shows: reference and times, never a fact of the case
  heading: string;
  headingSize?: 'Default' | 'Large' | 'ExtraLarge';
  links?: { title: string; url: string }[]; // what is opened in the browser, above the buttons
}

interface Body extends Common {
  top?: Line[];
  blocks?: Block[];
  inputs?: Input[];
}

/** A card in the referrer's 1:1 chat. It always ends with the emergency line. */
interface ReferrerCard extends Body {
  notes?: Line[]; // just above the buttons
  rows?: Row[];
  after?: Line[];
  emergency: string;
}

/** A card in the MASH channel. */
export interface MashCard extends Body {
  badges?: { text: string; style: 'Attention' | 'Warning' | 'Good' }[];
  buttons?: Button[];
}

/** A short notice with a link: reference and times only. */
interface NoticeCard extends Common {
  lines: Line[];
}

const referrer = load('referrer');
const mash = load('mash');
const notice = load('notice');

const empty = { headingSize: 'Large', top: [], blocks: [], inputs: [], links: [] };

export const referrerCard = ({ rows = [], ...data }: ReferrerCard): Card =>
  filled(referrer, { ...empty, notes: [], after: [], ...data, rows: rows.map(spaced) });
export const mashCard = ({ buttons = [], ...data }: MashCard): Card =>
  filled(mash, { ...empty, badges: [], ...data, rows: inRows(buttons) });
export const noticeCard = (data: NoticeCard): Card => filled(notice, { ...empty, ...data });

const spaced = (row: Row, at: number) =>
  Array.isArray(row) ? { spacing: at === 0 ? 'Medium' : 'Small', buttons: row } : row;

/** Clients hide what does not fit into one row of six. */
function inRows(buttons: Button[]): { buttons: Button[] }[] {
  const rows: { buttons: Button[] }[] = [];
  for (let at = 0; at < buttons.length; at += buttonsInRow)
    rows.push({ buttons: buttons.slice(at, at + buttonsInRow) });
  return rows;
}
const buttonsInRow = 5;

const filled = (template: Template, data: object): Card => lean(template.expand({ $root: data })) as Card;

/** What a client does anyway where a card does not say otherwise. A quarter of a long card is saved by leaving it out. */
const usual: Record<string, unknown> = {
  weight: 'Default',
  size: 'Default',
  isSubtle: false,
  style: 'default',
  bleed: false,
  separator: false,
  tooltip: '',
};

function lean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lean);
  if (typeof value !== 'object' || value === null) return value;
  if ('type' in value && value.type === 'TextBlock') return value; // a heading of the usual size must say so
  const said = Object.entries(value).filter(([key, each]) => !(key in usual && usual[key] === each));
  return Object.fromEntries(said.map(([key, each]) => [key, lean(each)]));
}

const firstOf = [200, 150, 100, 50, 25, 10];

/** A card before sending stays under 20 KB: where the first 200 characters of each text are too much, fewer are shown. */
export function withExcerpts(build: (length: number) => Card, limit = 20_000, lengths = firstOf): Card {
  const [length = 0, ...shorter] = lengths;
  const card = build(length);
  const fits = Buffer.byteLength(JSON.stringify(card)) < limit;
  return fits || shorter.length === 0 ? card : withExcerpts(build, limit, shorter);
}

/** Built once: reading a template costs twenty times as much as filling it in. */
function load(name: string): Template {
  return new Template(JSON.parse(readFileSync(new URL(`../../cards/${name}.json`, import.meta.url), 'utf8')));
}
