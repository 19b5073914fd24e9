import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instantOf } from '../../src/base/time.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { withChain } from '../../src/evidence/chained.ts';
import { withSeeds } from '../../src/features/set-up/seeding.ts';
import { setupsIn } from '../../src/features/set-up/set-up-state.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aCase, FACT, many } from '../board/some-cases.ts';
import { readPdf } from '../copy/a-copy.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import { linkIn, savesAs } from './saving.ts';
import { allOf, beginsCheck, summariesIn } from './walks.ts';
import { startWorld, type World } from './world.ts';

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
  await put({ ...aCase(like, 40), training: true });
  await store.create({ kind: 'case', id: 'HT-0041-AAA', status: 'decided', ...{ facts: 'Opal' } });
  await store.close();
}

describe('the report for the Board', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mash-report-'));
  const sqlitePath = join(folder, 'mash.db');
  let world: World;
  beforeAll(async () => {
    await fillStore(sqlitePath);
    world = await startWorld({ sqlitePath });
  });
  afterAll(async () => {
    await world.stop();
    rmSync(folder, { recursive: true });
  });

  it('Only administrators and managers can have the report for the Board', async () => {
    const { jane, pat, dee, ash, mo } = world;
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

  it('The report counts what was sent, without practice and drafts, and says how many cases could not be read', async () => {
    const { ash } = world;
    await ash.says('Report.');
    const { text } = ash.sees();
    contains(
      text,
      'Referrals sent: 24',
      '1 case could not be read',
      /half within 8 hours, nine in ten within 90 hours/,
    );
  });

  it('The report shows charts, each with the same numbers in words for clients that show none', async () => {
    const charts = chartsIn(world.ash.sees().json);
    expect(charts.map(({ type }) => type)).toEqual(Array(5).fill('Chart.HorizontalBar'));
    for (const { data, fallback } of charts) {
      const words = JSON.stringify(fallback);
      for (const number of numbersIn(data)) {
        expect(number).toBeGreaterThanOrEqual(5);
        contains(words, new RegExp(`\\b${number}\\b`));
      }
    }
  });

  it('The report shows no number below five, and holds back another number that would give one away', async () => {
    const { text } = world.ash.sees();
    contains(text, /Fewer than 5 of:\n([^:]*\n)*Police\n/);
    lacks(text, /: [0-4]$/m);
  });

  it('The report can be of a year or a month, and asks again about any other time', async () => {
    const { ash } = world;
    await ash.says(`report ${year}`);
    isHeaded(ash, `Report for the Board: ${year}, so far`);
    await ash.says(`report March ${year - 3}`);
    isHeaded(ash, `Report for the Board: March ${year - 3}`);
    shows(ash, 'Referrals sent: fewer than 5');
    await ash.says('report of last week');
    isHeaded(ash, 'I do not know which time you mean');
    await ash.says(`report ${year + 1}`);
    isHeaded(ash, 'That time is still to come');
    shows(ash, '“report October 2026”');
  });

  it('The report comes as one page of PDF by a link that works once', async () => {
    const { ash } = world;
    await ash.says('report');
    const link = linkIn(ash.chat());
    contains(await (await fetch(link)).text(), /Save the report[\s\S]*Save as PDF[\s\S]*Save as CSV/);
    expect((await savesAs(link, 'json')).status).toBe(400);
    const saved = await savesAs(link, 'pdf');
    expect(saved.headers.get('content-disposition')).toBe('attachment; filename="report-latest.pdf"');
    const { pages, title, tags, language } = await readPdf(Buffer.from(await saved.arrayBuffer()));
    expect(pages).toHaveLength(1);
    expect([title.slice(0, 21), language]).toEqual(['Report for the Board:', 'en-GB']);
    expect(tags).toEqual(expect.arrayContaining(['H1', 'P', 'H2', 'Figure']));
    contains(pages[0], 'Referrals sent: 24.', '<5');
    lacks(pages[0], FACT);
    expect((await savesAs(link, 'pdf')).status).toBe(410);
  });

  it('The report comes as a table for spreadsheets', async () => {
    await world.mo.says(`report ${year}`);
    const saved = await savesAs(linkIn(world.mo.chat()), 'csv');
    expect(saved.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const bytes = Buffer.from(await saved.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const csv = bytes.toString();
    contains(csv, 'Referrals by agency,Police,,fewer than 5');
    lacks(csv, FACT, /,[0-4]\r\n(?!$)/);
  });

  it('The report has nothing of a child, a referrer or a case, and neither has the log', async () => {
    const { ash, mo, log } = world;
    // A minute after the start, the sweep reports the case that cannot be read.
    const shown = [...ash.chat(), ...mo.chat()].filter(({ summary }) => !summary?.includes('outside the program'));
    lacks(allOf(shown), /Opal|Amber|Nguy|Flint|Jane|HT-/);
    lacks(summariesIn(ash.chat()).join(), FACT);
    const lines = log.join('\n');
    contains(lines, 'report.made', 'report.saved');
    lacks(lines, /Opal|Amber|Nguy|Flint|\/copy\//);
  });

  it('A link gives no report to somebody who may no longer have the report', async () => {
    await world.ash.says('report');
    const link = linkIn(world.ash.chat());
    const db = new DatabaseSync(sqlitePath, { timeout: 5000 });
    db.exec(`UPDATE documents SET body = json_set(body, '$.author', 'someone-else') WHERE kind = 'link'`);
    db.close();
    expect((await savesAs(link, 'pdf')).status).toBe(410);
  });

  it('The word “report” within a check brings no report', async () => {
    const { mo, jane } = world;
    const card = await beginsCheck(jane);
    await card.presses('No');
    await jane.says('report');
    await beginsCheck(mo);
    await mo.says('report that he came late');
    for (const person of [jane, mo]) lacks(allOf(person.chat().slice(-1)), /for the Board|which time/);
  });
});

describe('the report before any referral', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('A report with no referrals says “fewer than 5” and can be saved', async () => {
    await world.ash.says('report');
    shows(world.ash, 'Referrals sent: fewer than 5');
    expect(chartsIn(world.ash.sees().json)).toEqual([]);
    const { pages } = await readPdf(Buffer.from(await (await savesAs(linkIn(world.ash.chat()), 'pdf')).arrayBuffer()));
    expect(pages).toHaveLength(1);
    contains(pages[0], 'Referrals sent: fewer than 5.');
  });
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
