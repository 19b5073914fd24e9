import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { Instant } from '../../src/base/time.ts';
import { monitoringAt } from '../../src/watch/monitoring.ts';
import { startPulse } from '../../src/watch/pulse.ts';
import { virtualMachine } from '../fakes/virtual-machine.ts';

const minute = 60_000;
const log = pino({ level: 'silent' });

describe('the pulse of the program', () => {
  const machine = virtualMachine(Instant.parse('2026-06-10T08:00:00.000Z'));
  let heard: string[] = [];
  let state: { isWell: boolean; alarms: string[] };
  let fails = false;
  const monitoring = {
    async lives() {
      heard.push('lives');
      if (fails) throw new Error('away');
    },
    async alarms(words: readonly string[]) {
      heard.push(words.join(' ') || 'quiet');
      if (fails) throw new Error('away');
    },
  };
  let end = () => {};
  beforeAll(() => {
    state = { isWell: true, alarms: [] };
    end = startPulse({ isWell: () => state.isWell, alarms: () => state.alarms }, monitoring, { machine, log });
  });
  beforeEach(() => {
    heard = [];
  });

  it('is felt each minute, from the first moments on', async () => {
    await machine.pass(10_000);
    expect(heard).toEqual(['lives', 'quiet']);
    await machine.pass(3 * minute);
    expect(heard.filter((each) => each === 'lives')).toHaveLength(4);
  });

  it('goes on while something stands that a person must mend, which is told apart from it', async () => {
    state = { isWell: true, alarms: ['teams-down', 'nobody-reached'] };
    await machine.pass(minute);
    expect(heard).toEqual(['lives', 'teams-down nobody-reached']);
  });

  it('stops when the program does not do its work, though an alarm stands', async () => {
    state = { isWell: false, alarms: ['store-fails'] };
    await machine.pass(5 * minute);
    expect(heard).toEqual(Array(5).fill('store-fails'));
  });

  it('comes again, also where the monitoring itself was away', async () => {
    state = { isWell: true, alarms: [] };
    fails = true;
    await machine.pass(minute);
    fails = false;
    heard = [];
    await machine.pass(minute);
    expect(heard).toEqual(['lives', 'quiet']);
  });

  it('ends with the program', async () => {
    end();
    await machine.pass(5 * minute);
    expect(heard).toEqual([]);
  });
});

describe('the monitoring of the council', () => {
  let server: Server;
  let base: string;
  let calls: string[] = [];
  let status = 200;
  const bodyOf = async (request: IncomingMessage) => (await request.toArray()).join('');
  beforeAll(async () => {
    server = createServer(async (request, response) => {
      calls.push(`${request.method} ${request.url} ${await bodyOf(request)}`.trim());
      response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {});
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  });
  afterAll(() => void server.close());
  beforeEach(() => {
    calls = [];
    status = 200;
  });

  it('is called at one address while the program lives, and at the other with /fail and the words while something stands', async () => {
    const monitoring = monitoringAt({ livesUrl: `${base}/ping/one?x=1`, alarmsUrl: `${base}/ping/two?y=2` });
    await monitoring.lives();
    await monitoring.alarms([]);
    await monitoring.alarms(['teams-down', 'no-manager']);
    expect(calls).toEqual(['GET /ping/one?x=1', 'GET /ping/two?y=2', 'POST /ping/two/fail?y=2 teams-down\nno-manager']);
  });

  it('is not called where it gave no address', async () => {
    const monitoring = monitoringAt({ livesUrl: undefined, alarmsUrl: undefined });
    await Promise.all([monitoring.lives(), monitoring.alarms(['teams-down'])]);
    expect(calls).toEqual([]);
  });

  it.each([302, 404, 500])('that answers %d has not taken it, and its address is in no error', async (answer) => {
    status = answer;
    const monitoring = monitoringAt({ livesUrl: `${base}/secret`, alarmsUrl: undefined });
    const error = await monitoring.lives().catch((each: unknown) => each);
    expect(String(error)).toBe('Error: The monitoring service did not accept the call');
    expect(calls).toEqual(['GET /secret']);
  });

  it('that is away has not taken it', async () => {
    const monitoring = monitoringAt({ livesUrl: 'http://127.0.0.1:9/secret', alarmsUrl: undefined });
    await expect(monitoring.lives()).rejects.toThrow('The monitoring service did not accept the call');
  });
});
