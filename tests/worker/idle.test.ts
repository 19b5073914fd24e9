import { randomBytes } from 'node:crypto';
import { expect, it } from '@jest/globals';
import pino from 'pino';
import { throughEachCall } from '../../src/base/each-call.ts';
import { Instant } from '../../src/base/time.ts';
import { compose } from '../../src/compose.ts';
import { readConfig } from '../../src/config.ts';
import type { Teams } from '../../src/connector/teams.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { readKey } from '../../src/store/data-keys.ts';
import type { Store } from '../../src/store/port.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { stampsOf } from '../../src/store/stamps.ts';
import { metricsOf } from '../../src/watch/metrics.ts';
import { healthSignals } from '../../src/watch/seen.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { mashMembers, mashTeam, profiles, referrals } from '../fakes/people.ts';
import { packName } from '../fakes/the-pack.ts';
import { virtualMachine } from '../fakes/virtual-machine.ts';

const { openStore } = aFolder();
const hourMs = 60 * 60_000;
const most = 4000;
const asksForEach = { touched: 3, unsent: 2 } as Record<string, number>; // of Cosmos DB

const members = mashMembers.map(({ id, name, objectId, role, tenantId }) => ({
  ...{ id, name, objectId, tenantId, isGuest: role === 'guest' },
}));
const teams: Partial<Teams> = {
  members: async () => members,
  openChat: async () => 'a:chat',
  send: async () => 'sent',
};

/** The whole program, as it runs on one machine. @param asked hears of each question to the store */
async function running(asked: (what: string) => void) {
  const machine = virtualMachine(Instant.parse('2026-06-10T08:00:00.000Z'));
  const { aheadMs, close, ...others } = openStore();
  Reflect.deleteProperty(others, 'changesOfOthers'); // Cosmos DB must always be asked
  const counted = throughEachCall(others, (name, call) => {
    asked(name);
    return call();
  });
  const bare: Store = { ...counted, aheadMs, close };
  const stamps = stampsOf('HT', randomBytes(32).toString('base64'));
  const keys = { present: readKey(randomBytes(32).toString('base64')), old: [] };
  const store = sealedStore(bare, 'HT', keys, stamps, machine.ticks);
  const program = compose({
    config: readConfig({
      ...{ MASH_TEAM_ID: mashTeam.id, MASH_CHANNEL_ID: referrals.id, MASH_SERVICE_URL: 'http://127.0.0.1:9/' },
      ...{ MASH_MANAGERS: profiles.mo.objectId, MASH_ESCALATION: profiles.dee.objectId, ADMINS: profiles.ash.objectId },
    }),
    ...{ machine, store, teams: teams as Teams, telling: () => teams as Teams },
    pack: loadPack(packName),
    pace: async () => ({ kind: 'go-on' }),
    log: pino({ level: 'silent' }),
    metrics: metricsOf(() => store, machine.now),
    stampLook: { bare, stamps },
  });
  await program.begin();
  await program.heart.start();
  const worker = program.startWorker();
  const watching = program.startWatching(worker, healthSignals(machine));
  async function end() {
    watching.stop();
    program.heart.stop();
    const stopping = worker.stop();
    await machine.pass(10_000);
    await stopping;
  }
  return { machine, end };
}

it(`In an hour in which nothing happens, the store is asked at most ${most} times`, async () => {
  const counts: Record<string, number> = {};
  const { machine, end } = await running((what) => {
    counts[what] = (counts[what] ?? 0) + (asksForEach[what] ?? 1);
  });
  await machine.pass(5 * 60_000);
  for (const what of Object.keys(counts)) delete counts[what];
  await machine.pass(hourMs);
  await end();
  expect(Object.values(counts).reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(most);
  expect(counts.replace).toBeGreaterThanOrEqual(350); // the heartbeats
});
