import { expect, it } from '@jest/globals';
import { CaseId, newCaseId } from '../../src/base/reference.ts';
import { instantOf, msOf, plus } from '../../src/base/time.ts';
import { advance, withWakeTime } from '../../src/case/advance.ts';
import { type Entry, isWaiting } from '../../src/case/outbox.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import { StoreFault } from '../../src/store/port.ts';
import { aDraft, caseContext, messageInShort, mo, OTHER_REFERENCE, REFERENCE, sent } from '../case/a-case.ts';
import { abandonedCheck, aWorker, begin } from './a-worker.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let all: ReturnType<typeof aWorker>;
let worker: ReturnType<ReturnType<typeof aWorker>['start']>;

/** Starts the worker, and lets time pass. */
async function runs(ms: number) {
  worker = all.start();
  await pass(ms);
}
const pass = (ms: number) => all.machine.pass(ms);
async function withCase(record = abandonedCheck()): Promise<CaseRecord> {
  all = aWorker();
  await all.cases.create(record);
  return record;
}
/** For how long the case is still held. */
const heldForMs = async (id: CaseRecord['id']) =>
  msOf((await all.load(id)).lease?.until ?? all.now()) - msOf(all.now());

const statesOf = async (id: CaseRecord['id']) => (await all.load(id)).outbox.map(({ state }) => state.kind);

// A case that cannot be written because of the case itself

it('A case that cannot be written is retried now and then, and leaves time for everything else', async () => {
  await withCase();
  all.refuse(() => true);
  await runs(12_000);
  const failures = all.logged.filter(({ event }) => event === 'case.failed').length;
  expect(failures).toBeGreaterThan(1);
  expect(failures).toBeLessThan(5);
  expect(worker.health().failing).toBe(1);
  all.refuse(() => false);
  await pass(5_000);
  expect(worker.health().failing).toBe(0);
  expect(all.sent).toEqual(['jane']);
});

// A store that accepts nothing for ten minutes

it.each([
  ['because it is unreachable', new StoreFault('NO_ANSWER')],
  ['because it is busy', new StoreFault('429')],
  ['because each write is overtaken', new StoreFault('412')],
])(
  'A store that accepts nothing for ten minutes, %s, is logged once, and two seconds after it is back all messages are sent',
  async (_, fault) => {
    await withCase();
    all.fail(() => fault);
    await runs(10 * minuteMs);
    expect(all.sent).toEqual([]);
    const events = all.logged.map(({ event }) => event);
    expect(events.filter((event) => event === 'look.failed')).toHaveLength(1);
    expect(worker.health().failing).toBe(0); // no case is at fault
    all.fail(() => undefined);
    await pass(2000);
    expect(all.sent).toEqual(['jane']);
    expect(all.logged.map(({ event }) => event)).toContain('look.goes-on');
  },
);

it('A store that can be read but not written, as on a full disk, leads to few attempts and few log lines although a hundred cases are due', async () => {
  all = aWorker();
  const records = Array.from({ length: 100 }, () => ({ ...abandonedCheck(), id: newCaseId('HT') }));
  for (const record of records) await all.cases.create(record);
  let tried = 0;
  let isFull = true;
  all.refuse(() => {
    if (isFull) tried += 1;
    return isFull && new StoreFault('full');
  });
  await runs(minuteMs);
  expect(all.logged.length).toBeLessThan(20);
  expect(tried).toBeLessThan(100 + 60 * 3);
  isFull = false;
  await pass(2000);
  expect(all.sent).toHaveLength(100);
});

it('A store fault of one case alone lets that case rest for a second, not for a minute', async () => {
  await withCase();
  all.refuse(({ kind }) => kind === 'case' && new StoreFault('412'));
  await runs(minuteMs / 2);
  all.refuse(() => false);
  await pass(2000);
  expect(all.sent).toEqual(['jane']);
});

// A message that Teams took

it('A message that Teams took is not sent again when the store could not record it for a while', async () => {
  const { id } = await withCase();
  all.answer(async () => {
    all.refuse(() => true);
    all.machine.after(20_000, () => all.refuse(() => false));
  });
  await runs(22_000);
  expect(await statesOf(id)).toEqual(['sent']);
  await pass(minuteMs);
  expect(all.sent).toEqual(['jane']);
});

