import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { CaseRecord } from '../../src/case/record.ts';
import { hashOf, headOf } from '../../src/evidence/link.ts';
import { DUTY, noDuty } from '../../src/settings/duty.ts';
import { noRetention } from '../../src/settings/retention.ts';
import { cosmosStore } from '../../src/store/cosmos.ts';
import { dutiesIn } from '../../src/store/duty.ts';
import { newLink, newToken } from '../../src/store/link.ts';
import { linksIn } from '../../src/store/links.ts';
import { peopleIn } from '../../src/store/people.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { retentionIn } from '../../src/store/retention.ts';
import { SealFault } from '../../src/store/seal.ts';
import { sealedStore } from '../../src/store/sealed-store.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { at, caseContext, jane, mo, REFERENCE, SISTER } from '../case/a-case.ts';
import { key as cosmosKey, startPeer } from '../fakes/cosmos.ts';
import { run } from '../tools/tool.ts';
import { dataKey, keysFor, written } from './keys.ts';
import { DECIDED, decided, facts } from './stored.ts';

const folder = mkdtempSync(join(tmpdir(), 'mash-forged-'));
const peer = await startPeer();
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await peer.close();
});
let stores = 0;

type History = Pick<CaseRecord, 'events'> & { chain?: CaseRecord['chain'] };
type SealedAs = { key: string; data: string };

/** One more event, with the link that anybody can compute. */
function withEvent({ events, chain }: History): History {
  const event: CaseRecord['events'][number] = { type: 'ReferralDelivered', at: DECIDED };
  const hash = hashOf(headOf({ chain }) ?? '', event, undefined);
  return { events: [...events, event], chain: [...(chain ?? []), { hash }] };
}

/** The same, as a program before this one sealed it. */
function withoutHash({ key, data }: SealedAs, { kind, id, author = '' }: Document): SealedAs {
  const bytes = Buffer.from(data, 'base64');
  const bound = Buffer.from(JSON.stringify(['mash-referrals sealed 1', 'HT', kind, id, author]));
  const secret = dataKey('A').key;
  const opening = createDecipheriv('aes-256-gcm', secret, bytes.subarray(0, 12)).setAAD(bound);
  opening.setAuthTag(bytes.subarray(-16));
  const text = Buffer.concat([opening.update(bytes.subarray(12, -16)), opening.final()]).toString('utf8');
  const { historyHash, ...before } = JSON.parse(text);
  expect(historyHash).toMatch(/^[0-9a-f]{64}$/);
  const nonce = randomBytes(12);
  const sealing = createCipheriv('aes-256-gcm', secret, nonce).setAAD(bound);
  const sealed = Buffer.concat([sealing.update(JSON.stringify(before), 'utf8'), sealing.final()]);
  return { key, data: Buffer.concat([nonce, sealed, sealing.getAuthTag()]).toString('base64') };
}

const places: Record<string, () => Promise<Store>> = {
  SQLite: async () => sqliteStore(join(folder, `${stores}.db`), 'HT'),
  'Cosmos DB': () =>
    cosmosStore({
      ...{ endpoint: peer.endpoint, key: cosmosKey, database: `forged-${stores}` },
      ...{ organisation: 'HT', charged: () => {} },
    }),
};

