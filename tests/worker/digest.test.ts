import { expect, it } from '@jest/globals';
import { CaseId } from '../../src/base/reference.ts';
import { instantOf, msOf } from '../../src/base/time.ts';
import { withWakeTime } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import { caseContext, desk, meg, mo } from '../case/a-case.ts';
import { withAnswers } from '../features/alarm/an-urgent-case.ts';
import { aWorker, begin } from './a-worker.ts';

const minute = 60_000;
const hour = 60 * minute;
let count = 1000;

/** An ordinary case whose managers must be reminded, for the first time, so many minutes after the test begins. */
function aCase(inMinutes: number, answers: Record<string, string> = {}): CaseRecord {
  count += 1;
  const sent = withAnswers(answers, undefined, instantOf(msOf(begin) - 12 * hour + inMinutes * minute));
  return withWakeTime({ ...sent, id: CaseId.parse(`HT-${count}-92Q`) }, caseContext(begin));
}

/** A worker with these cases. @returns what came to Mo: how many cases each message told, or the one that it was about */
async function withCases(...cases: CaseRecord[]) {
  const worker = aWorker();
  for (const each of cases) await worker.cases.create(each);
  const to = (who: typeof mo) =>
    worker.said.flatMap(({ to, heading }) =>
      to === who.id && /undecided/.test(heading) ? [heading.slice(0, 11)] : [],
    );
  const isTold = async () =>
    (await Promise.all(cases.map(({ id }) => worker.load(id)))).every(({ outbox }) =>
      outbox.every(({ to, message, state }) => message.kind !== 'notice' || !('person' in to) || state.kind === 'sent'),
    );
  return { ...worker, to, isTold };
}

const ids = (...cases: CaseRecord[]): string[] => cases.map(({ id }) => id);
const together = (many: number) => `${many} referrals undecided`.slice(0, 11);

it('Cases that fall due within two hours are one message, which rings and counts for each when its mark comes', async () => {
  const [first, second, later] = [aCase(0), aCase(100), aCase(130)];
  const { start, machine, to, load, said } = await withCases(first, second, later);
  start();
  await machine.pass(minute);
  expect(to(mo)).toEqual([together(2)]);
  expect(to(meg)).toEqual([together(2)]);
  expect(said.map(({ alert }) => alert)).toEqual([true, true]);
  await machine.pass(100 * minute);
  expect(to(mo)).toEqual([together(2)]);
  const states = (await load(second.id)).outbox.flatMap(({ to, message, state }) =>
    'person' in to && message.kind === 'notice' && message.as === 'alarm/reminder' ? [state] : [],
  );
  expect(states).toHaveLength(2);
  expect(
    states.every((state) => state.kind === 'sent' && state.digest && state.at < instantOf(msOf(begin) + minute)),
  ).toBe(true);
  await machine.pass(30 * minute);
  expect(to(mo)).toEqual([together(2), later.id]);
});

it('Two that fall due in the same second are one message, also when there are many', async () => {
  const cases = Array.from({ length: 30 }, () => aCase(0));
  const { start, machine, to, isTold } = await withCases(...cases);
  start();
  await machine.pass(10_000);
  expect(to(mo)).toEqual([together(30)]);
  expect(to(meg)).toEqual([together(30)]);
  expect(await isTold()).toBe(true);
});

it('A case alone, and one about a child in danger, is reminded of as ever', async () => {
  const [alone, danger] = [aCase(0), aCase(1, { danger: 'yes' })];
  const { start, machine, to } = await withCases(alone, danger);
  start();
  await machine.pass(2 * minute);
  expect(to(mo).filter((heading) => heading.startsWith('HT-'))).toEqual(ids(alone, danger));
  expect(to(mo)).not.toContain(together(2));
});

it.each<[string, (document: { kind: string; id?: string }) => boolean | Error]>([
  ['cannot be written', ({ id }) => id === 'digests'],
])('While the record of the digests %s, each case is reminded of by itself', async (_, refuses) => {
  const cases = [aCase(0), aCase(0)];
  const worker = await withCases(...cases);
  await withPending(worker, []);
  worker.refuse(refuses);
  worker.start();
  await worker.machine.pass(10_000);
  expect(worker.to(mo).sort()).toEqual(ids(...cases));
  expect(await worker.isTold()).toBe(true);
});

it('While the record of the digests cannot be read, each case is reminded of by itself', async () => {
  const cases = [aCase(0), aCase(0)];
  const { start, machine, to, isTold, store } = await withCases(...cases);
  await store.create({ kind: 'settings', id: 'digests', digests: 'nonsense' } as never);
  start();
  await machine.pass(10_000);
  expect(to(mo).sort()).toEqual(ids(...cases));
  expect(await isTold()).toBe(true);
});

/** A digest that another instance recorded so many seconds ago, and whose end nobody knows: it was killed. */
const pending = (cases: CaseRecord[], seconds: number, more = {}) => ({
  ...{ id: 'of-another', to: `person:${mo.id}`, as: 'alarm/reminder', at: instantOf(msOf(begin) - seconds * 1000) },
  ...{ listed: cases.map(({ id }) => ({ case: id, upTo: begin })), ...more },
});
const withPending = async ({ store }: Awaited<ReturnType<typeof withCases>>, digests: object[]) =>
  store.create({ kind: 'settings', id: 'digests', digests } as never);

