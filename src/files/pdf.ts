import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { inRows } from '../cards/parts.ts';
import type { TitledText } from '../cards/referral-text.ts';

const font = (name: string) => createRequire(import.meta.url).resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

/**
 * A tagged A4 document (PDF/UA) with a title, a language and fonts of its own: `regular` and `bold`.
 * @param page its margins, in points, 72 to an inch
 */
export async function openPdf(title: string, page: Record<'top' | 'bottom' | 'side', number>) {
  // costs 200 ms and 20 MB, so it is loaded only when somebody asks for a file
  const { default: Document } = await import('pdfkit');
  const doc = new Document({
    size: 'A4',
    margins: { top: page.top, bottom: page.bottom, left: page.side, right: page.side },
    bufferPages: true, // the number of pages is known only at the end
    tagged: true,
    subset: 'PDF/UA' as 'PDF/A-1', // the types do not list PDF/UA yet
    pdfVersion: '1.7',
    lang: 'en-GB',
    displayTitle: true,
    info: { Title: title, Creator: 'MASH Referrals' },
  });
  const bytes = buffer(doc);
  doc.registerFont('regular', font('DejaVuSans')).registerFont('bold', font('DejaVuSans-Bold'));
  const root = doc.struct('Document');
  doc.addStructure(root);
  return {
    doc,
    root,
    /** Ends the document. @returns the bytes of the file */
    close() {
      doc.end();
      return bytes;
    },
  };
}

/**
 * A copy in words, the same for the PDF and the plain text: the referrer's own copy of a sent referral, or a whole case
 * for the MASH.
 */
export interface CopyInWords {
  title: string;
  about: string[]; // when the referral was sent, by which protocol, when this copy was made
  // the warning about the carer, which comes before everything else; its first sentence is in capitals
  warning: string | undefined;
  parts: { title: string; said: TitledText[] }[];
}

/** Applies `change` to every text, and leaves out empty parts. */
export const mapTexts = (parts: CopyInWords['parts'], change: (text: string) => string): CopyInWords['parts'] =>
  parts
    .filter(({ said }) => said.length > 0)
    .map(({ title, said }) => ({
      title,
      said: said.map((each) => ({ title: change(each.title), text: change(each.text) })),
    }));

type Doc = PDFKit.PDFDocument;
type Tag = 'H1' | 'H2' | 'H3' | 'P';

// Points, 72 to an inch.
const page = { top: 56, bottom: 68, side: 60 };
const sizes: Record<Tag, number> = { H1: 18, H2: 13, H3: 10, P: 10 };
const above: Record<Tag, number> = { H1: 0, H2: 16, H3: 8, P: 2 };
const gap = 2; // between lines
const underHeading = 48; // the room that a heading needs below it; otherwise it goes to the next page

/**
 * Makes a tagged PDF (PDF/UA) of a copy, with a title, language, headings and paragraphs. It has no tables, because
 * a cell longer than a page would be cut. The font has Latin, Greek, Cyrillic, Arabic and Hebrew letters. If any other
 * letter is missing, the PDF says so.
 * @returns the bytes of the file
 */
export async function copyPdf({ title, about, warning, parts: asWritten }: CopyInWords): Promise<Buffer> {
  const parts = mapTexts(asWritten, onPaper);
  const { doc, root, close } = await openPdf(title, page);
  const write = (tag: Tag, text: string, look: 'regular' | 'bold' = tag === 'P' ? 'regular' : 'bold') => {
    const composed = text.normalize('NFC');
    doc.font(look).fontSize(sizes[tag]);
    makeRoom(doc, tag);
    const spoken = isRightToLeft(composed) ? { actual: composed } : {}; // in reading order, for screen readers
    root.add(doc.struct(tag, spoken, () => lay(doc, composed)));
  };

  write('H1', title);
  if (warning) write('P', warning, 'bold');
  for (const line of about) write('P', line);
  if (hasMissing(doc, parts)) write('P', missingLetters, 'bold');
  for (const part of parts) {
    write('H2', part.title);
    for (const { title: name, text } of part.said) {
      write('H3', name);
      write('P', text === '' ? '–' : text);
    }
  }
  root.end();
  number(doc, `${title}${warning ? ` · ${warning.split('. ')[0]}` : ''}`);
  return close();
}

/** The text without invisible characters that would change the reading direction of the text around them. */
const onPaper = (text: string) => text.replaceAll('\t', ' ').replace(/\p{Bidi_Control}/gu, '');

const missingLetters =
  'Some letters below cannot be shown in this PDF; an empty box stands for each. The plain text copy has them all: ask for it in Teams.';

/** Leaves space above, or starts a new page if a heading would be alone at the foot of this one. */
function makeRoom(doc: Doc, tag: Tag) {
  doc.y += above[tag];
  const needed = tag === 'P' ? 0 : doc.currentLineHeight(true) + underHeading;
  if (doc.y + needed > bottomOf(doc)) doc.addPage();
  doc.x = page.side;
}

