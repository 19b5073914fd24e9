import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { expect, it } from '@jest/globals';
import { logTo } from '../../src/base/log.ts';
import { type Outside, OutsideFault, watchedOutside } from '../../src/connector/outside.ts';
import { TeamsFault, watchedTeams } from '../../src/connector/teams.ts';
import { checks, type Facts, startWatching, type Trouble, troublesOf } from '../../src/watch/checks.ts';
import { readinessOf } from '../../src/watch/heart.ts';
import { metricsOf } from '../../src/watch/metrics.ts';
import { healthSignals, type LoginAnswer, watchLogin } from '../../src/watch/seen.ts';
import { at } from '../case/a-case.ts';
import { virtualMachine } from '../fakes/virtual-machine.ts';

const well: Facts = {
  now: at('2026-11-25T09:00:00.000Z'),
  hasSetUp: true,
  hasMash: true,
  managers: 2,
  escalation: 1,
  withoutChat: 0,
  casesThatFail: 0,
  altered: 0,
  comparedAgoMs: 26 * 60 * 60_000,
  unreached: 0,
  undrawn: 0,
  undelivered: 0,
  nextWake: at('2026-11-25T08:59:30.000Z'),
  clockWrongMs: 2000,
  clockJumped: false,
  keyMissing: false,
  storeDamaged: false,
  login: 'taken',
  heartbeatLate: false,
  lookLate: false,
  diskFreeBytes: 10 ** 9,
  storeFailsMs: 0,
  teamsDownMs: 0,
  councilDownMs: 0,
  outsideFails: false,
};

// The alarms

it.each<[Trouble, Partial<Facts>]>([
  ['no-set-up', { hasSetUp: false }],
  ['no-mash-channel', { hasMash: false }],
  ['no-manager', { managers: 0 }],
  ['no-escalation', { escalation: 0 }],
  ['case-fails', { casesThatFail: 1 }],
  ['case-altered', { altered: 1 }],
  ['not-compared', { comparedAgoMs: 26 * 60 * 60_000 + 1 }],
  ['nobody-reached', { unreached: 1 }],
  ['not-drawn', { undrawn: 1 }],
  ['not-delivered', { undelivered: 1 }],
  ['reminder-late', { nextWake: at('2026-11-25T08:58:29.000Z') }],
  ['no-chat', { withoutChat: 1 }],
  ['clock-wrong', { clockWrongMs: 2001 }],
  ['clock-wrong', { clockJumped: true }],
  ['key-missing', { keyMissing: true }],
  ['store-damaged', { storeDamaged: true }],
  ['store-fails', { storeFailsMs: 61_000 }],
  ['teams-down', { teamsDownMs: 61_000 }],
  ['outside-fails', { outsideFails: true }],
  ['council-fails', { councilDownMs: 61_000 }],
  ['login-refused', { login: 'refused' }],
  ['disk-low', { diskFreeBytes: 10 ** 8 }],
  ['no-service-address', { hasServiceAddress: false }],
  ['channel-gone', { channelFound: false }],
  ['manager-away', { managersAway: 1 }],
  ['no-public-address', { publicAnswers: false }],
])('The trouble %s, and no other, is raised by its own fact', (word, facts) => {
  expect(troublesOf({ ...well, ...facts })).toEqual([word]);
});

it('src/watch/README.md explains every word of the checks', () => {
  const text = readFileSync(new URL('../../src/watch/README.md', import.meta.url), 'utf8');
  expect(Object.keys(checks).filter((word) => !text.includes(`\`${word}\``))).toEqual([]);
});

it('No trouble is raised if all is well, or if the store does not answer for a moment', () => {
  expect(troublesOf(well)).toEqual([]);
  expect(troublesOf({ ...well, nextWake: undefined, storeFailsMs: 5000 })).toEqual([]);
});

it('A trouble stays as it was while the store cannot be asked', () => {
  const unknown: Facts = { ...well, unreached: undefined, undelivered: undefined, nextWake: 'not known' };
  expect(troublesOf(unknown, ['nobody-reached', 'reminder-late'])).toEqual(['nobody-reached', 'reminder-late']);
  expect(troublesOf(unknown)).toEqual([]);
});

it('The troubles are checked every five seconds, logged when they begin and end, and counted', async () => {
  const machine = virtualMachine(well.now);
  const metrics = metricsOf(() => undefined, machine.now);
  const logOutput = new PassThrough();
  let facts = well;
  let asked = 0;
  const watching = startWatching(
    async () => {
      asked += 1;
      return facts;
    },
    { machine, log: logTo(logOutput, 'info'), metrics },
  );
  const lines = () => (String(logOutput.read() ?? '').match(/"event".*}/g) ?? []).join('\n');
  await machine.pass(10_000);
  expect(watching.troubles()).toEqual({ ok: true, troubles: [] });
  facts = { ...well, managers: 0 };
  await machine.pass(60_000);
  expect(watching.troubles()).toEqual({ ok: false, troubles: ['no-manager'] });
  expect(await metrics.text()).toMatch(/mash_alarm\{word="no-manager"\} 1/);
  expect(lines()).toBe('"event":"trouble.began","kind":"no-manager"}');
  facts = well;
  await machine.pass(5000);
  expect(lines()).toBe('"event":"trouble.ended","kind":"no-manager"}');
  expect(await metrics.text()).toMatch(/mash_alarm\{word="no-manager"\} 0/);
  for (let often = 0; often < 1000; often += 1) watching.troubles();
  expect(asked).toBe(15);
  watching.stop();
});

