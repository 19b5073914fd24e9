import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { CaseId } from '../../src/base/reference.ts';
import { confirmationsIn } from '../../src/settings/contacts.ts';
import { dutiesIn } from '../../src/settings/duty.ts';
import { setupsIn } from '../../src/settings/setup.ts';
import { casesIn } from '../../src/store/cases.ts';
import { everyCase } from '../../src/store/every-case.ts';
import { Link } from '../../src/store/link.ts';
import { peopleIn } from '../../src/store/people.ts';
import type { Store } from '../../src/store/port.ts';
import { readsIn } from '../../src/store/reads.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { allOf, cardInChannel, inChat, receipt, summariesIn, wordsOf } from '../conversations/walks.ts';
import type { World } from '../conversations/world.ts';
import { profiles, referrals } from '../fakes/people.ts';
import { run } from '../tools/tool.ts';
import { deedsSince, documentIn, type OldCase, oldButtons, oldCases, oldStore, typesIn } from './happened.ts';
import { type OldButton, pressOld } from './old-cards.ts';
import { openOldStore } from './opened.ts';

// The store that the program of commit 9c0246d left when it was killed while messages waited. `make.ts` says how it was
// made.

const cases = oldCases();
const buttons = oldButtons();
const named = (name: string): OldCase => {
  const found = cases.find((each) => each.name === name);
  if (!found) throw new Error(`no case called ${name}`);
  return found;
};
const idOf = (name: string): CaseId => CaseId.parse(named(name).id);
const staff = (who: keyof typeof profiles): StaffId => StaffId.parse(profiles[who].objectId);

