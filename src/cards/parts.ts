import type { z } from 'zod';
import type { Pack } from '../protocol/pack.ts';
import { filled } from './template.ts';
import type { Envelope, Verb } from './verb.ts';

interface Run {
  type: 'TextRun'; // as it stands on the card: to fill in each part of it took a quarter of the time of drawing
  text: string;
  weight: 'Default' | 'Bolder';
  size: 'Default' | 'Small' | 'Large';
  isSubtle: boolean;
}

/** One line of a card. It becomes a RichTextBlock, in which typed text never turns into links, mentions or Markdown. */
export interface Line {
  spacing: 'None' | 'Small' | 'Medium';
  runs: Run[];
  behind?: 1 | 2; // may go behind a press (fitted.ts)
  isWhole?: boolean; // is never cut
}

export interface Button {
  title: string;
  verb: string;
  data: Record<string, unknown>;
  submit: Record<string, unknown>; // the same data, for clients that support only Action.Submit
  style: 'default' | 'positive';
  inputs: 'auto' | 'none'; // whether the press sends the card's inputs
  tooltip: string;
}

export interface Input {
  kind: 'text' | 'date' | 'compact' | 'person' | 'one' | 'many' | 'toggle' | 'toggles' | 'pair'; // 'date' only on cards in channels
  id: string;
  label: string; // above the input; beside the tick box of a toggle stands its `title`
  value: string;
  multiline: boolean;
  style: 'text' | 'tel';
  choices: { title: string; value: string }[]; // 'compact': drop-down list; 'one': radio buttons; 'many': tick boxes
  title: string;
  folded: boolean;
  foldedTitle: string;
  toggles: { ids: string[]; title: string }[]; // what opens boxes; `hidden`: it is one that others open
  hidden: boolean;
  pair: Input[]; // two short boxes side by side
  problem: string;
}

type Look = 'plain' | 'bold' | 'small' | 'large';