it('A message that another instance has sent and recorded meanwhile keeps that record when our own attempt fails late', async () => {
  const { id, changedAt } = await withCase();
  let refuse = () => {};
  all.answer(() => new Promise((_, reject) => (refuse = () => reject(new TeamsFault(403)))));
  await runs(1000);
  expect(all.sent).toHaveLength(1);
  const sent = { kind: 'sent' as const, at: changedAt };
  await all.alter(id, (now) => ({ ...now, outbox: now.outbox.map((entry) => ({ ...entry, state: sent })) }));
  refuse();
  await pass(1000);
  expect(await statesOf(id)).toEqual(['sent']);
});

it('A message that Teams takes after fifty seconds counts: nothing is sent twice meanwhile, and no other instance would send it', async () => {
  const { id } = await withCase();
  all.answer(() => all.machine.pause(50_000));
  await runs(49_000);
  expect(all.sent).toEqual(['jane']);
  expect(await heldForMs(id)).toBeGreaterThan(0); // it is renewed during the call
  await pass(2000);
  expect(await statesOf(id)).toEqual(['sent']);
  expect(all.sent).toEqual(['jane']);
});

// A held case while the store fails for a moment

it('A held case stays ours: its lease is renewed as soon as the store answers, and nothing is lost', async () => {
  const { id } = await withCase();
  all.answer(() => all.machine.pause(50_000));
  await runs(20_000);
  all.fail(() => new StoreFault('429'));
  await pass(5000);
  all.fail(() => undefined);
  const before = (await all.load(id)).lease;
  await pass(10_000);
  expect((await all.load(id)).lease?.until).not.toBe(before?.until);
  expect(await heldForMs(id)).toBeGreaterThan(0); // it is renewed during the call
  await pass(20_000);
  expect(await statesOf(id)).toEqual(['sent']);
  expect(all.sent).toEqual(['jane']);
});

it('A held case stays ours during a call although another of its messages could not be begun', async () => {
  const { id } = await withCase(sent(aDraft(begin), begin));
  all.answer(() => all.machine.pause(50_000));
  const { read } = all.store;
  let reads = 0; // reads of the case: the first takes the case, and then one for each message
  all.store.read = async (kind, ...which) => {
    if (kind === 'case') reads += 1;
    if (reads === 3 && kind === 'case') throw new StoreFault('429');
    return read(kind, ...which);
  };
  await runs(45_000);
  expect(await heldForMs(id)).toBeGreaterThan(0); // it is renewed during the call
  expect(all.sent).toContain('jane'); // Jane's failed, and is tried again while the message to the channel hangs
});

// A case that another instance holds

const lease = (forMs: number) => ({ by: 'other', until: instantOf(msOf(all.now()) + forMs) });
const held = async (forMs: number) => {
  const { id } = await withCase();
  all.share();
  await all.alter(id, (record) => ({ ...record, lease: lease(forMs) }));
  return id;
};

it.each([
  ['', 75_000],
  [', with a clock that is ten minutes ahead', 10 * minuteMs],
  [', with a clock that is ten minutes behind', -10 * minuteMs],
])('A case of another instance is left alone while that one renews its lease%s', async (_, leaseIs) => {
  const id = await held(leaseIs);
  await runs(0);
  for (let passed = 0; passed < 5 * minuteMs; passed += 14_000) {
    await all.alter(id, (record) => ({ ...record, lease: lease(leaseIs) }));
    await pass(14_000);
  }
  expect(all.sent).toEqual([]);
});

it.each([15_000, 10 * minuteMs, -10 * minuteMs])(
  'A case of another instance is taken over when its lease, which ends in %d ms, is not renewed for half a minute',
  async (forMs) => {
    await held(forMs);
    await runs(28_000);
    expect(all.sent).toEqual([]);
    await pass(5000);
    expect(all.sent).toEqual(['jane']);
  },
);

it('A case is taken over at once when no other program has the store open', async () => {
  const { id } = await withCase();
  await all.alter(id, (record) => ({ ...record, lease: lease(75_000) }));
  await runs(1000);
  expect(all.sent).toEqual(['jane']);
});

// A message that a clock an hour ahead has postponed

const putOff = async (record: CaseRecord): Promise<void> => {
  const hourOn = instantOf(msOf(all.now()) + 3_600_000);
  await all.alter(record.id, (now) => ({
    ...now,
    wakeAt: hourOn,
    outbox: now.outbox.map((each) => ({ ...each, attempts: 1, notBefore: hourOn })),
  }));
};

