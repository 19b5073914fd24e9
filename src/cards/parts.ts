import type { z } from 'zod';
import { filled, mash, notice, referrer } from './template.ts';
import type { Envelope, Verb } from './verb.ts';

interface Run {
  text: string;
  weight: 'Default' | 'Bolder';
  size: 'Default' | 'Small' | 'Large';
  subtle: boolean;
}

/** One line of a card. It is a RichTextBlock: what people typed stays text there, without links, mentions or Markdown. */
export interface Line {
  spacing: 'None' | 'Small' | 'Medium';
  runs: Run[];
}

export interface Button {
  title: string;
  verb: string;
  data: Record<string, unknown>;
  submit: Record<string, unknown>; // the same for clients that know only Action.Submit
  style: 'default' | 'positive';
  inputs: 'auto' | 'none'; // whether what is typed on the card is sent along
  tooltip: string;
}

export interface Input {
  kind: 'text' | 'date' | 'compact' | 'person' | 'one' | 'many' | 'toggle'; // dates only on cards of channels
  id: string;
  label: string;
  value: string;
  multiline: boolean;
  style: 'text' | 'tel';
  choices: { title: string; value: string }[];
  title: string;
  folded: boolean;
  foldedTitle: string;
  problem: string;
}

type Look = 'plain' | 'bold' | 'small' | 'large';