/** Invisible characters that change how the text around them reads. */
const invisible = /(?![\n\t])\p{Cc}|\p{Bidi_Control}/gu;
const splitBeforeMacro = /(?<=\{)(?=\{\s*(?:DATE|TIME))/i;

/** Text as runs. `{{DATE(…)}}` and `{{TIME(…)}}` are split between runs, because clients expand them within one run. */
export function runs(text: string, look: Look = 'plain'): Run[] {
  const pieces = text.replace(invisible, '').split(splitBeforeMacro);
  return pieces.map((piece) => ({
    type: 'TextRun',
    text: piece,
    weight: look === 'bold' || look === 'large' ? 'Bolder' : 'Default',
    size: look === 'small' ? 'Small' : look === 'large' ? 'Large' : 'Default',
    isSubtle: look === 'small',
  }));
}

export function line(text: string, look: Look = 'plain', spacing: Line['spacing'] = 'None'): Line {
  return { spacing, runs: runs(text, look) };
}

export const spacedLine = (text: string): Line => line(text, 'plain', 'Small');
export const spacedBoldLine = (text: string): Line => line(text, 'bold', 'Small');
export const spacedSmallLine = (text: string): Line => line(text, 'small', 'Small');

/**
 * Things of a card, from top to bottom. What a condition leaves out is not shown, be it one thing or a list of them:
 * `isLate && line('Late', 'bold')`.
 */
export type Parts<Thing> = readonly (Thing | false | undefined | '' | Parts<Thing>)[];

/** Lines of a card. Words alone are a plain line. */
export type Lines = Parts<Line | string>;

export function shown<Thing extends object | string>(parts: Parts<Thing>): Thing[] {
  const isList = (part: Parts<Thing>[number]): part is Parts<Thing> => Array.isArray(part);
  return parts.flatMap((part) => (isList(part) ? shown(part) : part ? [part] : []));
}

export const asLines = (parts: Lines): Line[] =>
  shown(parts).map((part) => (typeof part === 'string' ? line(part) : part));

/** A line with several looks: `mixed('Small', 'Ring ', ['bold', '0300 …'])`. */
export function mixed(spacing: Line['spacing'], ...pieces: (string | [Look, string])[]): Line {
  return {
    spacing,
    runs: pieces.flatMap((piece) => (typeof piece === 'string' ? runs(piece) : runs(piece[1], piece[0]))),
  };
}

/** Whom to ring. The number has its own line, so that it never wraps. */
export function ring(words: string, number: string, look: Look = 'bold', spacing: Line['spacing'] = 'Small'): Line[] {
  return [line(words, 'plain', spacing), line(number, look)];
}

/** A fact: its name in small print, and its value below it, where a narrow screen leaves it room. */
export function titledLines(name: string, value: string, look: Look = 'plain'): Line[] {
  return [line(name, 'small', 'Small'), line(value, look)];
}

/** Facts, each cut to `length` characters. */
export const facts = (texts: { title: string; text: string }[], length = Number.POSITIVE_INFINITY): Line[] =>
  texts.flatMap(({ title, text }) => titledLines(title, excerpt(text, length)));

/** The data that a button of this verb carries. */
export type Carried<V extends Verb> = keyof V['data']['shape'] extends never ? Envelope : z.input<V['data']> & Envelope;
type Options = Partial<Pick<Button, 'style' | 'inputs' | 'tooltip'>>;
type DataOf<V extends Verb> = Envelope extends Carried<V> ? [data?: Carried<V>] : [data: Carried<V>];

/** A button of a verb. Unknown or missing data does not compile. */
export const button = <V extends Verb>(
  { name }: V,
  title: string,
  ...[data, options]: [...DataOf<V>, options?: Options]
): Button => ({
  ...{ title, verb: name, data: { ...data }, submit: { verb: name, ...data } },
  ...{ style: 'default', inputs: 'auto', tooltip: '', ...options },
});

export const mainButton = <V extends Verb>(verb: V, title: string, ...data: DataOf<V>): Button => ({
  ...button(verb, title, ...data),
  style: 'positive',
});

export const buttonWithoutInputs = <V extends Verb>(verb: V, title: string, ...data: DataOf<V>): Button => ({
  ...button(verb, title, ...data),
  inputs: 'none',
});

const onlyLines = { separator: false, titles: [], columns: [], folds: [] };

/** A coloured block. The colour only repeats what the words say. */
export function coloured(style: Block['style'], lines: Lines, spacing: Block['spacing'] = 'Medium'): Block {
  return { ...onlyLines, style, bleed: style !== 'default', spacing, lines: asLines(lines) };
}

export function plain(lines: Lines, spacing: Block['spacing'] = 'Medium'): Block {
  return coloured('default', lines, spacing);
}

/** Lines below a bold title. It is empty if there are no lines. */
export const titled = (title: string, lines: Lines): Block[] =>
  shown(lines).length > 0 ? [plain([line(title, 'bold'), lines])] : [];

/** Lines that a press on their title shows. It is empty if there are no lines. @param id of its own on this card */
export const folded = (id: string, title: string, lines: Lines): Block[] =>
  shown(lines).length > 0
    ? [{ ...plain([], 'Small'), folds: [{ id, title, besideTitle: false, lines: asLines(lines), rows: [] }] }]
    : [];

/** A section with its title and, if given, buttons and a link to the browser beside it. */
export function section(title: string, lines: Lines, beside: Parts<Button> = [], url?: string): Block {
  const buttons = shown(beside);
  const links = url ? [{ url, title: `Open: ${title}` }] : [];
  const row: TitleRow = { buttons, links, width: title.length > 30 && buttons.length > 1 ? 'stretch' : 'auto' }; // or a long title is pressed into a narrow column
  const rows = buttons.length + links.length > 0 ? [row] : [];
  return { ...plain(lines), separator: true, titles: [{ text: title, opens: [], rows }] };
}

const blankInput: Omit<Input, 'kind' | 'id' | 'label'> = {
  ...{ value: '', multiline: false, style: 'text', choices: [], title: '', folded: false },
  ...{ foldedTitle: '', hidden: false, toggles: [], pair: [], problem: '' },
};

const markdown = /[[\]*_`~<>{}]/g; // the title of a choice has no runs, so clients would format these
export function input(kind: Input['kind'], id: string, label: string, more: Partial<Input> = {}): Input {
  const choices = (more.choices ?? []).map(({ title, value }) => ({
    title: title.replace(markdown, '').replace(invisible, ''),
    value,
  }));
  const toggles = more.folded && more.foldedTitle ? [{ ids: [id], title: more.foldedTitle }] : [];
  return { ...blankInput, toggles, kind, id, label, ...more, choices };
}

/** At most `length` characters, with an ellipsis if the text was cut. It never cuts inside a character. */
export function excerpt(text: string, length = 200): string {
  if (text.length <= length) return text;
  const characters = [...text.slice(0, 2 * (length + 1))]; // enough to see whether it fits: a character has one or two units
  return characters.length <= length
    ? text
    : `${characters
        .slice(0, length - 1)
        .join('')
        .trimEnd()}…`;
}

export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

type TitleRow = { buttons: Button[]; links: { url: string; title: string }[]; width: 'auto' | 'stretch' };
export interface Block {
  style: 'default' | 'emphasis' | 'good' | 'warning' | 'attention';
  bleed: boolean;
  separator: boolean;
  spacing: 'None' | 'Small' | 'Medium';
  titles: { text: string; opens: { id: string; title: string; tooltip: string }[]; rows: TitleRow[] }[]; // none or one
  lines: Line[];
  columns: { lines: Line[] }[]; // side by side, only in channels
  folds: { id: string; title: string; besideTitle: boolean; lines: Line[]; rows: { buttons: Button[] }[] }[]; // what a press shows; rows only on the referrer’s cards
}

export type Card = ReturnType<typeof filled>;

/** A row of buttons. If only buttons are given, the first row of a card gets medium spacing and any other row small. */
export type ButtonRow = Parts<Button> | { spacing: 'Small' | 'Medium'; buttons: Parts<Button> };

/** What every card has. Optional parts default to empty, and the heading to large. */
interface Common {
  summary: string; // all that a lock screen shows: the reference and times, never a fact of the case
  heading: string;
  headingSize?: 'Default' | 'Large' | 'ExtraLarge';
  links?: { title: string; url: string }[]; // links to the browser, above the buttons
}

interface Body extends Common {
  top?: Lines;
  blocks?: Parts<Block>;
  inputs?: Parts<Input>;
}

/** A card in the referrer's 1:1 chat. It always ends with the emergency line. */
export interface ReferrerCard extends Body {
  notes?: Lines; // just above the buttons
  rows?: readonly (ButtonRow | false | undefined)[];
  more?: { lines: Lines; buttons: Parts<Button> }; // what a button “More” in the last row opens
  after?: Lines;
  pack: Pack;
}

/** A card in the MASH channel. */
export interface MashCard extends Body {
  badges?: Parts<{ text: string; style: 'Attention' | 'Warning' | 'Good' }>;
  buttons?: Parts<Button>;
}

/** A short notice. It holds only the reference and times. */
export interface NoticeCard extends Common, Pick<MashCard, 'badges' | 'blocks' | 'buttons'> {
  lines: Lines; // below the blocks, which hold what the reader must not miss
  link?: string | undefined; // to the case in the MASH channel
}

const body = ({ top = [], blocks = [], inputs = [], ...data }: Body) => ({
  ...{ headingSize: 'Large', links: [], ...data },
  ...{ top: asLines(top), blocks: shown(blocks).filter(hasWords), inputs: shown(inputs) },
});

/** An empty block is not shown. */
const hasWords = (block: Block) => Object.values(block).some((each) => Array.isArray(each) && each.length > 0);

export function referrerCard({ rows = [], notes = [], after = [], more, pack, ...data }: ReferrerCard) {
  const shownRows = rows.flatMap((row) => (row ? [row] : [])).map(spaced);
  const hidden = more && [{ id: 'more', lines: asLines(more.lines), rows: [spaced(more.buttons, 1)] }];
  return filled('referrer', {
    ...{ ...body(data), emergency: pack.emergency, notes: asLines(notes), after: asLines(after), more: hidden ?? [] },
    rows: shownRows.map((row, at) => {
      const isLast = more && at === shownRows.length - 1;
      return { ...row, opens: isLast ? [{ id: 'more', title: 'More' }] : [] };
    }),
  });
}

export function mashCard({ buttons = [], badges = [], ...data }: MashCard) {
  const all = shown(buttons);
  const inRow = all.length > mostInRow ? mostInRow - 1 : mostInRow; // or one would stand alone
  const rows = inRows(all, ({ length }) => length <= inRow).filter((row) => row.length > 0);
  return filled('mash', { ...body(data), badges: shown(badges), rows: rows.map((row) => ({ buttons: row })) });
}

export function noticeCard({ link, lines, badges = [], buttons = [], ...data }: NoticeCard) {
  const { links = link ? [{ title: 'Open in channel', url: link }] : [], ...rest } = data;
  const more = { lines: asLines(lines), badges: shown(badges), buttons: shown(buttons) };
  const style = more.buttons.length > 0 ? 'default' : 'positive';
  return filled('notice', { ...body(rest), ...more, links: links.map((each) => ({ ...each, style })) });
}

const spaced = (row: ButtonRow, at: number) =>
  'buttons' in row
    ? { ...row, buttons: shown(row.buttons) }
    : { spacing: at === 0 ? 'Medium' : 'Small', buttons: shown(row) };

const mostInRow = 5; // buttons: clients hide some of a longer row

/** Puts things into rows in their order, as many as fit into each. Without things there is one empty row. */
export function inRows<Thing>(things: Thing[], fits: (row: Thing[]) => boolean): Thing[][] {
  const rows: Thing[][] = [[]];
  for (const thing of things) {
    const row = rows.at(-1) ?? [];
    if (row.length === 0 || fits([...row, thing])) row.push(thing);
    else rows.push([thing]);
  }
  return rows;
}