it('A message that a wrong clock has postponed is sent at the start', async () => {
  await putOff(await withCase(sent(aDraft(begin), begin)));
  await runs(5000);
  expect(all.posted).toEqual(['mash']);
});

it('A message that a wrong clock has postponed is sent even if an unreadable case, postponed for longer, is checked first', async () => {
  const record = await withCase(sent(aDraft(begin), begin));
  await putOff(record);
  const twoHoursOn = instantOf(msOf(begin) + 7_200_000);
  await all.store.create({ ...record, id: OTHER_REFERENCE, status: 'Onyx', wakeAt: twoHoursOn, unsentSince: begin });
  await runs(5000);
  expect(all.posted).toEqual(['mash']);
});

it('A case whose marks a wrong clock has used up is reminded at the right time all the same', async () => {
  await withCase(withWakeTime(aDraft(begin), caseContext(begin)));
  await runs(15 * minuteMs); // the store was compared with its histories before
  all.machine.setAhead(25 * hourMs);
  await pass(8000);
  expect(all.sent).toEqual(['jane']);
  all.machine.setAhead(0);
  await pass(minuteMs);
  expect((await all.load(REFERENCE)).wakeAt).toBe(plus(begin, 2 * hourMs));
  await pass(2 * hourMs);
  expect(all.sent).toEqual(['jane', 'jane']);
});

// A store that refuses one case

it('A case that the store refuses delays no other, even while Teams lets a third one wait', async () => {
  all = aWorker();
  const [refused, hanging, next] = [REFERENCE, OTHER_REFERENCE, CaseId.parse('HT-350J-NSM')].map((id) => ({
    ...abandonedCheck(),
    id,
  }));
  if (!refused || !hanging || !next) throw new Error('three cases');
  await all.cases.create({ ...hanging, author: mo.id });
  all.answer((to) => (to === mo.id ? all.machine.pause(50_000) : Promise.resolve()));
  await runs(3000);
  all.refuse((document) => document.id === refused.id && new StoreFault('413'));
  await all.cases.create(refused);
  await pass(3000);
  await all.cases.create(next);
  await pass(3000);
  expect(all.sent).toEqual([mo.id, 'jane']);
});

// A linked case that cannot be read

it('A linked case that cannot be read does not keep the MASH from hearing the rest of this one', async () => {
  const linked = advance(
    aDraft(begin),
    { events: [{ type: 'CaseLinked', at: begin, to: OTHER_REFERENCE, kind: 'family' }] },
    caseContext(begin),
  );
  const record = await withCase(sent(linked, begin));
  // for example written by a later version of the program
  await all.store.create({ kind: 'case', id: OTHER_REFERENCE });
  await runs(10_000);
  const waiting = (await all.load(record.id)).outbox.filter(isWaiting).map(messageInShort);
  expect(waiting).toEqual(['cases: link']);
});

// A message that cannot be made because of a bug

it('A message that cannot be made gives way to those behind it at once, and is kept', async () => {
  const record = sent(aDraft(begin), begin);
  const outbox = record.outbox.map(
    (entry): Entry =>
      entry.message.kind === 'written' && entry.message.part === 1
        ? { ...entry, message: { kind: 'line', event: 999 } }
        : entry,
  );
  await withCase({ ...record, outbox });
  await runs(10_000);
  expect((await statesOf(record.id)).filter((kind) => kind === 'waiting')).toHaveLength(1);
  expect(await statesOf(record.id)).not.toContain('failed');
  expect(worker.health().givenUp).toBe(0);
});

// A message that Teams refuses

it('A message to a channel that Teams refuses is given up after some tries, and is counted', async () => {
  await withCase(sent(aDraft(begin), begin));
  all.answer(async (conversation) => {
    if (conversation !== 'mash' && conversation !== 'jane') throw new TeamsFault(400);
  });
  await runs(20_000);
  expect(worker.health().givenUp).toBe(1);
});

// Late reminders

it('The metrics show that a reminder was late because the program noticed its mark too late', async () => {
  await withCase();
  await runs(1000);
  expect(all.sent).toHaveLength(1);
  expect(await all.metrics.text()).toContain('mash_messages_sent_total{kind="wizard/unfinished",late="true"} 1');
});
