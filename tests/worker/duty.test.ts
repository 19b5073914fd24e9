import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { instantOf, msOf } from '../../src/base/time.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import { duty as feature } from '../../src/features/duty/index.ts';
import { noSetup } from '../../src/features/set-up/set-up-state.ts';
import { dutiesIn, noDuty, withOnDuty } from '../../src/settings/duty.ts';
import { testAlarmsIn, withTestConfirmed } from '../../src/settings/test-alarm.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { metricsOf } from '../../src/watch/metrics.ts';
import { featureTask } from '../../src/worker/feature-task.ts';
import { ada, at, caseContext, dee, desk, meg, mo, pack } from '../case/a-case.ts';

const folder = mkdtempSync(join(tmpdir(), 'mash-duty-'));
afterAll(() => rmSync(folder, { recursive: true }));

let stores = 0;
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Several instances on one store, and the messages they sent. People in `away` cannot be reached. */
function instances(many: number) {
  stores += 1;
  const path = join(folder, `${stores}.db`);
  const sent: string[] = [];
  const away = new Set<string>();
  let now = at('2026-11-03T09:00:00.000Z'); // a Tuesday
  const own = sqliteStore(path, 'HT');
  const duties = dutiesIn(own);
  let duty = withOnDuty(noDuty, mo, {
    at: now,
    until: at('2026-11-03T20:00:00.000Z'),
  });
  const make = () => {
    const deps = {
      store: sqliteStore(path, 'HT'),
      pack,
      now: () => now,
      machine: { ticks: () => msOf(now) },
      duty: () => duty,
      setup: () => noSetup,
      caseContext: () => ({ ...caseContext(now), desk: { ...desk, admins: [ada.id] } }),
      log: pino({ level: 'silent' }),
      metrics: metricsOf(
        () => undefined,
        () => now,
      ),
      reach: {
        mash: async () => ({ serviceUrl: 'https://teams.example.org/', teamId: 'team' }),
        chatOf: async (person: string) => {
          if (away.has(person)) throw new TeamsFault(404);
          return { serviceUrl: 'https://teams.example.org/', conversationId: person };
        },
        findAgain: async () => false,
      },
      teams: {
        members: async () => [{ objectId: meg.id, name: meg.name }],
        send: async (_: string, conversationId: string, { card }: { card: { fallbackText: string } }) => {
          await new Promise((resolve) => setTimeout(resolve, 5));
          const names = [meg.name, 'The escalation contact'].filter((name) => JSON.stringify(card).includes(name));
          sent.push([conversationId, card.fallbackText, ...names].join(': '));
          return 'id';
        },
      },
    };
    return featureTask(feature, deps as unknown as Parameters<typeof featureTask>[1]);
  };
  const all = Array.from({ length: many }, make).flat();
  return {
    sent,
    away,
    tests: testAlarmsIn(own),
    /**
     * Every instance checks, that much later, and again after two seconds: an instance that begins a test alarm in one
     * check sends it in the next.
     */
    async look(later: number) {
      for (const ms of [later, 2000]) {
        now = instantOf(msOf(now) + ms);
        await Promise.all(all.map((each) => each.does()));
      }
      return sent.splice(0).sort();
    },
    restart: () => all.splice(0, all.length, ...make()),
    async stays(until: string) {
      duty = await duties.change(() => withOnDuty(duty, mo, { at: now, until: at(until) }));
    },
    now: () => now,
  };
}

describe('notices about the duty', () => {
  it('A manager hears of their duty once, however many instances there are, however often they check, and after a restart', async () => {
    const world = instances(6);
    expect(await world.look(10.4 * 60 * minuteMs)).toEqual([]);
    expect(await world.look(6 * minuteMs)).toEqual(['mo: Your duty ends at 20:00']);
    expect(await world.look(minuteMs)).toEqual([]);
    world.restart();
    expect(await world.look(minuteMs)).toEqual([]);
    await world.stays('2026-11-03T22:00:00.000Z');
    expect(await world.look(120 * minuteMs)).toEqual(['mo: Your duty ends at 22:00']);
  });

  it('A notice about the duty is retried after five minutes, and not sent when it is too late', async () => {
    const world = instances(2);
    world.away.add('mo');
    expect(await world.look(10.6 * 60 * minuteMs)).toEqual([]);
    world.away.clear();
    expect(await world.look(4 * minuteMs)).toEqual([]);
    expect(await world.look(minuteMs)).toEqual(['mo: Your duty ends at 20:00']);
    const late = instances(1);
    expect(await late.look(11 * 60 * minuteMs)).toEqual([]);
  });
});

describe('the test alarm', () => {
  it('The test alarm goes to each manager and escalation contact once in four weeks, and a day later the administrator reads who has not answered', async () => {
    const world = instances(6);
    const all = [dee, meg, mo].map(({ id }) => `${id}: This is a test`);
    await world.look(0);
    expect(await world.look(28 * dayMs)).toEqual([]); // at 09:00
    expect(await world.look(60 * minuteMs)).toEqual(all);
    const [round] = (await world.tests.load())?.rounds ?? [];
    await world.tests.change(
      (record) => record && withTestConfirmed(record, mo, { round: round?.begunAt, at: world.now() }),
    );
    expect(await world.look(23 * 60 * minuteMs)).toEqual([]);
    world.restart();
    const named = `${meg.name}: The escalation contact`;
    expect(await world.look(60 * minuteMs)).toEqual([`ada: Test alarm: not answered: ${named}`]);
    expect(await world.look(minuteMs)).toEqual([]);
    expect(await world.look(26 * dayMs)).toEqual([]);
    expect(await world.look(dayMs)).toEqual(all);
  });
});