const bottomOf = (doc: Doc) => doc.page.height - page.bottom;

function lay(doc: Doc, text: string) {
  for (const paragraph of text.split('\n')) {
    if (!isRightToLeft(paragraph)) doc.text(paragraph === '' ? ' ' : paragraph, { lineGap: gap });
    else layFromTheRight(doc, paragraph);
  }
}

/** Places each word by itself. The file holds the words in reading order, while the page shows them in visual order. */
function layFromTheRight(doc: Doc, paragraph: string) {
  const widthOf = (text: string) => doc.widthOfString(text);
  const space = widthOf(' ');
  const height = doc.currentLineHeight(true) + gap;
  for (const line of linesOf(paragraph, doc.page.width - 2 * page.side, widthOf)) {
    if (doc.y + height > bottomOf(doc)) doc.addPage();
    const { y } = doc;
    let x = page.side;
    const starts: number[] = [];
    for (const place of visualOrder(line)) {
      starts[place] = x;
      x += widthOf(line[place] ?? '') + space;
    }
    line.forEach((word, place) => {
      const start = starts[place] ?? page.side;
      // Each word includes the space after it, or a screen reader would join neighbours. A right-to-left word
      // has that space on its left.
      const x = isRightToLeft(word) ? start - space : start;
      doc.text(`${wordForFont(word)} `, x, y, { lineBreak: false });
    });
    doc.x = page.side;
    doc.y = y + height;
  }
}

/** Writes "Page 1 of 3" at the foot of each page, as decoration that screen readers skip. */
function number(doc: Doc, words: string) {
  const { start, count } = doc.bufferedPageRange();
  for (let index = start; index < start + count; index += 1) {
    doc.switchToPage(index);
    doc.page.margins.bottom = 0; // otherwise the line would start a new page
    doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] });
    doc.font('regular').fontSize(8);
    const line = `${words} · Page ${index - start + 1} of ${count}`;
    doc.text(line, page.side, doc.page.height - 44, { lineBreak: false });
    doc.endMarkedContent();
  }
}

/**
 * The library's private font. We need it because the library draws an empty box for a missing letter without saying so.
 */
interface OpenedFont {
  _font: { font: { hasGlyphForCodePoint(codePoint: number): boolean } };
}

function hasMissing(doc: Doc, parts: CopyInWords['parts']) {
  doc.font('regular');
  const opened = (doc as unknown as OpenedFont)._font.font;
  const all = parts.flatMap(({ said }) => said.map(({ title, text }) => `${title}${text}`)).join('');
  const characters = [...new Set(all.normalize('NFC').replace(/[\n\p{Default_Ignorable_Code_Point}]/gu, ''))];
  return characters.some((each) => !opened.hasGlyphForCodePoint(each.codePointAt(0) ?? 0));
}

// Arabic, Hebrew and other right-to-left scripts. The PDF library shapes their words correctly, but places the words
// from left to right.

const letters = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;
const mirrored = new Map(
  ['()', '[]', '{}', '«»', '<>'].flatMap(([a = '', b = '']) => [[a, b] as const, [b, a] as const]),
);

export const isRightToLeft = (text: string) => letters.test(text);

/** A word as the font needs it. The font reverses its letters, so its brackets must be mirrored. */
export const wordForFont = (word: string): string =>
  isRightToLeft(word) ? [...word].map((each) => mirrored.get(each) ?? each).join('') : word;

/**
 * The visual order, from left to right, of the words of one line in a left-to-right text. A run of neighbouring
 * right-to-left words is reversed, including the numbers and punctuation between them.
 * @returns indices into `words`
 */
export function visualOrder(words: string[]): number[] {
  const places: number[] = [];
  while (places.length < words.length) {
    const first = places.length;
    const last = endOfRun(words, first);
    for (let place = last; place >= first; place -= 1) places.push(place);
  }
  return places;
}

/** The index of the last word of the right-to-left run that begins here, or of this word if no run begins here. */
function endOfRun(words: string[], first: number) {
  if (!isRightToLeft(words[first] ?? '')) return first;
  const end = words.findIndex((word, place) => place > first && !isRightToLeft(word) && /\p{L}/u.test(word));
  return words.findLastIndex((word, place) => (end === -1 || place < end) && isRightToLeft(word));
}

/** Breaks the text into lines of at most this width. A word that is wider than a line is cut between two characters. */
export function linesOf(text: string, width: number, widthOf: (text: string) => number): string[][] {
  const space = widthOf(' ');
  const wide = (line: string[]) => line.reduce((sum, word) => sum + space + widthOf(word), -space);
  const cut = (word: string) => inRows([...word], (piece) => widthOf(piece.join('')) <= width);
  const words = text
    .split(' ')
    .flatMap((word) => (widthOf(word) <= width ? [word] : cut(word).map((piece) => piece.join(''))));
  return inRows(words, (line) => wide(line) <= width);
}