// Teams is down

it('Teams counts as down once three calls in a row, spread over more than a minute, get no answer; a refusal is an answer', async () => {
  const machine = virtualMachine(well.now);
  const seen = healthSignals(machine);
  let fault: TeamsFault | undefined = new TeamsFault(503);
  const part = {
    async channels() {
      if (fault) throw fault;
      return [];
    },
  };
  const teams = watchedTeams(part as unknown as Parameters<typeof watchedTeams>[0], seen);
  const ask = () => teams.channels('', '').catch(() => []);
  await ask();
  await machine.pass(90_000);
  expect(seen.teamsDownMs()).toBe(0);
  await ask();
  await ask();
  expect(seen.teamsDownMs()).toBe(90_000);
  fault = new TeamsFault(400);
  await ask();
  expect(seen.teamsDownMs()).toBe(0);
});

// GOV.UK Notify fails

it.each([400, 403, undefined])(
  'GOV.UK Notify counts as failing after three calls in a row are answered %s, until one is accepted',
  async (status) => {
    const seen = healthSignals(virtualMachine(well.now));
    let isFine = false;
    const answer = async () => {
      if (!isFine) throw new OutsideFault(status);
    };
    const stub: Outside = { ways: ['sms'], alert: answer, code: answer };
    const outside = watchedOutside(stub, seen);
    const ask = () => outside.code({ way: 'sms', to: '+447700900111' }, '123456').catch(() => {});
    await ask();
    await ask();
    expect(seen.outsideFails()).toBe(false);
    await ask();
    expect(seen.outsideFails()).toBe(true);
    isFine = true;
    await ask();
    expect(seen.outsideFails()).toBe(false);
  },
);

// Readiness

const now = at('2026-11-25T09:00:00.000Z');
const health = { lastLook: now, lookedAgoMs: 1000, failing: 7, givenUp: 3 };
const last = { at: now, agoMs: 1000, isWell: true };
const look = (
  worker: Partial<typeof health>,
  heart: Partial<typeof last> = {},
  isDamaged = false,
  login?: LoginAnswer,
) => {
  const seen = healthSignals({ ticks: () => 0 });
  if (login) seen.loginAnswered(login);
  return readinessOf({
    worker: { health: () => ({ ...health, ...worker }) },
    heart: { last: () => ({ ...last, ...heart }) },
    seen: { ...seen, isDamaged: () => isDamaged },
  });
};

it('An instance is ready if its heartbeat was written and its worker sweeps, even if single cases fail', () => {
  expect(look({})).toMatchObject({ ok: true, notReady: [], casesThatFail: 7 });
  expect(look({}, {}, false, { answer: 'taken' })).toMatchObject({ ok: true, login: { answer: 'taken' } });
  expect(look({}, {}, false, { answer: 'none' })).toMatchObject({ ok: true, login: { answer: 'not known' } });
});

it.each([
  ['its heartbeat fails', look({}, { isWell: false }), 'not-written'],
  ['its heartbeat hangs', look({}, { agoMs: 31_000 }), 'not-written'],
  ['its sweep is overdue', look({ lookedAgoMs: 31_000 }), 'worker-stands'],
  ['the file is damaged', look({}, {}, true), 'store-damaged'],
  ['Microsoft has not answered yet', look({}, {}, false, { answer: 'asked' }), 'login-asked'],
  ['Microsoft refuses its login', look({}, {}, false, { answer: 'refused', code: 'AADSTS7000222' }), 'login-refused'],
])('An instance is not ready if %s, and says it with a word', (_, readiness, word) => {
  expect(readiness).toMatchObject({ ok: false, notReady: [word] });
});

// The login

it('Microsoft is asked for a login at once and each minute; while it is slow or away, the last answer stands with its age', async () => {
  const machine = virtualMachine(well.now);
  const seen = healthSignals(machine);
  let answer: Promise<LoginAnswer> = Promise.resolve({ answer: 'refused', code: 'AADSTS7000215' });
  let asked = 0;
  const end = watchLogin(
    () => {
      asked += 1;
      return answer;
    },
    seen,
    machine,
  );
  expect(seen.login()).toMatchObject({ answer: 'asked' });
  await machine.pass(1000);
  expect(seen.login()).toMatchObject({ answer: 'refused', code: 'AADSTS7000215' });
  answer = new Promise(() => {}); // it hangs
  await machine.pass(2 * 60_000);
  expect(seen.login()).toMatchObject({ answer: 'refused', agoMs: 121_000 });
  answer = Promise.resolve({ answer: 'taken' });
  await machine.pass(2 * 60_000);
  expect(seen.login().answer).toBe('taken');
  answer = Promise.resolve({ answer: 'none' });
  await machine.pass(2 * 60_000);
  expect(seen.login().answer).toBe('taken');
  end();
  const before = asked;
  await machine.pass(5 * 60_000);
  expect(asked).toBe(before);
});
