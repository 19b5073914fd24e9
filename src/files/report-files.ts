import type { Report, ReportRow, Table } from '../board/report.ts';
import {
  chartsOf,
  howToRead,
  inShort,
  nothingShown,
  publishedWords,
  rowInWords,
  tablesOf,
  timesInWords,
} from '../board/report-words.ts';
import { numberIn } from '../board/suppress.ts';
import { inRows } from '../cards/parts.ts';
import { openPdf } from './pdf.ts';

type Doc = PDFKit.PDFDocument;

// Points, 72 to an inch.
const page = { top: 36, bottom: 36, side: 42 };
const fullWidth = 511; // from margin to margin
const halfWidth = 248;
const titleHeight = 14;
const textSize = 7.5;
const leading = 3; // above and below a line of text, together
const gap = 4; // beside a label or a bar
const besideBars = 30; // room for the numbers

const colour = { bar: '#1b4d5c', text: '#111111', edge: '#b5b5b5', onBar: '#ffffff' };

/** A drawing under a title. `words`: for screen readers. */
interface Figure {
  title: string;
  words: string[];
  width: number;
  height: number;
  draw(x: number, y: number): void;
}

/**
 * Makes the report as one page of A4: its numbers in words and as charts, each with a description for screen readers.
 * @returns the bytes of the file
 */
export async function reportPdf(report: Report): Promise<Buffer> {
  const title = `Report for the ${report.board}: ${report.period.words}`;
  const { doc, root, close } = await openPdf(title, page);
  const write = (tag: 'H1' | 'P', text: string, fontSize: number) => {
    doc.font(tag === 'H1' ? 'bold' : 'regular').fontSize(fontSize);
    root.add(doc.struct(tag, {}, () => doc.text(text, page.side, doc.y, { lineGap: 1.5 })));
    doc.y += tag === 'H1' ? 4 : 2;
  };
  const put = ({ title, words, width, height, draw }: Figure, x: number, top: number) => {
    doc.font('bold').fontSize(9.5).fillColor(colour.text);
    root.add(doc.struct('H2', {}, () => doc.text(title, x, top, { lineBreak: false })));
    const y = top + titleHeight;
    const how = { alt: [title, ...words].join('. '), bbox: [x, y, x + width, y + height] };
    doc.font('regular').fontSize(textSize);
    root.add(doc.struct('Figure', how as { alt: string }, () => draw(x, y)));
  };

  write('H1', title, 13);
  write('P', `Referrals sent: ${publishedWords(report.referrals)}. ${timesInWords(report.times)}`, 8);
  for (const line of [
    ...howToRead(report),
    'In the charts “<5” is fewer than 5, “≥” is at least, and “–” is not shown.',
  ])
    write('P', line, 8);
  let y = doc.y + 6;
  doc.fontSize(textSize);
  for (const row of figuresOf(doc, report)) {
    for (const [place, figure] of row.entries()) put(figure, page.side + place * (fullWidth - halfWidth), y);
    y += titleHeight + Math.max(...row.map(({ height }) => height)) + 9;
  }
  root.end();
  return close();
}

/** The drawings, line by line. */
function figuresOf(doc: Doc, report: Report): Figure[][] {
  const charts = chartsOf(report);
  const small = charts.slice(0, -1).map((table) => bars(doc, table, { width: halfWidth, labels: 148, lines: 2 }));
  const signs = charts.slice(-1).map((table) => bars(doc, table, { width: fullWidth, labels: 370, lines: 1 }));
  return [...inRows(small, ({ length }) => length <= 2), signs];
}

/**
 * A bar for each row, with its label on the left and its number on the right. A number that is not shown has no bar, or one as long
 * as it is at least: it appears as "<5", "–" or "≥25", and never as zero.
 * @param labels the part of the width for labels
 * @param lines how many lines a label may fill before it is cut
 */
function bars(
  doc: Doc,
  { title, rows }: Table,
  { width, labels, lines }: Record<'width' | 'labels' | 'lines', number>,
): Figure {
  const highest = Math.max(1, ...rows.map(numberIn));
  const longest = width - labels - gap - besideBars;
  const line = doc.currentLineHeight(true);
  const heightOf = ({ words }: ReportRow) =>
    Math.min(lines * line, doc.heightOfString(words, { width: labels })) + leading;
  return {
    title,
    words: rows.length === 0 ? [nothingShown] : rows.map(rowInWords),
    width,
    height: rows.length === 0 ? line : rows.reduce((sum, row) => sum + heightOf(row), 0),
    draw(x, y) {
      if (rows.length === 0) doc.text(nothingShown, x, y, { lineBreak: false });
      let top = y;
      for (const row of rows) {
        const height = heightOf(row);
        const label = { width: labels, height: height - leading, align: 'right', ellipsis: true } as const;
        doc.fillColor(colour.text).text(row.words, x, top, label);
        const middle = top + label.height / 2;
        const start = x + labels + gap;
        const length = (longest * numberIn(row)) / highest;
        if (length > 0) doc.rect(start, middle - 4, length, 8).fill(colour.bar);
        doc.fillColor(colour.text);
        doc.text(inShort(row.shown), start + length + gap, middle - line / 2, { lineBreak: false });
        top += height;
      }
    },
  };
}

/**
 * The report as CSV for spreadsheets: one publishable number in each line, in UTF-8 with a byte order mark. No cell can
 * act as a formula.
 */
export async function reportCsv(report: Report): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  const { times, period, referrals } = report;
  const lines = [
    ['Table', 'Of', 'Number'],
    ['Time', period.words, ''],
    ['Referrals sent', 'All', publishedWords(referrals)],
    ...tablesOf(report).flatMap(({ title, rows }) =>
      rows.map(({ words, shown }) => [title, words, publishedWords(shown)]),
    ),
    ['Hours to a decision', 'Half took so long or less', times.median ?? 'not shown'],
    ['Hours to a decision', 'Nine in ten took so long or less', times.ninetieth ?? 'not shown'],
    ...howToRead(report).map((words) => ['How to read it', words, '']),
  ];
  return stringify(lines, { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}
