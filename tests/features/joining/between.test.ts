import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseRecord } from '../../../src/case/record.ts';
import { tellJoinedCase } from '../../../src/features/joining/joining.ts';
import { casesIn } from '../../../src/store/cases.ts';
import type { Store } from '../../../src/store/port.ts';
import { sqliteStore } from '../../../src/store/sqlite.ts';
import { at, caseContext, OTHER_REFERENCE, REFERENCE, submittedOf } from '../../case/a-case.ts';
import { decidedAt } from '../outcomes.ts';
import { loggedCall, unwrittenCase, withTheCall } from './two-cases.ts';

const LATER = at('2026-11-24T15:00:00.000Z');

/**
 * Stores as they are when the program is killed while a call is joined into another case: that one, the kept case, is
 * written already, the call is not.
 */
function interruptedStores(folder: string) {
  let number = 0;
  const stores: Store[] = [];
  return {
    async holding(kept: CaseRecord, logged: CaseRecord) {
      number += 1;
      const store = sqliteStore(join(folder, `${number}.db`), 'HT');
      stores.push(store);
      const cases = casesIn(store, () => {});
      for (const record of [kept, logged]) await cases.create(record);
      const task = kept.outbox.find(({ message }) => message.kind === 'join')?.message;
      if (task?.kind !== 'join') throw new Error('the outbox has no join entry');
      const goOn = () => tellJoinedCase(kept, task, { cases, caseContext: () => caseContext(LATER) });
      return { cases, goOn };
    },
    close: () => Promise.all(stores.map((store) => store.close())),
  };
}

describe('the worker, after the program was killed between the two writes', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mash-joining-'));
  let stores: ReturnType<typeof interruptedStores>;
  beforeAll(() => {
    stores = interruptedStores(folder);
  });
  afterAll(async () => {
    await stores.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('The worker joins the call once, with the name of the person who joined it', async () => {
    const { cases, goOn } = await stores.holding(withTheCall(unwrittenCase(), loggedCall()), loggedCall());
    expect(await cases.load(OTHER_REFERENCE)).toMatchObject({ status: 'awaiting-decision' });
    await goOn();
    await goOn();
    const call = await cases.load(OTHER_REFERENCE);
    expect(call).toMatchObject({ status: 'joined', facts: { names: { pat: 'Pat Lee' } } });
    expect(call?.events.filter(({ type }) => type === 'JoinedInto')).toHaveLength(1);
    expect(call?.chain).toHaveLength(call?.events.length ?? 0);
  });

  it('The worker undoes the join if the call was decided meanwhile, and restores the kept case’s clock', async () => {
    const logged = loggedCall();
    const { cases, goOn } = await stores.holding(withTheCall(unwrittenCase(), logged), decidedAt(logged, LATER));
    await goOn();
    const [call, kept] = await Promise.all([cases.load(OTHER_REFERENCE), cases.load(REFERENCE)]);
    expect(call?.status).toBe('decided');
    expect(kept?.events.at(-1)).toEqual({ type: 'JoinUndone', at: LATER, other: OTHER_REFERENCE });
    expect(kept && submittedOf(kept).clockStart).toBe(submittedOf(unwrittenCase()).clockStart);
  });
});