const folder = mkdtempSync(join(tmpdir(), 'mash-old-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the old store', () => {
  const path = join(folder, 'looked-at.db');
  let store: Store;
  beforeAll(() => {
    copyFileSync(oldStore, path);
    store = sqliteStore(path, 'HT');
  });
  afterAll(() => store.close());
  const load = async (name: string) => {
    const record = await casesIn(store, () => {}).load(idOf(name));
    if (!record) throw new Error(`no case called ${name}`);
    return record;
  };
  const textsOf = async (name: string) => (await load(name)).facts.texts;

  it('The old store holds only cases that can be read', async () => {
    const read: unknown[] = [];
    for await (const record of everyCase(store)) read.push(record?.id);
    expect(read.toSorted()).toEqual(cases.map(({ id }) => id).sort());
  });

  it.each(cases)('The old store has the events of the case “$name” in their order', async ({ name, events }) => {
    expect((await load(name)).events.map(({ type }) => type)).toEqual(events);
  });

  it('The old store has the texts that people wrote, each under its key', async () => {
    expect(await textsOf('answered')).toMatchObject({
      'question-1': 'Is she at school?',
      'answer-1': 'Not since Monday.',
      'information-1': 'He has a white van.',
      'hold-1': 'The inquest.',
    });
    expect(await textsOf('corrected')).toMatchObject({
      'disagreement-1-1-reasons': 'Too late.',
      'disagreement-1-2-reasons': 'Nobody is free.',
      'disagreement-2-outcome': 'A visit at four.',
      'hold-1-released': 'It was a mistake.',
    });
    expect(await textsOf('assessed')).toMatchObject({
      'grounds-reasons-1': 'She was made to work.',
      'police-note-1': 'Officer 4711 has the phone.',
      'central-reference-1': 'NRM-2210',
    });
    expect(await textsOf('beside')).toMatchObject({ 'missing-1': '14:20, reference 7', 'found-1': 'At the station' });
    expect((await load('halfFilled')).facts.answers.values).toMatchObject({ 'child-name': 'Girl Agate' });
    expect((await load('withdrawn')).facts.answers.values).toEqual({});
    expect((await load('erased')).facts.texts).toEqual({});
  });

  it('The old store has the waiting messages, the messages that were given up, and who has a case', async () => {
    const inState = async (name: string, state: string) =>
      (await load(name)).outbox.filter((entry) => entry.state.kind === state).map(({ message }) => message.kind);
    expect(await inState('asked', 'waiting')).toEqual(['case-card', 'line', 'question', 'receipt']);
    expect(await inState('waiting', 'waiting')).toEqual(['case-card', 'line']);
    expect(await inState('notReached', 'failed')).toEqual(['decision-notice', 'receipt']);
    expect((await load('beside')).heldBy).toBe(staff('ana'));
    expect(await store.unsent()).toMatchObject({ cases: 2 });
  });

  it('The old store has the documents outside cases: people, the set-up, the duty, confirmed numbers and reads', async () => {
    const sid = await peopleIn(store).load(staff('sid'));
    expect(sid).toMatchObject({ openDraft: idOf('halfFilled'), aboutYou: { name: 'Sid Stone', agency: 'health' } });
    expect(sid.chat?.conversationId).toBe(`a:1${staff('sid')}`);
    expect(await setupsIn(store).load()).toMatchObject({
      mash: { channelId: referrals.id },
      managers: [staff('mo'), staff('ana')],
      officers: { health: 'Dr Ruth Opal' },
      board: 'Lee Quartz',
    });
    expect((await dutiesIn(store).load()).on).toMatchObject([{ staff: staff('ana'), name: 'Ana Silva' }]);
    expect((await confirmationsIn(store).load()).confirmed).toMatchObject({
      csc: { by: staff('ash'), phone: '0300 123 4043' },
    });
    const reads = await readsIn(store).of(idOf('answered'));
    expect(reads.map(({ how }) => how)).toEqual(['everything', 'show', 'ask']);
  });

  it('The old store has the link to the author’s own copy, with only a hash of its token', async () => {
    const page = await store.all('link|', 1);
    const [link] = page.map(({ stored }) => Link.parse(stored.document));
    expect(link).toMatchObject({ target: { to: 'own-copy', case: idOf('answered') }, author: staff('jane') });
  });

  it('The old store has the search keys by which a case at the same address is found', async () => {
    const { keys } = documentIn(path, 'keys', named('first').id) as { keys: string[] };
    const found = await Promise.all(keys.map((key) => store.casesWith(key, 10)));
    expect(found.flat()).toContain(named('second').id);
  });

  it('The old store passes npm run audit:verify', async () => {
    const events = cases.reduce((sum, each) => sum + each.events.length, 0);
    const { code, out, errors } = await run('audit-verify', [], { SQLITE_PATH: path });
    expect({ code, out, errors }).toEqual({
      code: 0,
      out: `${cases.length} cases, ${events} events looked at.\nNo chain is broken.\n`,
      errors: '',
    });
  });

  it('In the old store a case under legal hold is kept, and a case whose hold was released is kept for another reason', async () => {
    const packPath = join(folder, 'pack.json');
    const retention = { source: 'the test', drafts: 'PT1S', decided: 'PT1S', accessLog: 'PT1S' };
    writeFileSync(packPath, JSON.stringify({ extends: 'hertfordshire-2016', id: 'short', version: '1', retention }));
    const { out } = await run('retention', ['--dry-run'], { SQLITE_PATH: path, PROTOCOL_PACK: packPath });
    expect(out).toContain(`${named('answered').id}  kept: legal hold`);
    expect(out).toContain(`${named('corrected').id}  kept: a disagreement is open`);
    expect(out).toContain(`${named('notReached').id}  would be erased`);
  });
});

describe('the program on the old store', () => {
  let world: World;
  const heads = join(folder, 'heads.txt');
  const verify = (path: string, ...args: string[]) => run('audit-verify', args, { SQLITE_PATH: path });
  beforeAll(async () => {
    const before = join(folder, 'before.db');
    copyFileSync(oldStore, before);
    writeFileSync(heads, (await verify(before, '--heads')).out);
    world = await openOldStore(oldStore);
  });
  afterAll(() => world.stop());
  const channel = () => world.teams.delivered(referrals.id);
  const factsOf = (name: string) =>
    documentIn(world.sqlitePath, 'case', named(name).id).facts as {
      answers: { values: Record<string, string> };
      texts: Record<string, string>;
    };
  /** Presses an old button of that kind on a card of this case. Returns the heading; “HT” stands for a reference. */
  const pressesOld = async (verb: OldButton['verb'], name: string): Promise<string> => {
    const { id } = named(name);
    const button = buttons.find((each) => each.verb === verb && each.data.case === id);
    if (!button) throw new Error(`nobody was shown ${verb} for ${name}`);
    return pressOld(world, button);
  };

  it('The program sends the waiting messages: a question in its referrer’s chat, new information in the channel', async () => {
    const { tom, mo, until } = world;
    await until(() => inChat(tom, 'The MASH has a question').sees().text.includes('Where does he sleep?'));
    await until(() => channel().map(wordsOf).join().includes('She is back at the flat.'));
    await until(() => summariesIn(channel()).includes(`${named('asked').id}: Question to the referrer`));
    await until(() => cardInChannel(mo, named('waiting').id)?.buttons.includes('Take this referral'));
  });

  it('The program accepts the answer that the referrer types', async () => {
    await world.tom.says('answer: At his aunt’s.');
    expect(typesIn(world.sqlitePath, named('asked').id)).toContain('QuestionAnswered');
    expect(factsOf('asked').texts['answer-1']).toBe('At his aunt’s.');
    await world.until(() => channel().map(wordsOf).join().includes('At his aunt’s.'));
  });

  it('The program lets the MASH take and decide a referral with the buttons of an old card, and tells the referrer', async () => {
    const { jane, until } = world;
    const { id } = named('waiting');
    expect(await pressesOld('take', 'waiting')).toBe('HT');
    expect(await pressesOld('confirm-decision', 'waiting')).toBe('HT');
    expect(deedsSince(world.sqlitePath, named('waiting'))).toEqual(['DecisionRecorded', 'ReferralTaken']);
    expect(factsOf('waiting').texts).toMatchObject({ 'decision-action': 'Something.' });
    await until(() => inChat(jane, 'The MASH has decided').sees().text.includes(id));
    await until(() => receipt(jane, id).sees().text.includes('Decided'));
  });

  it('The program continues a half-finished check when the referrer types', async () => {
    const { sid } = world;
    const asked = await sid.says('about 14');
    expect(allOf(asked)).not.toContain('I did not save that');
    expect(factsOf('halfFilled').answers.values).toMatchObject({ 'child-name': 'Girl Agate', 'child-age': 'about 14' });
    await sid.says('my referrals');
    await world.until(() => inChat(sid, 'Not sent yet').sees());
  });

  it('The program lets the Assessment team take on a case that was passed on before', async () => {
    expect(await pressesOld('assessment-accept', 'passedOn')).toBe('HT');
    expect(deedsSince(world.sqlitePath, named('passedOn'))).toEqual(['AssessmentAccepted']);
  });

  it('The program knows who is on duty, although that duty had no end, and who confirmed which number', async () => {
    const { mo, jane } = world;
    expect(allOf(await mo.mentions('on call'))).toContain('Ana Silva, on duty until');
    expect(allOf(await jane.says('contacts'))).toContain('Ash Kaur');
  });

  it('The program leaves every chain intact, and each continues from where the old program ended it', async () => {
    const { code, errors, out } = await verify(world.sqlitePath, '--known', heads);
    expect([code, errors]).toEqual([0, '']);
    expect(out).toContain(`${cases.length} heads that were kept were looked for.`);
  });
});

describe('the buttons that the old program sent', () => {
  let world: World;
  beforeAll(async () => {
    world = await openOldStore(oldStore);
  });
  afterAll(() => world.stop());

  it('Every old button gets the answer that the old program gave', async () => {
    const answers: string[] = [];
    for (const button of buttons) answers.push(`${button.verb}, ${button.title}: ${await pressOld(world, button)}`);
    expect(answers.join('\n')).not.toMatch(/could not read|do not know this referral|not for this channel/);
    // the list “mine” had the person’s name in its heading then
    const now = (answer: string) => (answer === 'With Mo Hussain' ? 'With you' : answer);
    expect(answers).toEqual(buttons.map(({ verb, title, answer }) => `${verb}, ${title}: ${now(answer)}`));
    expect(world.log.filter((line) => line.includes('turn.failed'))).toEqual([]);
  });

  it.each(cases)('The old buttons do to the case “$name” what they did in the old program', (happened) => {
    expect(deedsSince(world.sqlitePath, happened)).toEqual(happened.pressed);
  });
});
