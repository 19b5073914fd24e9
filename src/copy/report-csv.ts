import { publishedWords, type Report, type Table } from '../board/report.ts';

/**
 * The report as CSV for spreadsheets: one publishable number in each line, in UTF-8 with a byte order mark. No cell can
 * act as a formula.
 */
export async function reportCsv(report: Report): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  const { agencyMonths, times } = report;
  const linesOf = ({ title, rows }: Table) =>
    rows.map(({ id, words, shown }) => [title, isStatement(id) ? `${id} ${words}` : words, '', publishedWords(shown)]);
  const lines = [
    ['Table', 'Of', 'Month', 'Number'],
    ['Time', report.period.words, '', ''],
    ['Referrals sent', 'All', '', publishedWords(report.referrals)],
    ...tablesOf(report).flatMap(linesOf),
    ...(agencyMonths?.agencies ?? []).flatMap(({ title, rows }) =>
      rows.map(({ words, shown }) => [agencyMonths?.title, title, words, publishedWords(shown)]),
    ),
    ['Hours to a decision', 'Half took so long or less', '', times.median ?? 'not shown'],
    ['Hours to a decision', 'Nine in ten took so long or less', '', times.ninetieth ?? 'not shown'],
    ['Cases that cannot be read', 'All times', '', report.unreadable],
  ];
  return stringify(lines, { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}

const isStatement = (id: string): boolean => /^[A-Z]\d+$/.test(id);

const tablesOf = ({ months, agencies, decisions, outcomes, calls, escalations, indicators }: Report): Table[] => [
  ...[months, agencies, decisions, outcomes, calls, escalations, indicators],
];
