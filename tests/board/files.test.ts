import { expect, it } from '@jest/globals';
import type { Report } from '../../src/board/report.ts';
import { reportCsv, reportPdf } from '../../src/files/report-files.ts';
import { reports } from '../cards/sample-report.ts';
import { at } from '../case/a-case.ts';
import { contains } from '../conversations/expecting.ts';
import { readPdf } from '../files/a-copy.ts';

const NOW = at('2026-11-25T10:00:00.000Z');
const { many, few, none, quarter } = reports(NOW);

// The report as PDF

it.each([
  ['a report with many cases', many],
  ['a report with few cases', few],
  ['a report without cases', none],
])('The PDF of %s is one tagged page with a title and a language', async (_, report) => {
  const { pages, title, language, tags } = await readPdf(await reportPdf(report));
  expect(pages).toHaveLength(1);
  expect([title, language]).toEqual(['Report for the Board: April 2025 to March 2026', 'en-GB']);
  expect(tags.filter((tag) => tag === 'Figure')).toHaveLength(10);
});

it('The PDF shows “<5” for a small number, “≥” for one of which only the least is said, and never a number below five', async () => {
  const { pieces } = await readPdf(await reportPdf(many));
  const texts = pieces.map(({ text }) => text.trim());
  contains(texts, '<5');
  expect(texts.some((text) => /^≥\d+$/.test(text))).toBe(true);
  expect(texts.filter((text) => /^[0-4]$/.test(text))).toEqual([]);
});

it('The PDF has every number that may be shown', async () => {
  const { pieces } = await readPdf(await reportPdf(many));
  const texts = pieces.map(({ text }) => text.trim());
  for (const { rows } of [many.months, ...many.tables])
    for (const { shown } of rows) if (shown.kind === 'number') expect(texts).toContain(String(shown.value));
});

it('The PDF of a quarter names it and shows its months', async () => {
  const { words } = await readPdf(await reportPdf(quarter));
  contains(words, 'Report for the Board: July to September 2026', 'July 2026', 'September 2026');
});

// The report as a table

it('The CSV begins with the mark that Excel needs to read Unicode, and has a line for each number', async () => {
  const csv = await reportCsv(many);
  expect(csv.startsWith('\ufeffTable,Of,Number\r\n')).toBe(true);
  contains(csv, 'Referrals by agency,Health,', 'Signs seen,G01 Cared for by an adult');
  expect(csv).not.toMatch(/,[1-4]\r\n(?!$)/);
});

it('The CSV escapes an agency’s name that would start a formula', async () => {
  const row = many.tables[0]?.rows[0];
  if (!row) throw new Error('the report has no agency');
  const tables = [{ title: 'Referrals by agency', rows: [{ ...row, words: '=HYPERLINK("x")' }] }];
  const withFormula: Report = { ...many, tables };
  expect(await reportCsv(withFormula)).toContain(`"'=HYPERLINK(""x"")"`);
});
