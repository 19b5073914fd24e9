import type { CardElement, IContainer, IRichTextBlock } from '@microsoft/teams.cards';
import { shortMonth } from '../../base/period.ts';
import { publishedWords, type ReportRow, type Table } from '../../board/report.ts';
import { excerpt, type Line, line } from '../../cards/parts.ts';

const longestLabel = 40; // characters beside a bar

/** Turns a line into the element of a card. */
export const asElement = ({ runs, spacing }: Line): IRichTextBlock => ({
  type: 'RichTextBlock',
  spacing,
  inlines: runs.map(({ text, weight, size, subtle }) => ({ type: 'TextRun', text, weight, size, isSubtle: subtle })),
});

const numbersOf = ({ rows }: Table): (Named & { value: number })[] =>
  rows.flatMap(({ words, id, shown }) => (shown.kind === 'number' ? [{ words, id, value: shown.value }] : []));

/** What every chart has. A client that cannot draw charts shows the fallback, which says the same in words. */
interface Shared {
  title: string;
  showTitle: true;
  spacing: 'Medium';
  fallback: IContainer;
}

/**
 * Draws a table as a chart, if it has numbers. Rows without a number are listed in words, because in a chart they would
 * look like zero.
 */
function charted(table: Table, chart: (shared: Shared) => CardElement): CardElement[] {
  const { title, rows } = table;
  const heading = asElement(line(title, 'bold', 'Medium'));
  const numbers = rows.filter(({ shown }) => shown.kind === 'number');
  if (numbers.length === 0) return [heading, ...notShown(table)];
  const items = [heading, ...numbers.map((row) => asElement(line(rowInWords(row))))];
  const fallback: IContainer = { type: 'Container', spacing: 'Medium', items };
  return [chart({ title, showTitle: true, spacing: 'Medium', fallback }), ...notShown(table)];
}

type Named = Pick<ReportRow, 'id' | 'words'>;

// A statement of the protocol has its own number and a long text.
const isStatement = ({ id }: Named): boolean => /^[A-Z]\d+$/.test(id);

export const rowInWords = (row: ReportRow): string =>
  isStatement(row)
    ? `${publishedWords(row.shown)} · ${row.id} ${row.words}`
    : `${row.words}: ${publishedWords(row.shown)}`;

/** Names the rows that are not in the chart: those below five, and those left out. */
function notShown({ rows }: Table): IRichTextBlock[] {
  const small = rows.filter(({ shown }) => shown.kind === 'small');
  const heldBack = rows.filter(({ shown }) => shown.kind === 'held-back');
  if (small.length === rows.length) return [asElement(line('Fewer than 5 of each'))];
  return [...listed('Fewer than 5 of:', small), ...listed('Not shown:', heldBack)];
}

const listed = (title: string, rows: ReportRow[]): IRichTextBlock[] =>
  (rows.length === 0 ? [] : [line(title, 'bold', 'Small'), ...rows.map(({ words }) => line(words))]).map(asElement);

/** A bar for each month. */
export const verticalBars = (table: Table): CardElement[] =>
  charted(table, (shared) => ({
    ...shared,
    type: 'Chart.VerticalBar',
    showBarValues: true,
    color: 'categoricalTeal',
    data: numbersOf(table).map(({ words, value }) => ({ x: shortMonth(words), y: value })),
  }));

export const horizontalBars = (table: Table): CardElement[] =>
  charted(table, (shared) => ({
    ...shared,
    type: 'Chart.HorizontalBar',
    color: 'categoricalTeal',
    data: numbersOf(table).map((row) => ({
      x: excerpt(isStatement(row) ? `${row.id} ${row.words}` : row.words, longestLabel),
      y: row.value,
    })),
  }));

/** One bar, made up of the numbers of the table. */
export const stackedBar = (table: Table): CardElement[] =>
  charted(table, (shared) => ({
    ...shared,
    type: 'Chart.HorizontalBar.Stacked',
    data: [{ title: '', data: shares(table) }],
  }));

export const donut = (table: Table): CardElement[] =>
  charted(table, (shared) => ({ ...shared, type: 'Chart.Donut', data: shares(table) }));

const shares = (table: Table) => numbersOf(table).map(({ words, value }) => ({ legend: words, value }));
