import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cosmosClient } from '../../src/store/cosmos-container.ts';
import { hashWithSalt } from '../../src/store/keys.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import {
  allOf,
  arrives,
  beginsCheck,
  caseCard,
  continuesToChild,
  currentCard,
  decides,
  receipt,
  refers,
  wordsOf,
} from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { key, startCosmosStandIn } from '../fakes/cosmos.ts';
import { dataKey, envValueOf, keysFor } from './keys.ts';
import { bytesOf } from './stored.ts';

const time = 120_000; // generous: the machine may be busy
const facts = /opalwing|topazian|tourmaline|berylline|garnetine|beechmark|okafor|hussain/i;
const child = {
  'Child’s name': 'Girl Opalwing',
  'Age or date': '4 March 2012',
  'Where are they': 'At home, 14 Beechmark Road, Watford WD18 0AA',
  'What worries you': 'Burn Berylline',
};

/** What the store holds, without its key. `security/leaks` looks for every typed text in the SQLite file. */
const places = {
  SQLite: async () => ({ env: {}, read: async ({ sqlitePath }: World) => bytesOf(sqlitePath), close: async () => {} }),
  'Cosmos DB': async () => {
    const standIn = await startCosmosStandIn();
    const client = await cosmosClient({ endpoint: standIn.endpoint, key });
    return {
      env: { STORE: 'cosmos', COSMOS_ENDPOINT: standIn.endpoint, COSMOS_KEY: key },
      read: async () =>
        allOf((await client.database('mash').container('documents').items.readAll().fetchAll()).resources),
      close: async () => {
        client.dispose();
        await standIn.close();
      },
    };
  },
};

describe.each(Object.entries(places))('on %s with DATA_KEY', (name, place) => {
  let world: World;
  let store: Awaited<ReturnType<(typeof places)['SQLite']>>;
  let reference: string;
  beforeAll(async () => {
    store = (await place()) as typeof store;
    world = await startWorld({ env: { ...store.env, DATA_KEY: envValueOf('A') } });
    reference = await arrives(world, world.jane, { child });
    const draft = await beginsCheck(world.tom);
    await continuesToChild(draft, {
      about: { Agency: 'Health', 'Your name': 'Tom Reed', 'Phone, for': '01632 960 015' },
    });
    await draft.presses('Go through more signs', {
      'Child’s name': 'Boy Topazian',
      'What worries you': 'Tired Tourmaline',
    });
  }, time);
  afterAll(async () => {
    await world.stop();
    await store.close();
  });

  it(
    'With DATA_KEY receipts, drafts, the thread and the next decision still work after a restart, and the store shows no typed text and no name',
    async () => {
      const { jane, tom, mo, until } = world;
      await world.restart();
      await jane.says(`my copy ${reference}`);
      await until(() => receipt(jane, reference).has('Delivered'));
      await tom.says('my referrals');
      await tom.presses('Go on', 'Finish and send', 'They were not asked', 'Continue', {
        Could: 'Yes',
        Why: 'He may be involved.',
      });
      const card = currentCard(tom);
      expect(card.sees().text).toContain('Boy Topazian');
      await card.presses('Submit referral');
      const next = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(card.sees().headings.join(' '))?.[0] ?? 'NO REFERENCE';
      await until(() => caseCard(mo, next).has('Boy Topazian'));
      await until(() => mo.thread(next).map(wordsOf).join('\n').includes('Tired Tourmaline'));
      await decides(mo, next, { Reasons: 'The Garnetine burn' });
      await until(() => allOf(tom.chat()).includes(`${next}: the MASH has decided`));
      const stored = await store.read(world);
      expect(stored).toContain(next);
      expect(stored).toContain(dataKey('A').id);
      expect(stored).not.toMatch(facts);
    },
    time,
  );

  if (name !== 'SQLite') return;

  it('DATA_KEY seals every kind of document but the hashed search keys, the access log, the heartbeat and whose the store is', async () => {
    await caseCard(world.mo, reference).presses('More');
    using db = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const rows = db
      .prepare(
        "SELECT DISTINCT kind, body ->> '$.sealed.key' AS sealed FROM documents WHERE id NOT IN ('heartbeat', 'served') ORDER BY kind",
      )
      .all();
    const { id } = dataKey('A');
    const sealedBy = { case: id, keys: null, link: id, person: id, read: null, settings: id };
    expect(rows.map(({ kind, sealed }) => [kind, sealed])).toEqual(Object.entries(sealedBy));
  });

  it('The search keys are worthless to a thief of the files, because their salt is sealed', async () => {
    using db = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const stored = db.prepare('SELECT key FROM case_keys').all();
    const bare = sqliteStore(world.sqlitePath, 'HT');
    const { salt } = Object((await sealedStore(bare, 'HT', keysFor('A')).read('settings', 'salt-of-keys'))?.document);
    await bare.close();
    // with the salt, a thief could try addresses
    expect(stored.map((row) => row.key)).toContain(hashWithSalt(salt)('home WD180AA 14'));
    expect(bytesOf(world.sqlitePath)).not.toContain(salt);
  });

  it('With DATA_KEY another referral of the same child is still found, compared and shown', async () => {
    const { sid, ana, until } = world;
    const other = await refers(sid, {
      child: { 'Child’s name': 'OPALWING, Girl', 'Age or date': '04/03/2012', 'What worries you': 'Tired.' },
    });
    await until(() => caseCard(ana, other).has(`May be linked with ${reference}`));
    await until(() => caseCard(ana, reference).has(other));
  });
});