it('What an instance listed that was killed before it sent is told by itself, at most some seconds later', async () => {
  const cases = [aCase(0), aCase(0)];
  const worker = await withCases(...cases);
  await withPending(worker, [pending(cases, 1)]);
  worker.start();
  await worker.machine.pass(3000);
  expect(worker.to(mo)).toEqual([]); // it may still be on its way
  expect(worker.to(meg)).toEqual([together(2)]);
  await worker.machine.pass(4000);
  expect(worker.to(mo).sort()).toEqual(ids(...cases));
  expect(await worker.isTold()).toBe(true);
});

it('What another instance has told is not told again', async () => {
  const cases = [aCase(0), aCase(0)];
  const worker = await withCases(...cases);
  await withPending(worker, [pending(cases, 1, { sent: 'id-of-another' })]);
  worker.start();
  await worker.machine.pass(10_000);
  expect(worker.to(mo)).toEqual([]);
  expect(await worker.isTold()).toBe(true);
});

it('A digest that was sent, and whose sending could not be recorded, is told again, rather than not at all', async () => {
  const cases = [aCase(0), aCase(0)];
  const worker = await withCases(...cases);
  let sent = false;
  worker.answer(async () => {
    sent = true;
  });
  worker.refuse(({ id }) => sent && id === 'digests');
  worker.start();
  await worker.machine.pass(20_000);
  expect(worker.to(mo)[0]).toBe(together(2));
  expect(await worker.isTold()).toBe(true);
});

it('While Teams asks to wait, they go on waiting together', async () => {
  const cases = [aCase(0), aCase(0), aCase(0)];
  const worker = await withCases(...cases);
  let asks = 2;
  worker.answer(async () => {
    if (asks-- > 0) throw new TeamsFault(429, 5000);
  });
  worker.start();
  await worker.machine.pass(30_000);
  expect(worker.to(mo).at(-1)).toBe(together(3));
  expect(await worker.isTold()).toBe(true);
});

it('A text message about overdue cases names each that falls due within two hours, once', async () => {
  const cases = [aCase(10 - 720), aCase(40 - 720), aCase(140 - 720)]; // overdue after 10, 40 and 140 minutes
  const worker = await withCases(...cases);
  const texts: { reference: string; time: string }[] = [];
  const texted = { ...desk, outside: [mo.id] };
  Object.assign(worker.deps, {
    alertOutside: async (_: string, text: (typeof texts)[number]) => texts.push(text) > 0,
    caseContext: () => ({ ...caseContext(worker.now()), desk: texted }),
  });
  worker.start();
  await worker.machine.pass(145 * minute);
  const [first, second, third] = ids(...cases);
  expect(texts).toEqual([
    expect.objectContaining({ reference: `${first}, ${second}`, time: '14:13, Mon 23 Nov or later' }),
    expect.objectContaining({ reference: `${third}, ${second}, ${first}`, time: '14:13, Mon 23 Nov or later' }),
  ]);
});

it('A person whom Teams does not reach gets each by itself, and others are told of each in their place', async () => {
  const cases = [aCase(0), aCase(0)];
  const worker = await withCases(...cases);
  worker.answer(async (to) => {
    if (to === mo.id || to === meg.id) throw new TeamsFault(403);
  });
  worker.start();
  await worker.machine.pass(minute);
  const standIns = worker.said.filter(({ to, heading }) => to === 'dee' && heading.includes('undecided'));
  expect(standIns.map(({ heading }) => heading.slice(0, 11)).sort()).toEqual(ids(...cases));
});

it('Of a hundred cases within two hours, ten of them urgent, each urgent one comes alone and the others as a few messages', async () => {
  const all = Array.from({ length: 100 }, (_, place) =>
    aCase(6 * Math.floor(place / 5), place % 10 === 0 ? { danger: 'yes' } : {}),
  );
  const [urgent, ordinary] = [all.filter((_, place) => place % 10 === 0), all.filter((_, place) => place % 10 !== 0)];
  const { start, machine, said, isTold } = await withCases(...all);
  start();
  await machine.pass(125 * minute);
  expect(await isTold()).toBe(true);
  for (const who of [mo, meg]) {
    const rings = said.filter(({ to, alert }) => to === who.id && alert);
    const notices = rings.filter(({ heading }) => heading.includes('undecided'));
    const alone = notices.flatMap(({ heading }) => heading.match(/^HT-\d{4}-92Q/) ?? []);
    const digests = notices.filter(({ heading }) => /^\d+ referrals undecided/.test(heading));
    expect(alone.sort()).toEqual(ids(...urgent));
    expect(urgent.every(({ id }) => rings.some(({ heading }) => heading.startsWith(`URGENT ${id}`)))).toBe(true);
    expect(digests.length).toBeLessThanOrEqual(3); // of 90 marks
    const inTenMinutes = digests.map(({ at }) =>
      digests.filter((each) => each.at >= at && msOf(each.at) < msOf(at) + 10 * minute),
    );
    expect(Math.max(...inTenMinutes.map(({ length }) => length))).toBeLessThanOrEqual(10);
    for (const each of ordinary) {
      const { id } = each;
      const mark = msOf(begin) + 6 * Math.floor(all.indexOf(each) / 5) * minute;
      const told = digests.filter(({ card, at }) => JSON.stringify(card).includes(id) && msOf(at) <= mark + 5000);
      expect(told).toHaveLength(1);
    }
  }
});
