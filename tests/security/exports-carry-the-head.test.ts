import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Duration } from '../../src/base/time.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { headOf } from '../../src/evidence/link.ts';
import { withFactsErased } from '../../src/features/retention/rules.ts';
import { caseFile } from '../../src/files/case-file.ts';
import { type CopyInWords, caseInWords, ownCopy, plainText } from '../../src/files/in-words.ts';
import { copyPdf } from '../../src/files/pdf.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { ada, caseContext, pack, REFERENCE, submittedOf } from '../case/a-case.ts';
import { bare, readPdf } from '../files/a-copy.ts';
import { anyFact, DECIDED, SENT, storeDecidedCase } from './stored.ts';

const folder = mkdtempSync(join(tmpdir(), 'mash-heads-'));
afterAll(() => rmSync(folder, { recursive: true }));

const referral = submittedOf;
const fileOf = (record: CaseRecord) => caseFile(record, referral(record), pack, DECIDED);
const copyOf = (record: CaseRecord) => ownCopy(record, referral(record), pack, DECIDED);

describe('every export of a case', () => {
  let record: CaseRecord;
  let head: string;
  beforeAll(async () => {
    const store = sqliteStore(join(folder, 'mash.db'), 'HT');
    record = (await (await storeDecidedCase(store)).load(REFERENCE)) as CaseRecord;
    head = headOf(record);
    await store.close();
  });

  it.each<[string, () => CopyInWords]>([
    ['the case file', () => caseInWords(fileOf(record))],
    ['the author’s own copy', () => copyOf(record)],
  ])('The plain text and PDF of %s carry the whole head of the chain', async (_, words) => {
    expect(plainText(words())).toContain(`Proof of the history up to here, 7 events: ${head}\n`);
    const { words: printed } = await readPdf(await copyPdf(words()));
    expect(bare(printed)).toContain(head);
  });

  it('An export of an erased case says that its facts are gone, and shows none as “Not known”', () => {
    const why = { kind: 'due', why: 'decided', since: SENT, period: Duration.parse('P365D') } as const;
    const gone = withFactsErased(record, why, ada.id, caseContext(DECIDED));
    for (const text of [plainText(caseInWords(fileOf(gone))), plainText(copyOf(gone))]) {
      expect(text).toContain('Erased on 24 November 2020 under retention: every name, answer and text.');
      expect(text).not.toMatch(anyFact);
      expect(text).not.toContain('Not known');
    }
  });
});
