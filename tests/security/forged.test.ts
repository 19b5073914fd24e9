import { createCipheriv, createDecipheriv, randomBytes, randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { nothingKept } from '../../src/audit/audited.ts';
import { newSecret } from '../../src/base/reference.ts';
import { CaseRecord } from '../../src/case/record.ts';
import { hashOf } from '../../src/evidence/link.ts';
import { dutiesIn, noDuty } from '../../src/features/duty/duty-state.ts';
import { noRetention, retentionIn } from '../../src/features/retention/state.ts';
import { linksIn, newLink } from '../../src/store/links.ts';
import { peopleIn } from '../../src/store/people.ts';
import type { Document, Store } from '../../src/store/port.ts';
import { SealFault, sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { at, caseContext, jane, mo, OTHER_REFERENCE, REFERENCE } from '../case/a-case.ts';
import { bothStores } from '../fakes/both-stores.ts';
import { run } from '../tools/tool.ts';
import { dataKey, envValueOf, keysFor } from './keys.ts';
import { asTheProgram } from './stamped.ts';
import { DECIDED, facts, storeDecidedCase } from './stored.ts';

const { kinds, newFile } = await bothStores();

type History = Pick<CaseRecord, 'events'> & Partial<Pick<CaseRecord, 'chain'>>;
type SealedAs = { key: string; data: string };

/** Adds an event with its link in the chain, which anybody can compute. */
function withEvent({ events, chain }: History): History {
  const event: CaseRecord['events'][number] = { type: 'ReferralDelivered', at: DECIDED };
  const hash = hashOf(chain?.at(-1)?.hash ?? '', event, undefined);
  return { events: [...events, event], chain: [...(chain ?? []), { hash }] };
}

/** Seals the same document without a hash of the history. */
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

describe.each(kinds)('somebody who writes to the store on %s and has no key', (_, open) => {
  let bare: Store; // their own connection
  let store: Store; // sealed, as the program opens it

  beforeEach(async () => {
    const place = randomUUID();
    bare = await open(place);
    store = sealedStore(await open(place), 'HT', keysFor('A'));
    await storeDecidedCase(store);
  });

  const fault = `not-sealed.${dataKey('A').id}`;
  const faultOf = (work: Promise<unknown>): Promise<string> =>
    work.then(
      () => 'it was believed',
      (error: unknown) => (error instanceof SealFault ? error.code : String(error)),
    );
  const audited = () => audit(store, nothingKept, { caseContext: () => caseContext(DECIDED) });
  const auditFindings = async () => (await audited()).found;
  const unreadable = [{ ref: REFERENCE, what: expect.stringContaining('cannot be read') }];
  async function overwrite(document: Document): Promise<void> {
    const there = await bare.read(document.kind, document.id);
    const outcome = there ? await bare.replace(document, there.version) : await bare.create(document);
    expect(outcome.kind).toBe('saved');
  }

  const storedCase = async () =>
    (await bare.read('case', REFERENCE))?.document as Document & History & { sealed: SealedAs };

  it('A link that somebody without the key writes into the store lets nobody in', async () => {
    const token = newSecret();
    await overwrite(newLink(token, { target: { to: 'case-file', case: REFERENCE }, author: mo.id }, DECIDED));
    expect(await faultOf(linksIn(store).alive(token, DECIDED))).toBe(fault);
  });

  it('The bot does not use a chat address that somebody without the key stores for a person, and the audit reports it', async () => {
    await peopleIn(store).change(jane.id, (person) => ({ ...person, aboutYou: { name: 'Jane' } }));
    const chat = { serviceUrl: 'https://theirs.example', conversationId: 'theirs' };
    await overwrite({ kind: 'person', id: jane.id, ...{ aboutYou: {}, chat } });
    expect(await faultOf(peopleIn(store).load(jane.id))).toBe(fault);
    expect(await auditFindings()).toEqual([{ ref: 'person', what: expect.stringContaining('it cannot be read') }]);
  });

  it('The bot uses neither forged retention settings nor a forged duty, and the audit reports both', async () => {
    await overwrite({ kind: 'settings', id: 'retention', ...noRetention });
    await overwrite({ kind: 'settings', id: 'duty', ...noDuty });
    expect(await faultOf(retentionIn(store).load())).toBe(fault);
    expect(await faultOf(dutiesIn(store).load())).toBe(fault);
    expect((await auditFindings()).map(({ ref }) => ref).sort()).toEqual(['duty', 'retention']);
  });

  it.each<[string, object, string]>([
    ['without a seal', {}, fault],
    ['with a false seal', { sealed: {} }, 'not-as-sealed.unknown'],
  ])(
    'A case %s in place of a sealed one cannot be read, not even in a list, and the audit reports it',
    async (_, seal, code) => {
      const read = await store.read('case', REFERENCE);
      await overwrite({ ...(read?.document as Document), ...seal });
      expect(await faultOf(store.read('case', REFERENCE))).toBe(code);
      const [listed] = await store.casesOf(jane.id, 5);
      expect(JSON.stringify(listed?.document)).not.toContain('Opal');
      expect(CaseRecord.safeParse(listed?.document).success).toBe(false);
      expect(await faultOf(store.replace(listed?.document as Document, listed?.version ?? ''))).toBe(
        'not-opened.unknown',
      );
      expect(await auditFindings()).toEqual(unreadable);
    },
  );

  it.each<[string, (history: History) => History]>([
    ['an event is added with its link', withEvent],
    [
      'the last event is cut with its link',
      ({ events, chain }) => ({ events: events.slice(0, -1), chain: chain?.slice(0, -1) }),
    ],
    ['the chain is removed', ({ events }) => ({ events })],
  ])('A sealed case does not open, and the audit reports it, when %s', async (_, forging) => {
    const { events, chain, ...rest } = await storedCase();
    await overwrite({ ...rest, ...forging({ events, chain }) });
    expect(await faultOf(store.read('case', REFERENCE))).toBe(`not-as-sealed.${dataKey('A').id}`);
    expect(await auditFindings()).toEqual(unreadable);
  });

  it('A case whose status was changed without the key still opens, so that the status can be corrected', async () => {
    await overwrite({ ...(await storedCase()), status: 'withdrawn' });
    expect(await store.read('case', REFERENCE)).toMatchObject({ document: { status: 'withdrawn' } });
    const { mendable } = await audited();
    expect(mendable).toMatchObject([{ id: REFERENCE, mismatches: [{ field: 'status', is: 'decided' }] }]);
  });

  it('A case that was postponed without being unsealed still opens, and the audit can read it', async () => {
    await store.postpone(REFERENCE, at('2030-01-01T00:00:00.000Z'));
    const opened = (await store.read('case', REFERENCE))?.document;
    expect(opened).toMatchObject({ id: REFERENCE, facts: { texts: { 'question-1': facts.question } } });
    expect(opened).not.toHaveProperty('historyHash');
    expect((await auditFindings()).filter(({ what }) => what.includes('cannot be read'))).toEqual([]);
  });

  it('A case that was sealed without the hash of its history does not open', async () => {
    const { sealed, ...rest } = await storedCase();
    await overwrite({ ...rest, ...{ sealed: withoutHash(sealed, rest) } });
    expect(await faultOf(store.read('case', REFERENCE))).toBe(`not-as-sealed.${dataKey('A').id}`);
  });
});

it('audit:verify names a case to which somebody without the key added an event', async () => {
  const path = newFile();
  const bare = sqliteStore(path, 'HT');
  const program = await asTheProgram(bare, keysFor('A'));
  for (const id of [REFERENCE, OTHER_REFERENCE]) await storeDecidedCase(program, id);
  const there = await bare.read('case', REFERENCE);
  const document = there?.document as Document & History;
  await bare.replace({ ...document, ...withEvent(document) }, there?.version ?? '');
  await bare.close();
  const { code, errors } = await run('audit-verify', [], { SQLITE_PATH: path, DATA_KEY: envValueOf('A') });
  expect([code, errors]).toEqual([1, expect.stringContaining(`BROKEN ${REFERENCE}: `)]);
  expect(errors).not.toContain(OTHER_REFERENCE);
});
