import { expect, it } from '@jest/globals';
import { key, startCosmosStandIn } from '../fakes/cosmos.ts';
import { envValueOf } from '../security/keys.ts';
import { killing } from './killing.ts';

const wanted = process.env.KILLS; // the long form: KILLS=200 npm test -- tests/faults/killed
const rounds = Number(wanted ?? 1);
const seed = Number(process.env.SEED ?? Math.floor(Math.random() * 1e9));
const time = 120_000 + rounds * 15_000; // a kill takes two seconds, and ten where the machine is busy

// A service killed at random moments

it.concurrent(
  'The service on a sealed SQLite file, killed at random moments, loses no acknowledged answer, no referral and no reminder',
  async () => {
    const killed = await killing({ rounds, seed, env: { DATA_KEY: envValueOf('A') } });
    console.log('SQLite', killed);
    expect(killed.lost).toEqual([]);
    expect(killed.referrals).toBeGreaterThan(killed.decisions); // the others wait for their reminders
  },
  time,
);

it.concurrent(
  'The service on Cosmos DB, killed at random moments, loses no acknowledged answer, no referral and no reminder',
  async () => {
    const standIn = await startCosmosStandIn();
    try {
      const env = { STORE: 'cosmos', COSMOS_ENDPOINT: standIn.endpoint, COSMOS_KEY: key };
      const killed = await killing({ rounds, seed, env });
      console.log('Cosmos DB (stand-in)', killed);
      expect(killed.lost).toEqual([]);
      expect(killed.referrals).toBeGreaterThan(killed.decisions); // the others wait for their reminders
    } finally {
      await standIn.close();
    }
  },
  time,
);
