import { beforeAll, describe, expect, it } from '@jest/globals';
import { Duration } from '../../src/base/time.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { headOf } from '../../src/evidence/link.ts';
import { withFactsErased } from '../../src/features/retention/rules.ts';
import { caseFile } from '../../src/files/case-file.ts';
import { caseInWords, ownCopy, plainText } from '../../src/files/in-words.ts';
import { type CopyInWords, copyPdf } from '../../src/files/pdf.ts';
import { ada, caseContext, pack, REFERENCE, submittedOf } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { bare, readPdf } from '../files/a-copy.ts';
import { anyFact, DECIDED, SENT, storeDecidedCase } from './stored.ts';

const { openStore } = aFolder();

const referral = submittedOf;
const fileOf = (record: CaseRecord) => caseFile(record, referral(record), pack, DECIDED);
const copyOf = (record: CaseRecord) => ownCopy(record, referral(record), pack, DECIDED);

describe('every export of a case', () => {
  let record: CaseRecord;
  let head: string;
  beforeAll(async () => {
    record = (await (await storeDecidedCase(openStore())).load(REFERENCE)) as CaseRecord;
    head = headOf(record);
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
