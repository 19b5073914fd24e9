import { londonDay, longDay } from '../base/time.ts';
import { counted } from '../cards/london.ts';
import { shown } from '../cards/parts.ts';
import type { Report, ReportRow, Table } from './report.ts';
import { type PublishedNumber, smallestShown } from './suppress.ts';

/** All tables of numbers, in the order in which card, PDF and CSV show them. */
export const tablesOf = ({ months, tables, signs }: Report): Table[] => [
  ...(months.rows.length > 0 ? [months] : []),
  ...tables,
  signs,
];

const mostSigns = 10;

/** The tables that are drawn as bars, on the card and in the PDF. The last has long words, the others short ones. */
export function chartsOf(report: Report): Table[] {
  const signs = { title: 'Signs seen most often', rows: report.signs.rows.slice(0, mostSigns) };
  return tablesOf({ ...report, signs });
}

/** What stands in place of a table in which every number is small. */
export const nothingShown = `Fewer than ${smallestShown} of each`;

/** A row for readers who see no chart. */
export const rowInWords = ({ words, shown }: ReportRow): string => `${words}: ${publishedWords(shown)}`;

/** @returns "12", "at least 25", "fewer than 5" or "not shown" */
export function publishedWords(shown: PublishedNumber): string {
  switch (shown.kind) {
    case 'number':
      return String(shown.value);
    case 'at-least':
      return `at least ${shown.value}`;
    case 'small':
      return `fewer than ${smallestShown}`;
    case 'held-back':
      return 'not shown';
  }
}

/** A short form for the PDF: "12", "≥25", "<5" or "–". */
export const inShort = (shown: PublishedNumber): string =>
  publishedWords(shown).replace('at least ', '≥').replace('fewer than ', '<').replace('not shown', '–');

/** What a reader must know: that small numbers are hidden, and that nothing changes later. */
export const howToRead = (report: Report): string[] =>
  shown<string>([
    `A number below ${smallestShown}, also 0, is not shown. “At least” and “not shown”: otherwise such a number could be worked out.`,
    `${countedWords(report)} It stays as it is: later corrections change no number.`,
    report.unreadable > 0 && `Not counted: ${counted(report.unreadable, 'case')} that could not be read then.`,
  ]);

const countedWords = ({ countedAt }: Report) =>
  `Counted on ${longDay(londonDay(countedAt))}, without practice and drafts.`;

/** How long decisions took, from the start of the 24 hours. */
export function timesInWords({ median, ninetieth }: Report['times']): string {
  if (median === undefined) return 'Time to a decision: not shown, there are too few.';
  const nineInTen = ninetieth === undefined ? '' : `, nine in ten within ${counted(ninetieth, 'hour')}`;
  return `Time to a decision: half within ${counted(median, 'hour')}${nineInTen}.`;
}
