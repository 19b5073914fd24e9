import { counted, moment } from '../cards/london.ts';
import { shown } from '../cards/parts.ts';
import type { Report, ReportRow, Table } from './report.ts';
import { type PublishedNumber, smallestShown } from './suppress.ts';

/** All tables of numbers but the one by agency and month, in the order in which card, PDF and CSV show them. */
export const tablesOf = ({
  months,
  agencies,
  decisions,
  outcomes,
  calls,
  escalations,
  indicators,
}: Report): Table[] => [months, agencies, decisions, outcomes, calls, escalations, indicators];

const mostSigns = 10;

/** The tables that are drawn as bars, on the card and in the PDF. The last has long words, the others short ones. */
export function chartsOf(report: Report): Table[] {
  const { indicators } = report;
  const seenMost = { title: 'Signs seen most often', rows: indicators.rows.slice(0, mostSigns) };
  return tablesOf({ ...report, indicators: seenMost });
}

/** What stands in place of a chart in which no number is shown. */
export const nothingShown = `Fewer than ${smallestShown} of each`;

/** A row for readers who see no chart. */
export const rowInWords = ({ words, shown }: ReportRow): string => `${words}: ${publishedWords(shown)}`;

/** @returns "12", "fewer than 5" or "not shown" */
export function publishedWords(
  shown: PublishedNumber,
  words = { small: `fewer than ${smallestShown}`, 'held-back': 'not shown' },
): string {
  return shown.kind === 'number' ? String(shown.value) : words[shown.kind];
}

/** A short form for the PDF: "12", "<5" or "–". */
export const inShort = (shown: PublishedNumber): string =>
  publishedWords(shown, { small: `<${smallestShown}`, 'held-back': '–' });

/** The numbers that no chart of the PDF shows, and how to read the charts. */
export function reportLines({ referrals, times, unreadable, madeAt }: Report): string[] {
  return shown<string>([
    `Referrals sent: ${publishedWords(referrals)}. ${timesInWords(times)}`,
    `A number below ${smallestShown} is not shown: “<${smallestShown}”, also where there is none. “–”: left out, so that a small number cannot be worked out.`,
    unreadable > 0 && `${counted(unreadable, 'case')} could not be read and stand in none of the numbers.`,
    `Made at ${moment(madeAt)}. Practice, drafts and deleted drafts are not counted.`,
  ]);
}

/** How long decisions took, from the start of the 24 hours. */
export function timesInWords({ median, ninetieth }: Report['times']): string {
  if (median === undefined) return 'Time to a decision: not shown, there are too few.';
  const nineInTen =
    ninetieth === undefined ? 'of nine in ten it is not shown' : `nine in ten within ${counted(ninetieth, 'hour')}`;
  return `Time to a decision: half within ${counted(median, 'hour')}, ${nineInTen}.`;
}
