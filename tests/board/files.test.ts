import { expect, it } from '@jest/globals';
import { periodOf } from '../../src/base/period.ts';
import { type Report, reportOf } from '../../src/board/report.ts';
import { emptyTally } from '../../src/board/tally.ts';
import { reportCsv, reportPdf } from '../../src/files/report-files.ts';
import { reports } from '../cards/sample-report.ts';
import { at, pack } from '../case/a-case.ts';
import { contains } from '../conversations/expecting.ts';
import { readPdf } from '../files/a-copy.ts';

const NOW = at('2026-11-25T10:00:00.000Z');
const { many, few, none } = reports(NOW);

// The report as PDF

it.each([
  ['a report with many cases', many],
  ['a report with few cases', few],
  ['a report without cases', none],
])('The PDF of %s is one tagged page with a title and a language', async (_, report) => {
  const { pages, title, language, tags } = await readPdf(await reportPdf(report));
  expect(pages).toHaveLength(1);
  expect([title, language]).toEqual(['Report for the Board: December 2025 to November 2026, so far', 'en-GB']);
  expect(tags.filter((tag) => tag === 'Figure')).toHaveLength(8);
});

it('The PDF shows “<5” for a small number and “–” for one left out, and never a number below five', async () => {
  const { pieces } = await readPdf(await reportPdf(many));
  const texts = pieces.map(({ text }) => text.trim());
  contains(texts, '<5', '–');
  expect(texts.filter((text) => /^[0-4]$/.test(text))).toEqual([]);
});

it('The PDF has every number that may be shown', async () => {
  const { pieces } = await readPdf(await reportPdf(many));
  const texts = pieces.map(({ text }) => text.trim());
  for (const { rows } of [many.months, many.agencies, many.decisions, many.outcomes, many.calls])
    for (const { shown } of rows) if (shown.kind === 'number') expect(texts).toContain(String(shown.value));
});

it('The PDF of one month has no table by agency and month', async () => {
  const period = periodOf('2026-10', NOW);
  if (!period) throw new Error('October 2026 has no period: set NOW later');
  const { tags, words } = await readPdf(await reportPdf(reportOf(emptyTally(), period, pack, NOW)));
  expect(tags.filter((tag) => tag === 'Figure')).toHaveLength(7);
  expect(words).toContain('Report for the Board: October 2026');
});

// The report as a table

it('The CSV begins with the mark that Excel needs to read Unicode, and has a line for each number', async () => {
  const csv = await reportCsv(many);
  expect(csv.startsWith('\ufeffTable,Of,Month,Number\r\n')).toBe(true);
  contains(csv, 'Referrals by agency and month,Health,October 2026,', 'Signs seen,G01 Cared for by an adult');
  expect(csv).not.toMatch(/,[1-4]\r\n(?!$)/);
});

it('The CSV escapes an agency’s name that would start a formula', async () => {
  const [row] = many.agencies.rows;
  if (!row) throw new Error('the report has no agency');
  const withFormula: Report = {
    ...many,
    agencies: { ...many.agencies, rows: [{ ...row, words: '=HYPERLINK("x")' }] },
  };
  expect(await reportCsv(withFormula)).toContain(`"'=HYPERLINK(""x"")"`);
});
