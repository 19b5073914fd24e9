import { describe, expect, it } from '@jest/globals';
import { periodOf } from '../../src/base/period.ts';
import { type Report, reportOf } from '../../src/board/report.ts';
import { emptyTally } from '../../src/board/tally.ts';
import { reportCsv } from '../../src/copy/report-csv.ts';
import { reportPdf } from '../../src/copy/report-pdf.ts';
import { reports } from '../cards/sample-report.ts';
import { at, pack } from '../case/a-case.ts';
import { readPdf } from '../copy/a-copy.ts';

const NOW = at('2026-11-25T10:00:00.000Z');
const { many, few, none } = reports(NOW);

describe('the report as PDF', () => {
  it.each([
    ['many', many],
    ['few', few],
    ['none', none],
  ])('is one tagged page, with a title and a language: %s', async (_, report) => {
    const { pages, title, language, tags } = await readPdf(await reportPdf(report));
    expect(pages).toHaveLength(1);
    expect([title, language]).toEqual(['Report for the Board: December 2025 to November 2026, so far', 'en-GB']);
    expect(tags.filter((tag) => tag === 'Figure')).toHaveLength(8);
  });

  it('writes “<5” where a number is small, and “–” where one is left out, and never a number below five', async () => {
    const { pieces } = await readPdf(await reportPdf(many));
    const texts = pieces.map(({ text }) => text.trim());
    expect(texts).toContain('<5');
    expect(texts).toContain('–');
    expect(texts.filter((text) => /^[0-4]$/.test(text))).toEqual([]);
  });

  it('has every number that may be shown', async () => {
    const { pieces } = await readPdf(await reportPdf(many));
    const texts = pieces.map(({ text }) => text.trim());
    for (const { rows } of [many.months, many.agencies, many.decisions, many.outcomes, many.calls])
      for (const { shown } of rows) if (shown.kind === 'number') expect(texts).toContain(String(shown.value));
  });

  it('has one table the less where there is one month only', async () => {
    const period = periodOf('2026-10', NOW);
    if (!period) throw new Error('it is not still to come');
    const { tags, words } = await readPdf(await reportPdf(reportOf(emptyTally(), period, pack, NOW)));
    expect(tags.filter((tag) => tag === 'Figure')).toHaveLength(7);
    expect(words).toContain('Report for the Board: October 2026');
  });
});

describe('the report as a table', () => {
  it('begins with the mark that Excel needs for other alphabets, and has a line for each number', async () => {
    const csv = await reportCsv(many);
    expect(csv.startsWith('\ufeffTable,Of,Month,Number\r\n')).toBe(true);
    expect(csv).toContain('Referrals by agency and month,Health,October 2026,');
    expect(csv).toContain('Signs seen,G01 Cared for by an adult');
    expect(csv).not.toMatch(/,[1-4]\r\n(?!$)/);
  });

  it('starts no formula, whatever an agency is called', async () => {
    const [row] = many.agencies.rows;
    if (!row) throw new Error('there is none');
    const named: Report = { ...many, agencies: { ...many.agencies, rows: [{ ...row, words: '=HYPERLINK("x")' }] } };
    expect(await reportCsv(named)).toContain(`"'=HYPERLINK(""x"")"`);
  });
});
