import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CloudAdapter } from 'botbuilder';
import fc from 'fast-check';
import pino from 'pino';
import { logTo, takeConsole } from '../../src/base/log.ts';
import { realMachine } from '../../src/base/machine.ts';
import { Authentication } from '../../src/door/authentication.ts';
import { readBody } from '../../src/door/body.ts';
import { processActivity } from '../../src/door/server.ts';
import { freePort } from '../fakes/free-port.ts';
import { inProcess } from '../fakes/in-process.ts';
import { profiles } from '../fakes/people.ts';
import { startTeams, type Teams } from '../fakes/teams.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { type Activity, isJson } from '../fakes/wire.ts';
import { anyTypedText, everyKind, nearlyRight } from './mutations.ts';

/**
 * Runs the whole program without a port, from the body of a request to the answer. `SEED=…` replays a run. The long
 * run: `CORPUS=250000 npm test -- tests/security/corpus`
 */
const wanted = Number(process.env.CORPUS ?? 1000);
const atOnce = 500; // each batch has its own seed, one more than the last
const mostMs = 250; // of processor time in one turn

describe(`${wanted.toLocaleString('en-GB')} malformed activities, one after the other`, () => {
  const lines: string[] = [];
  const log = logTo({ write: (line) => void lines.push(line) }, 'info');
  let world: ReturnType<typeof inProcess>;
  let teams: Teams;
  let adapter: CloudAdapter;
  let kinds: Activity[];
  beforeAll(async () => {
    const silent = pino({ level: 'silent' });
    takeConsole(() => silent); // drops what the SDK prints: only the program's own log lines count as a reason
    world = inProcess('2026-11-24T12:00:00.000Z', { log });
    // The activities carry its address as their service URL; the program sends nothing there.
    teams = await startTeams({ port: await freePort() });
    adapter = new CloudAdapter(
      new Authentication(world.config, { log: pino({ level: 'silent' }), ticks: () => 0, now: realMachine.now }),
    );
    await world.starts();
    const [reference = ''] = /HT-\w{4}-\w{3}/.exec(JSON.stringify(await world.refers())) ?? [];
    kinds = everyKind(teamsClient(profiles.jane, teams), teamsClient(profiles.mo, teams), reference);
  });
  afterAll(async () => {
    await teams.stop();
    await world.ends();
  });

  let slowest = 0;

  /** Takes an activity. @returns what is wrong with the answer. The SDK answers 501 to an invoke that nobody handled. */
  async function faultsAfter(activity: unknown): Promise<string[]> {
    const [saidBefore, loggedBefore] = [world.said.length, lines.length];
    const request = Object.assign(Readable.from([Buffer.from(JSON.stringify(activity))]), {
      headers: { 'content-type': 'application/json' },
    });
    const begun = process.threadCpuUsage();
    const body = await readBody(request as unknown as IncomingMessage);
    const { status, body: answer } =
      body.kind === 'object'
        ? await processActivity(body.value, '', { adapter, onTurn: world.onTurn, log })
        : { status: body.kind === 'refused' ? body.status : 0, body: 'refused' };
    const { user, system } = process.threadCpuUsage(begun);
    const ms = (user + system) / 1000;
    slowest = Math.max(slowest, ms);
    const logged = lines.slice(loggedBefore);
    const isAnswered = answer !== undefined || world.said.length > saidBefore;
    const isInvoke = isJson(activity) && activity.type === 'invoke';
    // The answer would have to go to another service.
    const isElsewhere = status === 401 && isJson(activity) && activity.serviceUrl !== teams.serviceUrl;
    const isRight = isElsewhere || [200, 400, 413].includes(status) || (status === 501 && isInvoke);
    return [
      ...(isRight ? [] : [`status ${status}`]),
      ...(ms > mostMs ? [`${ms} ms`] : []),
      ...(isAnswered || logged.length > 0 ? [] : ['silence']),
      ...logged.filter((line) => /"event":"(turn\.failed|apology\.failed|log\.unreadable)"/.test(line)),
      ...logged.filter((line) => line.includes(anyTypedText)),
    ];
  }

  it(
    'Malformed activities are each answered or logged with a reason, without a fault and within 250 ms',
    async () => {
      const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31);
      process.stdout.write(`seed of the activities: ${seed}\n`);
      const wrong: unknown[] = [];
      for (let part = 0; part * atOnce < wanted; part += 1) {
        for (const activity of fc.sample(nearlyRight(kinds), { seed: seed + part, numRuns: atOnce })) {
          const faults = await faultsAfter(activity);
          if (faults.length > 0) wrong.push({ faults, activity });
        }
        if (part % 20 === 19) process.stdout.write(`${(part + 1) * atOnce} activities, the slowest ${slowest} ms\n`);
      }
      process.stdout.write(`the slowest of ${wanted} activities took ${slowest} ms of the processor\n`);
      expect(wrong.slice(0, 5)).toEqual([]);
    },
    Math.max(300_000, wanted * 40),
  );
});
