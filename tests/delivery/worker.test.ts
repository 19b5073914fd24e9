import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { aWorker, leftLying } from './a-worker.ts';

async function until(happened: () => boolean | Promise<boolean>, ms = 20_000): Promise<void> {
  for (const end = Date.now() + ms; !(await happened()); await wait(20)) {
    if (Date.now() > end) throw new Error(`not within ${ms} ms: ${happened}`);
  }
}

describe('a case that cannot be written', () => {
  it('is tried now and then: the program has time for everything else', async () => {
    const { cases, refuse, logged, start, sent, end } = aWorker();
    const record = leftLying();
    await cases.create(record);
    refuse(() => true);
    const worker = start();
    await wait(1500); // never comes where the worker goes round without a pause
    const failures = logged.filter(({ event }) => event === 'case.failed').length;
    expect(failures).toBeGreaterThan(0);
    expect(failures).toBeLessThan(5);
    expect(worker.health().failing).toBe(1);
    refuse(() => false);
    await until(() => sent.length > 0);
    await until(() => worker.health().failing === 0);
    await worker.stop();
    expect(sent).toEqual(['jane']);
    await end();
  }, 40_000);
});
