import type { CardElement, IContainer, IRichTextBlock } from '@microsoft/teams.cards';
import { shortMonth } from '../../base/period.ts';
import type { Report, ReportRow, Table } from '../../board/report.ts';
import { chartsOf, nothingShown, publishedWords, rowInWords, timesInWords } from '../../board/report-words.ts';
import { clockAndDay, counted } from '../../cards/london.ts';
import { excerpt, type Line, line, noticeCard, spacedBoldLine, spacedLine } from '../../cards/parts.ts';

/**
 * The numbers for the Board, in the own chat of the person who asked. Nothing on it is about a single child, person or
 * case.
 * @param url the page where they can save it
 * @source Protocol 6.1
 */
export function reportCard(report: Report, url: string) {
  const { unreadable } = report;
  const title = `Report for the ${report.board}: ${report.period.words}`;
  const card = noticeCard({
    summary: title,
    heading: title,
    lines: [
      spacedLine('Numbers only. One below 5 is shown as “fewer than 5”, and so is none.'),
      '“Not shown”: left out, or a small number could be worked out from it.',
      line(`Referrals sent: ${publishedWords(report.referrals)}`, 'large', 'Medium'),
      spacedLine(timesInWords(report.times)),
      unreadable > 0 &&
        line(
          `${counted(unreadable, 'case')} could not be read, and not counted. Tell whoever runs this service.`,
          'bold',
        ),
    ],
    links: [{ title: 'Open the page to save it', url }],
  });
  const foot = [
    line(`Made at ${clockAndDay(report.madeAt)}. Drafts and practice are not counted.`, 'small', 'Medium'),
    line('You can save it as PDF, or as a table (CSV). The link works once, for 10 minutes.', 'small'),
  ];
  const charts = chartsOf(report).flatMap((table) => chartOf(table, table === report.months));
  return { ...card, body: [...(card.body ?? []), ...charts, ...foot.map(asElement)] };
}

const longestLabel = 40; // characters beside a bar

/**
 * A bar for each number of a table. A client that cannot draw charts shows the same in words. Rows without a number are
 * listed in words, because in a chart they would look like zero.
 */
function chartOf({ title, rows }: Table, isOfMonths: boolean): CardElement[] {
  const heading = asElement(line(title, 'bold', 'Medium'));
  const numbers = rows.flatMap((row) => (row.shown.kind === 'number' ? [{ ...row, value: row.shown.value }] : []));
  if (numbers.length === 0) return [heading, ...notShown(rows)];
  const items = [heading, ...numbers.map((row) => asElement(line(rowInWords(row))))];
  const fallback: IContainer = { type: 'Container', spacing: 'Medium', items };
  const shared = { title, showTitle: true, spacing: 'Medium', color: 'categoricalTeal', fallback } as const;
  const bars = (label: (words: string) => string) => numbers.map(({ words, value }) => ({ x: label(words), y: value }));
  return [
    isOfMonths
      ? { ...shared, type: 'Chart.VerticalBar', showBarValues: true, data: bars(shortMonth) }
      : { ...shared, type: 'Chart.HorizontalBar', data: bars((words) => excerpt(words, longestLabel)) },
    ...notShown(rows),
  ];
}

/** Names the rows that are not in the chart: those below five, and those left out. */
function notShown(rows: ReportRow[]): IRichTextBlock[] {
  const small = rows.filter(({ shown }) => shown.kind === 'small');
  const heldBack = rows.filter(({ shown }) => shown.kind === 'held-back');
  if (small.length === rows.length) return [asElement(line(nothingShown))];
  return [...listed('Fewer than 5 of:', small), ...listed('Not shown:', heldBack)];
}

const listed = (title: string, rows: ReportRow[]) =>
  (rows.length === 0 ? [] : [spacedBoldLine(title), ...rows.map(({ words }) => line(words))]).map(asElement);

/** Turns a line into the element of a card. */
const asElement = ({ runs, spacing }: Line): IRichTextBlock => ({ type: 'RichTextBlock', spacing, inlines: runs });

/** Why there is no report, and how to ask for one. */
export function noReportCard(why: 'to-come' | 'not-understood') {
  return noticeCard({
    summary: 'No report',
    heading: why === 'to-come' ? 'That time is still to come' : 'I do not know which time you mean',
    lines: [
      spacedLine('Type “report” for the last 12 months.'),
      'Type “report 2026” for a year, or “report October 2026” for a month.',
    ],
  });
}