const unseen = /(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu; // they change how what stands around them is read
const expanded = /(?<=\{)(?=\{\s*(?:DATE|TIME))/i;

/** Text as runs. `{{DATE(…)}}` and `{{TIME(…)}}` are taken apart because clients expand them wherever they stand in one run. */
export function runs(text: string, look: Look = 'plain'): Run[] {
  const shape: Omit<Run, 'text'> = {
    weight: look === 'bold' || look === 'large' ? 'Bolder' : 'Default',
    size: look === 'small' ? 'Small' : look === 'large' ? 'Large' : 'Default',
    subtle: look === 'small',
  };
  return text
    .replace(unseen, '')
    .split(expanded)
    .map((piece) => ({ text: piece, ...shape }));
}

export function line(text: string, look: Look = 'plain', spacing: Line['spacing'] = 'None'): Line {
  return { spacing, runs: runs(text, look) };
}

/** A line of several looks: `mixed('Ring ', ['bold', '0300 …'])`. */
export function mixed(spacing: Line['spacing'], ...pieces: (string | [Look, string])[]): Line {
  return {
    spacing,
    runs: pieces.flatMap((piece) => (typeof piece === 'string' ? runs(piece) : runs(piece[1], piece[0]))),
  };
}

/** Whom to ring: the number has its own line, so that it never breaks in two. */
export function ring(words: string, number: string, look: Look = 'bold', spacing: Line['spacing'] = 'Small'): Line[] {
  return [line(words, 'plain', spacing), line(number, look)];
}

/** A fact: its name small, and what it says below, which never squeezes on a narrow screen. */
export function fact(name: string, value: string, look: Look = 'plain'): Line[] {
  return [line(name, 'small', 'Small'), line(value, look)];
}

/** Facts, each with at most so many characters. */
export const facts = (said: { title: string; text: string }[], length = Number.POSITIVE_INFINITY): Line[] =>
  said.flatMap(({ title, text }) => fact(title, excerpt(text, length)));

/** What a button of this verb gives. */
export type Carried<V extends Verb> = keyof V['data']['shape'] extends never ? Envelope : z.input<V['data']> & Envelope;
type Options = Partial<Pick<Button, 'style' | 'inputs' | 'tooltip'>>;

/** A button of a verb. What the verb does not know, or a missing part of what it carries, does not compile. */
export function button<V extends Verb>(
  verb: V,
  title: string,
  ...[data, options]: Envelope extends Carried<V>
    ? [data?: Carried<V>, options?: Options]
    : [data: Carried<V>, options?: Options]
): Button {
  const { name } = verb;
  return {
    ...{ title, verb: name, data: { ...data }, submit: { verb: name, ...data } },
    ...{ style: 'default', inputs: 'auto', tooltip: '', ...options },
  };
}

/** A coloured block: the colour is only an echo of its words. */
export function coloured(style: Block['style'], lines: Line[], spacing: Block['spacing'] = 'Medium'): Block {
  return { style, bleed: style !== 'default', separator: false, spacing, titles: [], lines };
}

export function plain(lines: Line[], spacing: Block['spacing'] = 'Medium'): Block {
  return coloured('default', lines, spacing);
}

/** Lines below a bold one that says what they are of; nothing where there are none. */
export const titled = (title: string, lines: Line[]): Block[] =>
  lines.length > 0 ? [plain([line(title, 'bold'), ...lines])] : [];

/** A section with its title, and where wanted a button beside it. */
export function section(title: string, lines: Line[], beside: Button[] = []): Block {
  const rows = beside.length > 0 ? [{ buttons: beside }] : [];
  return { ...plain(lines), separator: true, titles: [{ text: title, rows }] };
}

const blankInput: Omit<Input, 'kind' | 'id' | 'label'> = {
  value: '',
  multiline: false,
  style: 'text',
  choices: [],
  title: '',
  folded: false,
  foldedTitle: '',
  problem: '',
};

const markdown = /[[\]*_`~<>{}]/g; // clients read it in the title of a choice, where there are no runs

export function input(kind: Input['kind'], id: string, label: string, more: Partial<Input> = {}): Input {
  const choices = (more.choices ?? []).map(({ title, value }) => ({
    title: title.replace(markdown, '').replace(unseen, ''),
    value,
  }));
  return { ...blankInput, kind, id, label, ...more, choices };
}

/** At most so many characters, with an ellipsis where something was left out, never in the middle of a character. */
export function excerpt(text: string, length = 200): string {
  const characters = [...text];
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

export interface Block {
  style: 'default' | 'emphasis' | 'good' | 'warning' | 'attention';
  bleed: boolean;
  separator: boolean;
  spacing: 'None' | 'Small' | 'Medium';
  titles: { text: string; rows: { buttons: Button[] }[] }[]; // none or one
  lines: Line[];
}

export type Card = Record<string, unknown>;

/** A row of buttons. Given as the buttons alone, the first one stands a little apart from what is above it. */
export type ButtonRow = Button[] | { spacing: 'Small' | 'Medium'; buttons: Button[] };

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
  rows?: ButtonRow[];
  after?: Line[];
  emergency: string;
}

/** A card in the MASH channel. */
export interface MashCard extends Body {
  badges?: { text: string; style: 'Attention' | 'Warning' | 'Good' }[];
  buttons?: Button[];
}

/** A short notice with a link: reference and times only. `blocks`: what must not be missed, above its lines. */
interface NoticeCard extends Common, Pick<MashCard, 'badges' | 'blocks' | 'buttons'> {
  lines: Line[];
}

const empty = { headingSize: 'Large', top: [], blocks: [], inputs: [], links: [] };

export const referrerCard = ({ rows = [], ...data }: ReferrerCard): Card =>
  filled(referrer, { ...empty, notes: [], after: [], ...data, rows: rows.map(spaced) });

export function mashCard({ buttons = [], ...data }: MashCard): Card {
  const rows = inRows(buttons, fitsOnScreen).filter((row) => row.length > 0);
  return filled(mash, { ...empty, badges: [], ...data, rows: rows.map((row) => ({ buttons: row })) });
}

/** A card of a case in a channel, seen only by the person who asked for it. @param what everything of it, or more to do */
export const onlyYou = (id: string, what: string, card: Omit<MashCard, 'summary' | 'heading'>): Card =>
  mashCard({ summary: `${id}: ${what}`, top: [line('Only you see this card', 'small')], heading: id, ...card });

export const noticeCard = (data: NoticeCard): Card => filled(notice, { ...empty, badges: [], buttons: [], ...data });

const spaced = (row: ButtonRow, at: number) =>
  Array.isArray(row) ? { spacing: at === 0 ? 'Medium' : 'Small', buttons: row } : row;

/** Clients hide what does not fit into one row of six. */
const fitsOnScreen = ({ length }: Button[]): boolean => length <= 5;

/** Things in their order, as many in each row as fit; one empty row where there is nothing. */
export function inRows<Thing>(things: Thing[], fits: (row: Thing[]) => boolean): Thing[][] {
  const rows: Thing[][] = [[]];
  for (const thing of things) {
    const row = rows.at(-1) ?? [];
    if (row.length === 0 || fits([...row, thing])) row.push(thing);
    else rows.push([thing]);
  }
  return rows;
}

const firstOf = [200, 150, 100, 50, 25, 10, 5];

/** A card before sending stays under 20 KB: where the first 200 characters of each text are too much, fewer are shown. */
export function withExcerpts(build: (length: number) => Card, limit = 20_000, lengths = firstOf): Card {
  const [length = 0, ...shorter] = lengths;
  const card = build(length);
  const fits = Buffer.byteLength(JSON.stringify(card)) < limit;
  return fits || shorter.length === 0 ? card : withExcerpts(build, limit, shorter);
}