describe.each(Object.entries(places))('somebody who writes to the store on %s and has no key', (_, place) => {
  let bare: Store;
  let store: Store; // as the program has it

  beforeEach(async () => {
    stores += 1;
    bare = await place();
    store = sealedStore(bare, 'HT', keysFor('A'));
    await decided(store);
  });

  const fault = `not-sealed.${dataKey('A').id}`;
  const faultOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'it was believed',
      (error: unknown) => (error instanceof SealFault ? error.code : String(error)),
    );
  const found = async () => (await audit(store, [], { caseContext: () => caseContext(DECIDED) })).found;
  async function lay(document: Document): Promise<void> {
    const there = await bare.read(document.kind, document.id);
    const outcome = there ? await bare.replace(document, there.version) : await bare.create(document);
    expect(outcome.kind).toBe('saved');
  }

  const lying = async () => (await bare.read('case', REFERENCE))?.document as Document & History & { sealed: SealedAs };

  it('makes a link to a whole case that nobody is let in by', async () => {
    const token = newToken();
    await lay(newLink(token, { target: { to: 'case-file', case: REFERENCE }, author: mo.id }, DECIDED));
    expect(await faultOf(linksIn(store).alive(token, DECIDED))).toBe(fault);
  });

  it('gives a person another chat, where nothing is sent', async () => {
    await peopleIn(store).change(jane.id, (person) => ({ ...person, aboutYou: { name: 'Jane' } }));
    const chat = { serviceUrl: 'https://theirs.example', conversationId: 'theirs' };
    await lay({ kind: 'person', id: jane.id, ...{ aboutYou: {}, chat } });
    expect(await faultOf(peopleIn(store).load(jane.id))).toBe(fault);
    expect(await found()).toEqual([{ ref: 'person', what: expect.stringContaining('it cannot be read') }]);
  });

  it('releases a case for erasing, and puts themselves on duty: neither is believed, and both are told', async () => {
    await lay(noRetention);
    await lay(noDuty);
    expect(await faultOf(retentionIn(store).load())).toBe(fault);
    expect(await faultOf(dutiesIn(store).load())).toBe(fault);
    expect((await found()).map(({ ref }) => ref).sort()).toEqual([DUTY, 'retention']);
  });

  it.each<[string, object, string]>([
    ['', {}, fault],
    [', with a seal beside it that is none', { sealed: {} }, 'not-as-sealed.unknown'],
  ])(
    'lays an unsealed case in the place of a sealed one%s: it is believed in no list, and told',
    async (_, seal, code) => {
      const read = await store.read('case', REFERENCE);
      await lay({ ...(read?.document as Document), ...seal });
      expect(await faultOf(store.read('case', REFERENCE))).toBe(code);
      const [listed] = await store.casesOf(jane.id, 5);
      expect(JSON.stringify(listed?.document)).not.toContain('Opal');
      expect(CaseRecord.safeParse(listed?.document).success).toBe(false);
      expect(await faultOf(store.replace(listed?.document as Document, listed?.version ?? ''))).toBe(
        'not-opened.unknown',
      );
      expect(await found()).toEqual([{ ref: REFERENCE, what: expect.stringContaining('cannot be read') }]);
    },
  );

  it.each<[string, (history: History) => History]>([
    ['adds an event, with its link in the chain', withEvent],
    [
      'cuts the last event, with its link',
      ({ events, chain }) => ({ events: events.slice(0, -1), chain: chain?.slice(0, -1) }),
    ],
    ['takes the chain away', ({ events }) => ({ events })],
  ])('%s: the case does not open, and is told', async (_, forging) => {
    const { events, chain, ...rest } = await lying();
    await lay({ ...rest, ...forging({ events, chain }) });
    expect(await faultOf(store.read('case', REFERENCE))).toBe(`not-as-sealed.${dataKey('A').id}`);
    expect(await found()).toEqual([{ ref: REFERENCE, what: expect.stringContaining('cannot be read') }]);
  });

  it('changes a status that follows from the events: the case opens, so that it can be mended', async () => {
    await lay({ ...(await lying()), status: 'withdrawn' });
    expect(await store.read('case', REFERENCE)).toMatchObject({ document: { status: 'withdrawn' } });
    const { displaced } = await audit(store, [], { caseContext: () => caseContext(DECIDED) });
    expect(displaced).toMatchObject([{ id: REFERENCE, mismatches: [{ field: 'status', is: 'decided' }] }]);
  });

  it('nothing: a case that was put off opens, and is whole', async () => {
    await store.postpone(REFERENCE, at('2030-01-01T00:00:00.000Z'));
    expect(await store.read('case', REFERENCE)).toMatchObject({ document: { id: REFERENCE } });
    expect((await found()).filter(({ what }) => what.includes('cannot be read'))).toEqual([]);
  });

  it('nothing: a case that an earlier program sealed opens, and what was added to it does not after its next write', async () => {
    const { sealed, ...rest } = await lying();
    await lay({ ...rest, ...{ sealed: withoutHash(sealed, rest) } });
    const found = await store.read('case', REFERENCE);
    expect(found?.document).toMatchObject({ facts: { texts: { 'question-1': facts.question } } });
    expect(found?.document).not.toHaveProperty('historyHash');
    await store.replace(found?.document as Document, found?.version ?? '');
    const again = await lying();
    await lay({ ...again, ...withEvent(again) });
    expect(await faultOf(store.read('case', REFERENCE))).toBe(`not-as-sealed.${dataKey('A').id}`);
  });
});

it('audit:verify names a case that somebody added an event to who has no key', async () => {
  stores += 1;
  const path = join(folder, `${stores}.db`);
  const bare = sqliteStore(path, 'HT');
  for (const id of [REFERENCE, SISTER]) await decided(sealedStore(bare, 'HT', keysFor('A')), id);
  const there = await bare.read('case', REFERENCE);
  const document = there?.document as Document & History;
  await bare.replace({ ...document, ...withEvent(document) }, there?.version ?? '');
  await bare.close();
  const { code, errors } = await run('audit-verify', [], { SQLITE_PATH: path, DATA_KEY: written('A') });
  expect([code, errors]).toEqual([1, expect.stringContaining(`BROKEN ${REFERENCE}: `)]);
  expect(errors).not.toContain(SISTER);
});
