import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { instantOf } from '../../src/base/time.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { withChain } from '../../src/evidence/link.ts';
import { withSeeds } from '../../src/features/set-up/seeding.ts';
import { setupsIn } from '../../src/features/set-up/set-up-state.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aCase, FACT, many } from '../board/some-cases.ts';
import { readPdf } from '../files/a-copy.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import { linkIn, savesAs } from './saving.ts';
import { hears } from './waiting.ts';
import { allOf, beginsCheck, summariesIn } from './walks.ts';

const year = new Date().getUTCFullYear();
const lastMonth = instantOf(Date.now() - 32 * 24 * 3_600_000);

/** Fills the store of a service that has begun with 24 referrals, a practice case, and a case that cannot be read. */
async function fillStore(path: string): Promise<void> {
  const store = sqliteStore(path, 'HT');
  await setupsIn(store).change((setup) => withSeeds(setup, { seeds: {}, defaults: {} }, lastMonth));
  const salt = () => randomBytes(32).toString('base64url');
  const put = (record: CaseRecord) => store.create({ ...withChain(undefined, record, salt), wakeAt: undefined });
  const like = { sent: lastMonth, agency: 'health', called: 3, seen: ['G01'] };
  const decided = { ...like, decided: [5, 'assessment'] as [number, 'assessment'] };
  for (const record of [
    ...many(14, decided),
    ...many(8, { ...like, agency: 'education', called: 60, decided: [30, 'other'] }, 20),
    ...many(2, { ...decided, agency: 'police' }, 30),
  ])
    await put(record);
  await put({ ...aCase(like, 40), practice: true });
  await store.create({ kind: 'case', id: 'HT-0041-AAA', status: 'decided', ...{ facts: 'Opal' } });
  await store.close();
}

const folder = mkdtempSync(join(tmpdir(), 'mash-report-'));
const sqlitePath = join(folder, 'mash.db');
beforeAll(() => fillStore(sqlitePath));
const world = aWorld({ sqlitePath });
const { jane, mo, pat, dee, ash } = world;
afterAll(() => rmSync(folder, { recursive: true }));
beforeAll(async () => {
  await ash.says('hi');
  await hears(ash, 'The set-up was changed'); // by the start, and told when she can be reached
});

it('Only administrators and managers can have the report for the Board', async () => {
  for (const person of [jane, pat, dee]) {
    const [answer] = await person.says('report');
    expect(answer?.text).toBe('Only administrators and MASH managers can have the report for the Board.');
    lacks(allOf(person.chat()), /\/copy\/|Referrals sent/);
  }
  for (const person of [ash, mo]) {
    await person.says('report');
    contains(person.sees().headings[0], /^Report for the Board: /);
  }
});

it('The report counts what was sent, without practice and drafts, and no number below five, and says how many cases could not be read', async () => {
  await ash.says('Report.');
  shows(
    ash,
    'Referrals sent: 24',
    '1 case could not be read',
    /half within 8 hours, nine in ten within 90 hours/,
    /Fewer than 5 of:\n([^:]*\n)*Police\n/,
  );
  doesNotShow(ash, /: [0-4]$/m);
});

it('The report shows charts, each with the same numbers in words for clients that show none', async () => {
  const charts = chartsIn(ash.sees().json);
  expect(charts.map(({ type }) => type)).toEqual(Array(5).fill('Chart.HorizontalBar'));
  for (const { data, fallback } of charts) {
    const words = JSON.stringify(fallback);
    for (const number of numbersIn(data)) {
      expect(number).toBeGreaterThanOrEqual(5);
      contains(words, new RegExp(`\\b${number}\\b`));
    }
  }
});

it('The report can be of a year or a month, and asks again about any other time', async () => {
  await ash.says(`report ${year}`);
  isHeaded(ash, `Report for the Board: ${year}, so far`);
  await ash.says(`report March ${year - 3}`);
  isHeaded(ash, `Report for the Board: March ${year - 3}`);
  shows(ash, 'Referrals sent: fewer than 5');
  expect(chartsIn(ash.sees().json)).toEqual([]);
  await ash.says('report of last week');
  isHeaded(ash, 'I do not know which time you mean');
  await ash.says(`report ${year + 1}`);
  isHeaded(ash, 'That time is still to come');
  shows(ash, '“report October 2026”');
});

it('The report comes as a PDF by a link that works once', async () => {
  await ash.says('report');
  const link = linkIn(ash.chat());
  contains(await (await fetch(link)).text(), /Save the report[\s\S]*Save as PDF[\s\S]*Save as CSV/);
  expect((await savesAs(link, 'json')).status).toBe(400);
  const saved = await savesAs(link, 'pdf');
  expect(saved.headers.get('content-disposition')).toBe('attachment; filename="report-latest.pdf"');
  const { words } = await readPdf(Buffer.from(await saved.arrayBuffer()));
  contains(words, 'Referrals sent: 24.', '<5');
  lacks(words, FACT);
  expect((await savesAs(link, 'pdf')).status).toBe(410);
});

it('The report comes as a table for spreadsheets', async () => {
  await mo.says(`report ${year}`);
  const saved = await savesAs(linkIn(mo.chat()), 'csv');
  expect(saved.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  const bytes = Buffer.from(await saved.arrayBuffer());
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const csv = bytes.toString();
  contains(csv, 'Referrals by agency,Police,,fewer than 5');
  lacks(csv, FACT, /,[0-4]\r\n(?!$)/);
});

it('The report has nothing of a child, a referrer or a case, and neither has the log', async () => {
  // A minute after the start, the sweep reports the case that cannot be read.
  const shown = [...ash.chat(), ...mo.chat()].filter(({ summary }) => !summary?.includes('outside the program'));
  lacks(allOf(shown), /Opal|Amber|Nguy|Flint|Jane|HT-/);
  lacks(summariesIn(ash.chat()).join(), FACT);
  const lines = world.log.join('\n');
  contains(lines, 'report.made', 'report.saved');
  lacks(lines, /Opal|Amber|Nguy|Flint|\/copy\//);
});

it('A link gives no report to somebody who may no longer have the report', async () => {
  await ash.says('report');
  const link = linkIn(ash.chat());
  const db = new DatabaseSync(sqlitePath, { timeout: 5000 });
  db.exec(`UPDATE documents SET body = json_set(body, '$.author', 'someone-else') WHERE kind = 'link'`);
  db.close();
  expect((await savesAs(link, 'pdf')).status).toBe(410);
});

it('The word “report” within a check brings no report', async () => {
  const card = await beginsCheck(jane);
  await card.presses('No');
  await jane.says('report');
  await beginsCheck(mo);
  await mo.says('report that he came late');
  for (const person of [jane, mo]) lacks(allOf(person.chat().slice(-1)), /for the Board|which time/);
});

interface Chart {
  type: string;
  data: unknown;
  fallback: unknown;
}

function chartsIn(card: unknown): Chart[] {
  const { body } = card as { body: Chart[] };
  return body.filter(({ type }) => type.startsWith('Chart.'));
}

function numbersIn(data: unknown): number[] {
  if (typeof data === 'number') return [data];
  if (Array.isArray(data)) return data.flatMap(numbersIn);
  return typeof data === 'object' && data !== null ? Object.values(data).flatMap(numbersIn) : [];
}
