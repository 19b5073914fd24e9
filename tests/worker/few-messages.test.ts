import { expect, it } from '@jest/globals';
import { CaseId } from '../../src/base/reference.ts';
import { type Instant, msOf } from '../../src/base/time.ts';
import { withWakeTime } from '../../src/case/advance.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import { recordTask } from '../../src/features/tasks/rules.ts';
import { allSent, caseContext, mo, withOutcome } from '../case/a-case.ts';
import { withAnswers } from '../features/alarm/an-urgent-case.ts';
import { decidedAt } from '../features/outcomes.ts';
import { aWorker, begin } from './a-worker.ts';

const minute = 60_000;
let count = 1000;

const numbered = (record: CaseRecord, now: Instant): CaseRecord =>
  withWakeTime({ ...record, id: CaseId.parse(`HT-${++count}-92Q`) }, caseContext(now));

/** A case that Mo decided, with a task of Mo's that is due now. */
function withTask(): CaseRecord {
  const decided = allSent(decidedAt(withAnswers({}, undefined, begin), begin), begin);
  const task = recordTask(decided, { what: 'Visit', who: 'Sue', on: '2026-11-24' }, { by: mo, now: begin });
  return numbered(withOutcome(decided, task), begin);
}

async function withCases(many: number) {
  const worker = aWorker();
  const cases = Array.from({ length: many }, withTask);
  for (const each of cases) await worker.cases.create(each);
  worker.start();
  const toMo = () => worker.said.filter(({ to, alert }) => to === mo.id && alert);
  const naming = (id: string) => toMo().filter(({ card }) => JSON.stringify(card).includes(id));
  const isTold = async () =>
    (await Promise.all(cases.map(({ id }) => worker.load(id)))).every(({ outbox }) =>
      outbox.every(({ message, state }) => message.kind !== 'notice' || state.kind === 'sent'),
    );
  return { ...worker, all: cases, toMo, naming, isTold };
}

it('Of 130 cases in one minute, ten of them urgent, each urgent one rings at once by itself, and the others are seven messages', async () => {
  const { all, machine, cases, toMo, naming, isTold, now } = await withCases(120);
  await machine.pass(2000);
  const urgent = Array.from({ length: 10 }, () => numbered(withAnswers({ danger: 'yes' }, undefined, now()), now()));
  for (const each of urgent) await cases.create(each);
  const since = msOf(now());
  await machine.pass(3 * minute);
  expect(await isTold()).toBe(true);
  for (const { id } of urgent) {
    const rings = naming(id).filter(({ heading }) => heading.startsWith(`URGENT ${id}`));
    expect(rings).not.toHaveLength(0);
    expect(msOf(rings[0]?.at ?? begin) - since).toBeLessThan(5000);
  }
  const ordinary = toMo().filter(({ heading }) => !heading.startsWith('URGENT'));
  expect(ordinary.length).toBeLessThanOrEqual(7); // five by themselves, and two messages about the others
  for (const { id } of all) expect(naming(id)).toHaveLength(1);
  expect(ordinary.some(({ heading }) => heading === '100 reminders in one message')).toBe(true);
});

it('A few reminders come each by itself, and at once', async () => {
  const { all, machine, toMo } = await withCases(5);
  await machine.pass(5000);
  expect(toMo().map(({ heading }) => heading.slice(0, 11))).toEqual(expect.arrayContaining(all.map(({ id }) => id)));
  expect(toMo()).toHaveLength(5);
});

it('A message about several that Teams does not take is no word to anybody: each comes by itself', async () => {
  const { all, machine, answer, naming, isTold } = await withCases(8);
  let refused = 0;
  answer(async () => {
    if (msOf(machine.now()) > msOf(begin) + 5000 && refused === 0) {
      refused += 1;
      throw new TeamsFault(500);
    }
  });
  await machine.pass(2 * minute);
  expect(refused).toBe(1);
  expect(await isTold()).toBe(true);
  for (const { id } of all) expect(naming(id).some(({ heading }) => heading.startsWith(id))).toBe(true);
});

it('What is done before the message goes is not in it', async () => {
  const { all, machine, alter, toMo } = await withCases(9);
  await machine.pass(3000);
  const alone = toMo().map(({ heading }) => heading.slice(0, 11));
  const done = all.find(({ id }) => !alone.includes(id));
  if (!done) throw new Error('none waits');
  await alter(done.id, (record) => ({
    ...record,
    events: [...record.events, { type: 'TaskDone', at: machine.now(), by: mo.id, number: 1 }],
  }));
  await machine.pass(minute);
  expect(toMo().at(-1)?.heading).toBe('3 reminders in one message');
  expect(JSON.stringify(toMo())).not.toContain(done.id);
});
