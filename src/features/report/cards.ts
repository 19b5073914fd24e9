import type { CardElement, IContainer, IRichTextBlock } from '@microsoft/teams.cards';
import { latestQuarter, monthName, type Period, periodOf, shortMonth } from '../../base/period.ts';
import { type Instant, longDay } from '../../base/time.ts';
import type { Report, ReportRow, Table } from '../../board/report.ts';
import {
  chartsOf,
  howToRead,
  nothingShown,
  publishedWords,
  rowInWords,
  timesInWords,
} from '../../board/report-words.ts';
import { excerpt, type Line, line, noticeCard, shown, spacedLine } from '../../cards/parts.ts';

/**
 * The numbers for the Board, in the own chat of the person who asked. Nothing on it is about a single child, person or
 * case.
 * @param url the page where they can save it
 * @source Protocol 6.1
 */
export function reportCard(report: Report, url: string) {
  const title = `Report for the ${report.board}: ${report.period.words}`;
  const [first = '', ...rest] = howToRead(report);
  const card = noticeCard({
    summary: title,
    heading: title,
    lines: [
      line(`Referrals sent: ${publishedWords(report.referrals)}`, 'large', 'Medium'),
      timesInWords(report.times),
      spacedLine(first),
      ...rest,
      report.unreadable > 0 && line('Tell whoever runs this service.', 'bold'),
    ],
    links: [{ title: 'Open the page to save it', url }],
  });
  const foot = [
    line('You can save it as PDF, or as a table (CSV). The link works once, for 10 minutes.', 'small', 'Medium'),
    line(`For other times: ${examples(report.period)}`, 'small'),
  ];
  const tables = chartsOf(report);
  const charts = tables.filter(hasNumbers).flatMap((table) => chartOf(table, table === report.months));
  const others = tables.filter((table) => !hasNumbers(table)).map(({ title: name }) => name);
  const small = others.length > 0 ? [line(nothingShown, 'bold', 'Medium'), line(others.join(' · '))] : [];
  return { ...card, body: [...(card.body ?? []), ...charts, ...[...small, ...foot].map(asElement)] };
}

const hasNumbers = ({ rows }: Table): boolean => rows.some(({ shown }) => shown.kind !== 'small');

const longestLabel = 40; // characters beside a bar

/**
 * A bar for each number of a table. A client that cannot draw charts shows the same in words. Rows without a number are
 * listed in words, because in a chart they would look like zero.
 */
function chartOf({ title, rows }: Table, isOfMonths: boolean): CardElement[] {
  const heading = asElement(line(title, 'bold', 'Medium'));
  const numbers = rows.flatMap((row) => (row.shown.kind === 'number' ? [{ ...row, value: row.shown.value }] : []));
  const inWords = numbers.map((row) => asElement(line(rowInWords(row))));
  if (numbers.length < 2) return [heading, ...inWords, ...withoutNumber(rows)];
  const fallback: IContainer = { type: 'Container', spacing: 'Medium', items: [heading, ...inWords] };
  const shared = { title, showTitle: true, spacing: 'Medium', color: 'categoricalTeal', fallback } as const;
  const bars = (label: (words: string) => string) => numbers.map(({ words, value }) => ({ x: label(words), y: value }));
  return [
    isOfMonths
      ? { ...shared, type: 'Chart.VerticalBar', showBarValues: true, data: bars(shortMonth) }
      : { ...shared, type: 'Chart.HorizontalBar', data: bars((words) => excerpt(words, longestLabel)) },
    ...withoutNumber(rows),
  ];
}

/** Names the rows that are not in the chart: those of which only the least is known, those below five, and those left out. */
function withoutNumber(rows: ReportRow[]): IRichTextBlock[] {
  const of = (kind: ReportRow['shown']['kind']) => rows.filter(({ shown }) => shown.kind === kind);
  const named = (title: string, kind: ReportRow['shown']['kind']) =>
    of(kind).length > 0 &&
    line(
      `${title}: ${of(kind)
        .map(({ words }) => words)
        .join(' · ')}`,
    );
  return shown<Line>([
    ...of('at-least').map((row) => line(rowInWords(row))),
    named('Fewer than 5 each', 'small'),
    named('Not shown', 'held-back'),
  ]).map(asElement);
}

/** Turns a line into the element of a card. */
const asElement = ({ runs, spacing }: Line): IRichTextBlock => ({ type: 'RichTextBlock', spacing, inlines: runs });

/** What can be typed for other times. */
function examples({ quarters }: Period): string {
  const { words, months } = periodOf(quarters.at(-1)?.name ?? '');
  const year = Number(months[0]?.slice(0, 4));
  return `“report ${monthName(months[0] ?? '')}”, “report ${words}”, or “report ${year - 1}/${String(year).slice(2)}”.`;
}

/** Why there is no report, and how to ask for one. @param from the day from which that time can be had */
export function noReportCard(now: Instant, asked?: { period: Period; from: string }) {
  return noticeCard({
    summary: 'No report',
    heading: asked ? 'That time is not over yet' : 'I do not know which time you mean',
    lines: [
      asked && `${asked.period.words} can be had from ${longDay(asked.from)}. Then nothing changes in it any more.`,
      spacedLine('Type “report” for the last quarter.'),
      `Or say the time: ${examples(periodOf(latestQuarter(now)))}`,
      'A manager can type “today” for the working figures of this day.',
    ],
  });
}

/** The numbers are counted for the first time. @param soFar how many cases are counted */
export const stillCountingCard = (period: Period, soFar: number) =>
  noticeCard({
    summary: 'The report is being counted',
    heading: 'I am still counting',
    lines: [
      `The referrals of ${period.words} are counted for the first time: ${soFar.toLocaleString('en-GB')} cases so far.`,
      spacedLine('I go on counting. Type the same again in five minutes.'),
    ],
  });
