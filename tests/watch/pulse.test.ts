import { createServer, type IncomingMessage, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pino from 'pino';
import { Instant } from '../../src/base/time.ts';
import { monitoringAt, startMonitoringCalls } from '../../src/watch/monitoring.ts';
import { virtualMachine } from '../fakes/virtual-machine.ts';

const minute = 60_000;
const log = pino({ level: 'silent' });

it('The pulse of the program comes each minute while it does its work, even after the monitoring was away, and troubles are reported separately', async () => {
  const machine = virtualMachine(Instant.parse('2026-06-10T08:00:00.000Z'));
  const heard: string[] = [];
  let state = { isWell: true, troubles: [] as string[] };
  let fails = false;
  const hear = async (words: string) => {
    heard.push(words);
    if (fails) throw new Error('away');
  };
  const monitoring = {
    lives: () => hear('lives'),
    troubles: (words: readonly string[]) => hear(words.join(' ') || 'quiet'),
  };
  const watched = { isWell: () => state.isWell, troubles: () => state.troubles };
  const end = startMonitoringCalls(watched, monitoring, { machine, log });
  /** What the monitoring hears in this time. */
  async function heardIn(ms: number): Promise<string[]> {
    await machine.pass(ms);
    return heard.splice(0);
  }
  expect(await heardIn(10_000)).toEqual(['lives', 'quiet']); // soon after the start
  expect((await heardIn(3 * minute)).filter((each) => each === 'lives')).toHaveLength(3);
  state = { isWell: true, troubles: ['teams-down', 'nobody-reached'] };
  expect(await heardIn(minute)).toEqual(['lives', 'teams-down nobody-reached']);
  state = { isWell: false, troubles: ['store-fails'] };
  expect(await heardIn(5 * minute)).toEqual(Array(5).fill('store-fails'));
  state = { isWell: true, troubles: [] };
  fails = true;
  await heardIn(minute);
  fails = false;
  expect(await heardIn(minute)).toEqual(['lives', 'quiet']);
  end();
  expect(await heardIn(5 * minute)).toEqual([]);
});

describe('the council’s monitoring', () => {
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

  it('The monitoring is called at one address while the program is alive, and at the other with /fail and the words while there is an alarm', async () => {
    const monitoring = monitoringAt({ heartbeatUrl: `${base}/ping/one?x=1`, alarmsUrl: `${base}/ping/two?y=2` });
    await monitoring.lives();
    await monitoring.troubles([]);
    await monitoring.troubles(['teams-down', 'no-manager']);
    expect(calls).toEqual(['GET /ping/one?x=1', 'GET /ping/two?y=2', 'POST /ping/two/fail?y=2 teams-down\nno-manager']);
  });

  it('The monitoring is not called without an address', async () => {
    const monitoring = monitoringAt({ heartbeatUrl: undefined, alarmsUrl: undefined });
    await Promise.all([monitoring.lives(), monitoring.troubles(['teams-down'])]);
    expect(calls).toEqual([]);
  });

  it.each([302, 404, 500])(
    'A monitoring that answers %d has not accepted the call, and the error does not contain its address',
    async (answer) => {
      status = answer;
      const monitoring = monitoringAt({ heartbeatUrl: `${base}/secret`, alarmsUrl: undefined });
      const error = await monitoring.lives().catch((each: unknown) => each);
      expect(String(error)).toBe('Error: The monitoring service did not accept the call');
      expect(calls).toEqual(['GET /secret']);
    },
  );

  it('A monitoring that is away has not accepted the call', async () => {
    const monitoring = monitoringAt({ heartbeatUrl: 'http://127.0.0.1:9/secret', alarmsUrl: undefined });
    await expect(monitoring.lives()).rejects.toThrow('The monitoring service did not accept the call');
  });
});
