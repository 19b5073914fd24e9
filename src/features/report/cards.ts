import type { CardElement } from '@microsoft/teams.cards';
import { publishedWords, type Report } from '../../board/report.ts';
import { countedCases, timesInWords } from '../../board/report-words.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Card, type Line, line, noticeCard } from '../../cards/parts.ts';
import { asElement, donut, horizontalBars, rowInWords, stackedBar, verticalBars } from './chart.ts';

const mostSigns = 10;

/**
 * The numbers for the Board, in the own chat of the person who asked. Nothing on it is about a single child, person or
 * case.
 * @param url the page where they can save it
 * @source Protocol 6.1
 */
export function reportCard(report: Report, url: string): Card {
  const title = `Report for the ${report.board}: ${report.period.words}`;
  const card = noticeCard({
    summary: title,
    heading: title,
    lines: [
      line('Numbers only. One below 5 is shown as “fewer than 5”, and so is none.', 'plain', 'Small'),
      line('“Not shown”: left out, or a small number could be worked out from it.'),
      line(`Referrals sent: ${publishedWords(report.referrals)}`, 'large', 'Medium'),
      line(timesInWords(report.times), 'plain', 'Small'),
      ...unreadableLines(report),
    ],
    links: [{ title: 'Open the page to save it', url }],
  });
  const foot = [
    line(`Made at ${clockAndDay(report.madeAt)}. Drafts and practice are not counted.`, 'small', 'Medium'),
    line('You can save it as PDF, or as a table (CSV). The link works once, for 10 minutes.', 'small'),
  ];
  return { ...card, body: [...(card.body as CardElement[]), ...plots(report), ...foot.map(asElement)] };
}

function unreadableLines({ unreadable }: Report): Line[] {
  const words = `${countedCases(unreadable)} could not be read, and not counted. Tell whoever runs this service.`;
  return unreadable > 0 ? [line(words, 'bold')] : [];
}

function plots({ months, agencies, decisions, calls, outcomes, indicators, escalations }: Report): CardElement[] {
  const [total, ...byTime] = calls.rows; // the first row is the total, which cannot be a part of its own bar
  const signs = { ...indicators, rows: indicators.rows.slice(0, mostSigns) };
  return [
    ...verticalBars(months),
    ...horizontalBars(agencies),
    ...stackedBar(decisions),
    ...stackedBar({ ...calls, rows: byTime }),
    ...(total ? [asElement(line(`All phone calls: ${publishedWords(total.shown)}`, 'plain', 'Small'))] : []),
    ...donut(outcomes),
    ...(signs.rows.length > 0
      ? horizontalBars(signs)
      : [asElement(line('Signs seen', 'bold', 'Medium')), asElement(line('Fewer than 5 of each', 'plain', 'None'))]),
    asElement(line(escalations.title, 'bold', 'Medium')),
    ...escalations.rows.map((row) => asElement(line(rowInWords(row)))),
  ];
}

/** Why there is no report, and how to ask for one. */
export function noReportCard(why: 'to-come' | 'not-understood'): Card {
  return noticeCard({
    summary: 'No report',
    heading: why === 'to-come' ? 'That time is still to come' : 'I do not know which time you mean',
    lines: [
      line('Type “report” for the last 12 months.', 'plain', 'Small'),
      line('Type “report 2026” for a year, or “report October 2026” for a month.'),
    ],
  });
}
