import { describe, expect, it } from '@jest/globals';
import { Duration, type Instant } from '../../../src/base/time.ts';
import { type Duty, dutiesIn, noDuty, testAlarmsIn } from '../../../src/features/duty/duty-state.ts';
import { duty as feature } from '../../../src/features/duty/index.ts';
import { offerId, withOffer, withOnDuty, withRefused, withShift, withTaken } from '../../../src/features/duty/rules.ts';
import { dutyNotices } from '../../../src/features/duty/side-task.ts';
import { withTestConfirmed } from '../../../src/features/duty/test-alarm.ts';
import { featureTask } from '../../../src/worker/side-tasks.ts';
import { ada, at, dee, desk, meg, mo, pack, pat } from '../../case/a-case.ts';
import { aWorker } from '../../worker/a-worker.ts';

const EIGHT = at('2026-11-24T08:00:00.000Z');
const TWENTY = at('2026-11-24T20:00:00.000Z');
const NEXT = at('2026-11-25T08:00:00.000Z');

const noticesAt = (duty: Duty, now: Instant) => dutyNotices(duty, pack.duty, { managers: [mo.id, meg.id], now });
const told = (duty: Duty, now: Instant) => noticesAt(duty, now).map(({ kind, to }) => `${kind} ${to}`);
const on = withOnDuty(noDuty, mo, { at: EIGHT, until: TWENTY });
const ofMeg = { staff: meg.id, name: meg.name, from: TWENTY, until: NEXT };

describe('The end of a duty', () => {
  it('A manager is told of the end of their duty from 30 minutes before until it comes', () => {
    expect(told(on, at('2026-11-24T19:29:59.999Z'))).toEqual([]);
    expect(told(on, at('2026-11-24T19:30:00.000Z'))).toEqual(['ends mo']);
    expect(told(on, at('2026-11-24T19:59:59.999Z'))).toEqual(['ends mo']);
    expect(told(on, TWENTY)).toEqual([]);
  });

  it('A later end of duty brings a new notice, but a short duty or one of a non-manager brings none', () => {
    const longer = withOnDuty(on, mo, { at: at('2026-11-24T19:40:00.000Z'), until: NEXT });
    expect(told(longer, at('2026-11-24T19:45:00.000Z'))).toEqual([]);
    expect(told(longer, at('2026-11-25T07:30:00.000Z'))).toEqual(['ends mo']);
    const short = withOnDuty(noDuty, mo, { at: at('2026-11-24T19:30:00.000Z'), until: TWENTY });
    expect(told(short, at('2026-11-24T19:45:00.000Z'))).toEqual([]);
    expect(told(withOnDuty(noDuty, pat, { at: EIGHT, until: TWENTY }), at('2026-11-24T19:45:00.000Z'))).toEqual([]);
  });
});

describe('The beginning of a shift', () => {
  it('A manager is told of their shift 30 minutes before it begins, unless they are already on duty', () => {
    const rota = withShift(noDuty, ofMeg, { by: mo, at: EIGHT });
    expect(told(rota, at('2026-11-24T19:29:59.999Z'))).toEqual([]);
    expect(told(rota, at('2026-11-24T19:30:00.000Z'))).toEqual(['begins meg']);
    expect(told(rota, TWENTY)).toEqual([]);
    const going = withOnDuty(rota, meg, { at: EIGHT, until: TWENTY });
    expect(told(going, at('2026-11-24T19:30:00.000Z'))).toEqual([]);
  });
});

