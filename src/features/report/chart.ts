import type {
  IContainer,
  IDonutChart,
  IHorizontalBarChart,
  IRichTextBlock,
  IStackedHorizontalBarChart,
  IVerticalBarChart,
} from '@microsoft/teams.cards';
import { shortMonth } from '../../base/period.ts';
import { inWords, type Row, type Table } from '../../board/report.ts';
import { excerpt, type Line, line } from '../../cards/parts.ts';

/** Charts of Teams. A client that has none shows the fallback, which says the same in words. What is not shown is in no chart: it would look like zero. */
export type Element =
  | IContainer
  | IRichTextBlock
  | IDonutChart
  | IHorizontalBarChart
  | IStackedHorizontalBarChart
  | IVerticalBarChart;

const longest = 40; // characters beside a bar

/** One line of a card as the element that it is. */
export const asElement = ({ runs, spacing }: Line): IRichTextBlock => ({
  type: 'RichTextBlock',
  spacing,
  inlines: runs.map(({ text, weight, size, subtle }) => ({ type: 'TextRun', text, weight, size, isSubtle: subtle })),
});

const numbersOf = ({ rows }: Table): { words: string; id: string; value: number }[] =>
  rows.flatMap(({ words, id, shown }) => (shown.kind === 'number' ? [{ words, id, value: shown.value }] : []));

/** A table as its chart, where there is something to draw, and in words what is in no chart. */
function charted(table: Table, chart: (fallback: IContainer) => Element): Element[] {
  const top = numbersOf(table).length > 0 ? chart(inLines(table)) : titleOf(table);
  return [top, ...notShown(table)];
}

const titleOf = ({ title }: Table): IRichTextBlock => asElement(line(title, 'bold', 'Medium'));

function inLines(table: Table): IContainer {
  const numbers = table.rows.filter(({ shown }) => shown.kind === 'number');
  return {
    type: 'Container',
    spacing: 'Medium',
    items: [titleOf(table), ...numbers.map((row) => asElement(line(rowInWords(row))))],
  };
}

/** A number first for a statement of the protocol, which has its own number and is long. */
export function rowInWords({ id, words, shown }: Row): string {
  return /^[A-Z]\d+$/.test(id) ? `${inWords(shown)} · ${id} ${words}` : `${words}: ${inWords(shown)}`;
}

/** What is in no chart, by name: below five, and left out. */
function notShown({ rows }: Table): IRichTextBlock[] {
  const small = rows.filter(({ shown }) => shown.kind === 'small');
  const heldBack = rows.filter(({ shown }) => shown.kind === 'held-back');
  if (small.length === rows.length) return [asElement(line('Fewer than 5 of each'))];
  return [...listed('Fewer than 5 of:', small), ...listed('Not shown:', heldBack)];
}

const listed = (title: string, rows: Row[]): IRichTextBlock[] =>
  rows.length === 0
    ? []
    : [asElement(line(title, 'bold', 'Small')), ...rows.map(({ words }) => asElement(line(words)))];

/** Of months. */
export const verticalBars = (table: Table): Element[] =>
  charted(table, (fallback) => ({
    type: 'Chart.VerticalBar',
    title: table.title,
    showTitle: true,
    spacing: 'Medium',
    showBarValues: true,
    color: 'categoricalTeal',
    data: numbersOf(table).map(({ words, value }) => ({ x: shortMonth(words), y: value })),
    fallback,
  }));

export const horizontalBars = (table: Table): Element[] =>
  charted(table, (fallback) => ({
    type: 'Chart.HorizontalBar',
    title: table.title,
    showTitle: true,
    spacing: 'Medium',
    color: 'categoricalTeal',
    data: numbersOf(table).map(({ words, id, value }) => ({
      x: excerpt(/^[A-Z]\d+$/.test(id) ? `${id} ${words}` : words, longest),
      y: value,
    })),
    fallback,
  }));

/** One bar, made up of the numbers of the table. */
export const stackedBar = (table: Table): Element[] =>
  charted(table, (fallback) => ({
    type: 'Chart.HorizontalBar.Stacked',
    title: table.title,
    showTitle: true,
    spacing: 'Medium',
    data: [{ title: '', data: numbersOf(table).map(({ words, value }) => ({ legend: words, value })) }],
    fallback,
  }));

export const donut = (table: Table): Element[] =>
  charted(table, (fallback) => ({
    type: 'Chart.Donut',
    title: table.title,
    showTitle: true,
    spacing: 'Medium',
    data: numbersOf(table).map(({ words, value }) => ({ legend: words, value })),
    fallback,
  }));
