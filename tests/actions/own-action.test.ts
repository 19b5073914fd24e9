import { expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { OwnPlan } from '../../src/actions/action.ts';
import type { Context, Reply } from '../../src/actions/context.ts';
import { changeOwnCase, onOwnCase } from '../../src/actions/own-action.ts';
import type { Person } from '../../src/base/people.ts';
import type { CaseId } from '../../src/base/reference.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { casesIn } from '../../src/store/cases.ts';
import { metricsOf } from '../../src/watch/metrics.ts';
import { aDraft, at, caseContext, jane, OTHER_REFERENCE, REFERENCE, tom } from '../case/a-case.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { joined, loggedCall, unwrittenCase } from '../features/joining/two-cases.ts';

const NOW = at('2026-11-24T15:00:00.000Z');
const notYours: Reply = [{ text: 'Not yours.' }];
const { openStore } = aFolder();

/** A store with these cases, its calls counted, and what an action on a person's own case uses of the program. */
async function storeWith(...records: CaseRecord[]) {
  const real = openStore();
  const calls = { read: 0, replace: 0 };
  const store = {
    ...real,
    read: (...asked: Parameters<typeof real.read>) => {
      calls.read += Number(asked[0] === 'case');
      return real.read(...asked);
    },
    replace: (...asked: Parameters<typeof real.replace>) => {
      calls.replace += 1;
      return real.replace(...asked);
    },
  };
  const cases = casesIn(store, () => {});
  for (const record of records) await cases.create(record);
  Object.assign(calls, { read: 0, replace: 0 });
  const metrics = metricsOf(
    () => undefined,
    () => NOW,
  );
  const shared = {
    cases,
    metrics,
    log: pino({ level: 'silent' }),
    now: () => NOW,
    shows: { notYours: () => notYours },
  };
  const contextOf = (by: Person) => ({ ...shared, by, caseContext: () => caseContext(NOW) }) as unknown as Context;
  const refusals = async () => (await metrics.text()).match(/mash_refusals_total\{.*/g) ?? [];
  return { cases, calls, contextOf, refusals };
}

/** Notes in the case that somebody has heard “hi”, and answers with its reference. */
const noting = (more: Partial<OwnPlan> = {}): OwnPlan => ({
  does: (own) => ({ saves: { ...own, heard: ['hi'] }, answer: [{ text: own.id }] }),
  ...more,
});

// A press on a case of the person’s own

let opened: Awaited<ReturnType<typeof storeWith>>;
const open = async (...records: CaseRecord[]) => {
  opened = await storeWith(...records);
  return opened;
};
const heardIn = async (id: CaseId) => (await opened.cases.load(id))?.heard;
it('A press on an own case reads the case once and writes it once', async () => {
  const { calls, contextOf } = await open(aDraft(NOW));
  expect(await onOwnCase(REFERENCE, noting(), contextOf(jane))).toEqual([{ text: REFERENCE }]);
  expect(calls).toEqual({ read: 1, replace: 1 });
  expect(await heardIn(REFERENCE)).toEqual(['hi']);
});

it('Somebody else’s press on it does nothing, is answered “not yours”, and is counted', async () => {
  const { calls, contextOf, refusals } = await open(aDraft(NOW));
  const never: OwnPlan = {
    does() {
      throw new Error('a stranger got there');
    },
  };
  expect(await onOwnCase(REFERENCE, never, contextOf(tom))).toEqual(notYours);
  expect(calls).toEqual({ read: 1, replace: 0 });
  expect(await refusals()).toEqual(['mash_refusals_total{kind="not-the-author"} 1']);
  expect(await changeOwnCase(REFERENCE, never, contextOf(tom))).toBe(undefined);
});

it('A press on a case that does not exist gets the same answer', async () => {
  const { contextOf, refusals } = await open();
  expect(await onOwnCase(REFERENCE, noting(), contextOf(jane))).toEqual(notYours);
  expect(await refusals()).toEqual([]);
});

it('What is still to be done is done once, after the case is saved', async () => {
  const { contextOf } = await open(aDraft(NOW));
  const done: unknown[] = [];
  const answer = async () => {
    done.push(await heardIn(REFERENCE));
    return [];
  };
  await onOwnCase(REFERENCE, { does: (own) => ({ saves: { ...own, heard: ['hi'] }, answer }) }, contextOf(jane));
  expect(done).toEqual([['hi']]);
});

it('A press on a joined call goes on in the case that it was joined into, if that is theirs, too', async () => {
  const { kept, logged } = joined(unwrittenCase(), loggedCall({ caller: jane.id }));
  const { contextOf } = await open(kept, logged);
  const there = await onOwnCase(OTHER_REFERENCE, noting({ followsJoin: true }), contextOf(jane));
  expect([there, await heardIn(kept.id), await heardIn(logged.id)]).toEqual([[{ text: kept.id }], ['hi'], []]);
});

it.each(['of somebody else', 'gone'])('It stays with the joined call if the other case is %s', async (which) => {
  const { kept, logged } = joined(unwrittenCase(), loggedCall({ caller: jane.id }));
  const { contextOf, refusals } = await open(logged, ...(which === 'gone' ? [] : [{ ...kept, author: tom.id }]));
  const here = await onOwnCase(OTHER_REFERENCE, noting({ followsJoin: true }), contextOf(jane));
  expect([here, await heardIn(logged.id), await refusals()]).toEqual([[{ text: logged.id }], ['hi'], []]);
});
