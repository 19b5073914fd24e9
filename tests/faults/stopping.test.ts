import { expect, it } from '@jest/globals';
import { CaseId } from '../../src/base/reference.ts';
import { casesIn } from '../../src/store/cases.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { refers } from '../conversations/walks.ts';
import { profiles } from '../fakes/people.ts';
import { startInstances } from './instances.ts';

it('An instance asked to stop while calls to Teams hang ends within 10 s and gives its cases back', async () => {
  const { teams, start, until, sqlitePath, stop } = await startInstances({ pack: { extends: 'hertfordshire-2016' } });
  try {
    const one = await start();
    const posting = teams.faults.add({
      match: ({ body }) => JSON.stringify(body ?? '').includes('Written referral, 1 of'),
      trouble: 'hang',
    });
    const reference = await refers(one.as('jane'));
    await until('a message hangs', () => posting.struck > 0);
    const answering = teams.faults.add({
      match: ({ path }) => path.includes(teams.chatWith(profiles.tom)),
      trouble: 'hang',
    });
    void one
      .as('tom')
      .says('hi')
      .catch(() => {}); // the stop cuts it off
    await until('an answer hangs', () => answering.struck > 0);
    const { code, ms } = await one.terminate();
    console.log(`ended with ${code} after ${ms} ms`);
    expect(code).toBe(0);
    expect(ms).toBeLessThan(10_000);
    const store = sqliteStore(sqlitePath, 'HT');
    const record = await casesIn(store, () => {}).load(CaseId.parse(reference));
    await store.close();
    expect(record?.outbox.map(({ state }) => state.kind)).toContain('waiting');
    expect(record).not.toHaveProperty('lease');
  } finally {
    await stop();
  }
});
