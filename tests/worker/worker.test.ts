import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { instantOf } from '../../src/base/time.ts';
import { advance } from '../../src/case/advance.ts';
import { type Entry, isWaiting } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import { aDraft, around, inShort, SISTER, sent } from '../case/a-case.ts';
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

describe('a message that Teams took', () => {
  const stateOf = async ({ cases }: ReturnType<typeof aWorker>, id: CaseRecord['id']) =>
    (await cases.load(id))?.outbox.map(({ state }) => state.kind);

  it('is not sent again because the store did not take for a while that it was sent', async () => {
    const all = aWorker();
    const record = leftLying();
    await all.cases.create(record);
    all.answer(async () => {
      all.refuse(() => true);
      setTimeout(() => all.refuse(() => false), 2000);
    });
    const worker = all.start();
    await until(async () => (await stateOf(all, record.id))?.includes('sent') ?? false);
    await wait(1500); // a second time would come now
    await worker.stop();
    expect(all.sent).toEqual(['jane']);
    await all.end();
  }, 40_000);

  it('twice, because the first answer came after another instance had taken the case over, stays as that one recorded it', async () => {
    const all = aWorker();
    const record = leftLying();
    await all.cases.create(record);
    let refuse = () => {};
    all.answer(() => new Promise((_, reject) => (refuse = () => reject(new TeamsFault(403)))));
    const worker = all.start();
    await until(() => all.sent.length === 1);
    const sent = { kind: 'sent' as const, at: record.changedAt };
    await all.cases.change(record.id, (now) => ({
      record: { ...now, outbox: now.outbox.map((entry) => ({ ...entry, state: sent })) },
      result: undefined,
    }));
    refuse();
    await wait(500);
    await worker.stop();
    expect(await stateOf(all, record.id)).toEqual(['sent']);
    await all.end();
  }, 40_000);
});

describe('a brother or sister whose case cannot be read', () => {
  it('does not keep the MASH from hearing the rest of this one', async () => {
    const all = aWorker();
    const now = instantOf(Date.now());
    const linked = advance(aDraft(now), { events: [{ type: 'CaseLinked', at: now, to: SISTER }] }, around(now));
    const record = sent(linked, now);
    await all.cases.create(record);
    await all.store.create({ kind: 'case', id: SISTER }); // a program after this one wrote it, say
    const worker = all.start();
    const waiting = async () => (await all.cases.load(record.id))?.outbox.filter(isWaiting).map(inShort);
    await until(async () => (await waiting())?.every((each) => each === 'cases: link') ?? false);
    await worker.stop();
    expect(await waiting()).toEqual(['cases: link']);
    await all.end();
  }, 40_000);
});

describe('a message that cannot be made, because of a fault of ours', () => {
  it('gives way to what waits behind it after a while, and is counted as given up', async () => {
    const all = aWorker();
    const now = instantOf(Date.now());
    const record = sent(aDraft(now), now);
    const outbox = record.outbox.map(
      (entry): Entry =>
        entry.message.kind === 'written' && entry.message.part === 1
          ? { ...entry, message: { kind: 'line', event: 999 }, attempts: 11 }
          : entry,
    );
    await all.cases.create({ ...record, outbox });
    const worker = all.start();
    const states = async () => (await all.cases.load(record.id))?.outbox.map(({ state }) => state.kind) ?? ['waiting'];
    await until(async () => !(await states()).includes('waiting'));
    expect((await states()).filter((kind) => kind === 'failed')).toHaveLength(1);
    expect(worker.health().givenUp).toBe(1);
    await worker.stop();
    await all.end();
  }, 40_000);
});

describe('whoever watches', () => {
  it('sees that a reminder came late, because of its clock or because Teams took nothing for a while', async () => {
    const all = aWorker();
    await all.cases.create(leftLying());
    const worker = all.start();
    await until(() => all.sent.length === 1);
    await worker.stop();
    expect(await all.metrics.text()).toContain('mash_messages_sent_total{kind="reminder",late="true"} 1');
    await all.end();
  }, 40_000);
});
