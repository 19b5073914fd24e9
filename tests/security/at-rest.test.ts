import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cosmosClient } from '../../src/store/cosmos-container.ts';
import { hashWithSalt } from '../../src/store/keys.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { allOf, caseCard, currentCard, decides, receipt, refers, wordsOf } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { key, startCosmosStandIn } from '../fakes/cosmos.ts';
import { dataKey, envValueOf, keysFor } from './keys.ts';
import { markedJourney, tracerWords } from './marked-journey.ts';

const time = 120_000; // generous: the machine may be busy

/** The tracer words (typed texts and names) that can be read in some bytes. */
const tracerWordsIn = (bytes: string): string[] => Object.values(tracerWords).filter((word) => bytes.includes(word));

/** Every byte of a store's file, its log and its index, as a thief of the disk has them. */
function bytesOf(path: string): string {
  const names = readdirSync(dirname(path)).filter((name) => name.startsWith(basename(path)));
  expect(names).toContain(`${basename(path)}-wal`);
  return names.map((name) => readFileSync(join(dirname(path), name), 'latin1')).join('\n');
}

describe('without DATA_KEY', () => {
  it(
    'Without DATA_KEY every typed text and name can be read in the files of the store, so the tests below would notice one',
    async () => {
      const world = await startWorld();
      try {
        await markedJourney(world);
        expect(tracerWordsIn(bytesOf(world.sqlitePath))).toEqual(Object.values(tracerWords));
      } finally {
        await world.stop();
      }
    },
    time,
  );
});

describe('with DATA_KEY', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld({ env: { DATA_KEY: envValueOf('A') } });
    reference = await markedJourney(world);
  }, time);
  afterAll(() => world.stop());

  it('With DATA_KEY no typed text and no name can be read in the files of the store while the program runs', () => {
    const bytes = bytesOf(world.sqlitePath);
    expect(bytes).toContain(reference);
    expect(tracerWordsIn(bytes)).toEqual([]);
    expect(bytes.toLowerCase()).not.toMatch(/opalwing|okafor|obsidian|beechmark|hussain|7946 ?0123/);
  });

  it('DATA_KEY seals every kind of document but the hashed search keys, the access log and the heartbeats', () => {
    const db = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const rows = db
      .prepare(
        "SELECT DISTINCT kind, body ->> '$.sealed.key' AS sealed FROM documents WHERE id <> 'heartbeats' AND kind <> 'ledger' ORDER BY kind",
      )
      .all()
      .map(({ kind, sealed }) => [kind, sealed]);
    db.close();
    const { id } = dataKey('A');
    expect(rows).toEqual([
      ['case', id],
      ['keys', null],
      ['person', id],
      ['read', null],
      ['settings', id],
    ]);
  });

  it('DATA_KEY appears neither in the files of the store nor in what the program prints', () => {
    for (const text of [bytesOf(world.sqlitePath), world.log.join('\n')]) {
      expect(text).not.toContain(envValueOf('A'));
      expect(text).not.toContain('AAAAAAAA');
    }
  });

  it('The search keys are worthless to a thief of the files, because their salt is sealed', async () => {
    const db = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const stored = db.prepare('SELECT key FROM case_keys').all();
    db.close();
    const store = sqliteStore(world.sqlitePath, 'HT');
    const { salt } = Object((await sealedStore(store, 'HT', keysFor('A')).read('settings', 'salt-of-keys'))?.document);
    const bare = (await store.read('settings', 'salt-of-keys'))?.document;
    await store.close();
    const home = 'home WD180AA 14';
    // with the salt, a thief could try addresses
    expect(stored.map((row) => row.key)).toContain(hashWithSalt(salt)(home));
    expect(JSON.stringify(bare)).not.toContain(salt);
    expect(bytesOf(world.sqlitePath)).not.toContain(salt);
  });

  it('With DATA_KEY another referral of the same child is still found, compared and shown', async () => {
    const { tom, ana, until } = world;
    const other = await refers(tom, {
      about: { Agency: 'Health', 'Your name': 'Tom Reed', 'Phone, for': '01632 960 015' },
      child: { 'Child’s name': 'OPALWING, Girl', 'Age or date': '04/03/2012', 'What worries you': 'Tired.' },
    });
    await until(() => caseCard(ana, other).sees().text.includes(`May be linked with ${reference}`));
    await until(() => caseCard(ana, reference).sees().text.includes(other));
  });

  it(
    'With DATA_KEY receipts, drafts, the thread and the next decision still work after a restart',
    async () => {
      const { jane, tom, mo, until } = world;
      await world.restart();
      await jane.says(`my copy ${reference}`);
      expect(receipt(jane, reference).sees().text).toContain('Delivered');
      await tom.says('my referrals');
      await tom.presses('Go on');
      await tom.presses('Check answers');
      await tom.presses('Yes');
      await tom.presses('Continue', { Why: 'He may be involved.' });
      const card = currentCard(tom);
      expect(card.sees().text).toContain(tracerWords.draft);
      await card.presses('Submit referral');
      const next = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(card.sees().headings.join(' '))?.[0] ?? 'NO REFERENCE';
      await until(() => caseCard(mo, next).sees().text.includes(tracerWords.draft));
      expect(mo.thread(next).map(wordsOf).join('\n')).toContain(tracerWords.draftsWorry);
      await decides(mo, next);
      await until(() => allOf(tom.chat()).includes(`${next}: the MASH has decided`));
      expect(tracerWordsIn(bytesOf(world.sqlitePath))).toEqual([]);
    },
    time,
  );
});

describe('on Cosmos DB with DATA_KEY', () => {
  it(
    'With DATA_KEY the program gives Cosmos DB no typed text and no name',
    async () => {
      const standIn = await startCosmosStandIn();
      const cosmos = { STORE: 'cosmos', COSMOS_ENDPOINT: standIn.endpoint, COSMOS_KEY: key };
      const world = await startWorld({ env: { ...cosmos, DATA_KEY: envValueOf('A') } });
      const client = await cosmosClient(standIn.endpoint, key);
      try {
        const reference = await markedJourney(world);
        const rows = await client.database('mash').container('documents').items.readAll().fetchAll();
        const stored = JSON.stringify(rows.resources);
        expect(stored).toContain(reference);
        expect(stored).toContain(dataKey('A').id);
        expect(tracerWordsIn(stored)).toEqual([]);
      } finally {
        client.dispose();
        await world.stop();
        await standIn.close();
      }
    },
    time,
  );
});