describe('An offered time of duty', () => {
  const offered = withOffer(on, { from: TWENTY, until: NEXT, to: [meg.id], isShift: false }, { by: mo, at: EIGHT });
  const id = offerId({ by: mo.id, from: TWENTY });

  it('The colleague is told of an offer, and the person who made it is told the answer for a day', () => {
    expect(told(offered, EIGHT)).toEqual(['offer meg']);
    const accepted = withTaken(offered, id, { by: meg, at: at('2026-11-24T09:00:00.000Z') });
    expect(accepted.shifts).toEqual([ofMeg]);
    expect(told(accepted, at('2026-11-24T09:00:00.000Z'))).toEqual(['answered mo']);
    expect(told(accepted, at('2026-11-25T09:00:00.001Z'))).toEqual([]);
    const refused = withRefused(offered, id, { by: meg, at: at('2026-11-24T09:00:00.000Z') });
    expect(told(refused, at('2026-11-24T09:00:00.000Z'))).toEqual(['answered mo']);
  });
});

describe('What the worker tells about duty', () => {
  const minuteMs = 60_000;
  const dayMs = 24 * 60 * minuteMs;

  /** A worker that begins on Tuesday 24 November at 14:03:20, and what it says. */
  function working() {
    const { deps, machine, now, end } = aWorker();
    const said: string[] = [];
    const caseContext = () => ({ ...deps.caseContext(), desk: { ...desk, admins: [ada.id] } });
    const teams = {
      members: async () => [{ objectId: meg.id, name: meg.name }],
      async send(_: string, to: string, { card }: { card: { fallbackText: string } }) {
        const names = [meg.name, 'The escalation contact'].filter((name) => JSON.stringify(card).includes(name));
        said.push([to, card.fallbackText, ...names].join(': '));
      },
    };
    const start = () => featureTask(feature, { ...deps, caseContext, teams } as never);
    let tasks = start();
    return {
      ...{ now, end },
      tests: testAlarmsIn(deps.store),
      stays: (until: string) =>
        dutiesIn(deps.store).change((duty) => withOnDuty(duty, mo, { at: now(), until: at(until) })),
      restart: () => {
        tasks = start();
      },
      /** Lets it look twice, that much later: a test alarm that it begins in one look is sent in the next. */
      async look(later: number) {
        await machine.pass(later);
        for (const each of [...tasks, ...tasks]) await each.does();
        return said.splice(0).sort();
      },
    };
  }

  it('A manager hears once that their duty ends, even after a restart, and again of a later end', async () => {
    const { look, stays, restart, end } = working();
    await stays('2026-11-24T20:00:00.000Z');
    expect(await look(5.4 * 60 * minuteMs)).toEqual([]);
    expect(await look(6 * minuteMs)).toEqual(['mo: Your duty ends at 20:00']);
    restart();
    expect(await look(minuteMs)).toEqual([]);
    await stays('2026-11-24T22:00:00.000Z');
    expect(await look(120 * minuteMs)).toEqual(['mo: Your duty ends at 22:00']);
    await end();
  });

  it('The test alarm goes to each manager and escalation contact once in four weeks, and a day later the administrator reads who has not answered', async () => {
    const { look, tests, now, restart, end } = working();
    const all = [dee, meg, mo].map(({ id }) => `${id}: This is a test`);
    await look(0);
    expect(await look(28 * dayMs - 5 * 60 * minuteMs)).toEqual([]); // at 09:03
    expect(await look(60 * minuteMs)).toEqual(all);
    await tests.change((record) => record && withTestConfirmed(record, mo, { round: undefined, at: now() }));
    expect(await look(23 * 60 * minuteMs)).toEqual([]);
    restart();
    expect(await look(61 * minuteMs)).toEqual([`ada: Test alarm: not answered: ${meg.name}: The escalation contact`]);
    expect(await look(26 * dayMs)).toEqual([]);
    expect(await look(dayMs)).toEqual(all);
    await end();
  });
});

describe('A pack', () => {
  it('A pack without rules for duty has twelve-hour shifts and half-hour notice, and shows gaps a week ahead', () => {
    expect(pack.duty).toEqual({
      ...{ shift: 'PT12H', recall: 'PT30M', stayOn: 'PT2H', horizon: 'P7D' },
      testAlarm: { every: 'P28D', at: '10:00', answerWithin: 'P1D' },
    });
    expect(Duration.parse(pack.duty.shift)).toBe('PT12H');
  });
});
