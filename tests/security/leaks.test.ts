import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { instantOf } from '../../src/base/time.ts';
import { pages } from '../../src/store/every-case.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import type { Person } from '../conversations/person.ts';
import { findLink, savesAs } from '../conversations/saving.ts';
import { allOf, caseCard, inChat } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { parts } from '../fakes/card.ts';
import type { Message } from '../fakes/messages.ts';
import { assessments, general, groupChat, profiles, referrals } from '../fakes/people.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { type Activity, cardOf, type Json } from '../fakes/wire.ts';
import { readPdf } from '../files/a-copy.ts';
import { everyJourney, type Played } from './every-journey.ts';
import { hostileText } from './hostile.ts';
import { hostileTextStaysText } from './hostile-text.ts';
import { envValueOf, keysFor } from './keys.ts';
import { overhear } from './overheard.ts';
import { bytesOf } from './stored.ts';
import { newTracerWords, tracerWord } from './tracer-words.ts';

/**
 * Plays every journey once, with a made-up word and hostile text in every box. The tests search for those words where
 * they must not be, and for hostile text that became more than text.
 */

const clocks = {
  decision: { within: 'PT20S', remind: ['PT5S'], escalate: 'PT10S', overdueEvery: 'PT1H' },
  idleDraft: { remind: ['PT2S'] },
};

/** The MASH writes these for the referrer to read. */
const forTheAuthor = [
  ...['question', 'message', 'decision-tell', 'decision-now', 'correction-tell', 'correction-now', 'feedback'],
];
const fromOwnDisagreement = ['name', 'disagree-why', 'disagree-agency', 'disagree-mash'];
/** The text for the police holds the author's own words: they read it out while they ring. */
const fromPoliceText = [
  ...['child-name', 'last-contact', 'missing', 'missing-reported', 'other-details', 'people', 'with', 'worry'],
];

const marked = newTracerWords();
const { write, texts } = hostileText(marked.write);
let answers: ReturnType<typeof overhear>;
const refusals: string[] = []; // answers other than ordinary replies to presses and messages
let world: World;
let played: Played;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'mash-leaks-'));
  world = await startWorld({
    sqlitePath: join(folder, 'mash.db'), // our own file, because we put a case into it that nobody can read
    pack: { extends: 'hertfordshire-2016', clocks },
    env: { ASSESSMENT_CHANNEL_ID: assessments.id, LOG_LEVEL: 'trace', DATA_KEY: envValueOf('A') },
  });
  answers = overhear();
  played = await everyJourney(world, write);
  answers.end();
  await inWrongPlaces();
  await whileThingsFail();
  await world.until(() => inChat(world.dee, 'No decision').sees(), 30_000);
  await world.until(() => inChat(world.mo, 'OVERDUE').sees(), 30_000);
  await world.until(() => inChat(world.sid, 'Your check is not sent').sees());
  const cleared = `"ref":"${played.shownTwice}","kind":"clear-draft"`; // logged once no message shows its answers
  await world.until(() => world.log.some((line) => line.includes(cleared)), 120_000);
}, 600_000);
afterAll(async () => {
  answers.end();
  await world.stop();
  await rm(folder, { recursive: true });
});

/** The store as the program opens it, with its key. */
const openStore = () => sealedStore(sqliteStore(world.sqlitePath, 'HT'), 'HT', keysFor('A'));

async function stored(): Promise<unknown[]> {
  const store = openStore();
  const documents: unknown[] = [];
  for await (const page of pages(store)) documents.push(...page.map((each) => each.stored.document));
  await store.close();
  return documents;
}

async function inWrongPlaces(): Promise<void> {
  const { jane, mo, sid, gus, teams } = world;
  for (const person of [jane, mo, sid]) {
    await person.mentions(`${marked.write('said-in-group', 100)} ${played.reference}`, 'group chat');
    await person.mentions(`my copy ${marked.write('said-in-general', 100)} ${played.reference}`, 'general');
  }
  await mo.mentions(`${marked.write('said-to-desk', 100)} ${played.second}`);
  await jane.says(marked.write('typed-without-a-child', 100));
  const card = caseCard(mo, played.reference).sees();
  teams.members.add(profiles.gus);
  for (const person of [gus, sid, jane]) {
    for (const conversationId of [card.conversationId, general.id, groupChat.id])
      refusals.push(JSON.stringify(await person.on({ ...card, conversationId }).presses('More')));
  }
  const { profile } = sid;
  const stranger = {
    type: 'message',
    text: marked.write('said-by-stranger', 100),
    serviceUrl: teams.serviceUrl,
    channelId: 'msteams',
    from: { id: profile.id, aadObjectId: profile.objectId },
    conversation: { id: sid.chatId, conversationType: 'personal' },
    channelData: { tenant: { id: 'another tenant' } },
  };
  refusals.push(JSON.stringify(await sid.raw(stranger)));
}

async function whileThingsFail(): Promise<void> {
  const word = marked.write('in-error', 100);
  const json = { 'content-type': 'application/json' };
  const requests: [string, RequestInit][] = [
    ['/api/messages', { method: 'POST', headers: json, body: `{"${word}":` }],
    ['/api/messages', { method: 'POST', headers: json, body: JSON.stringify({ type: word, text: word }) }],
    ['/api/messages', { method: 'POST', headers: json, body: JSON.stringify({ type: 'message', serviceUrl: word }) }],
    ['/api/messages', { method: 'POST', headers: { 'content-type': word }, body: word }],
    ['/api/messages', { method: 'POST', headers: json, body: word.repeat(40_000) }],
    [`/${word}?${word}=${word}`, { method: 'GET' }],
    [`/copy/${word}`, { method: 'POST', body: new URLSearchParams({ as: word }) }],
    [new URL(played.ownCopy).pathname, { method: 'POST', body: new URLSearchParams({ as: word }) }],
    ['/api/messages', { method: 'PUT', body: word }],
  ];
  for (const [path, init] of requests) refusals.push(await (await fetch(`${world.base}${path}`, init)).text());
  const store = openStore();
  const unreadable = { kind: 'case' as const, id: 'HT-0041-AAA', status: 'decided', ...{ facts: word } };
  await store.create({ ...unreadable, wakeAt: instantOf(Date.now()) });
  await store.close();
  const broken = world.teams.faults.add({
    match: ({ path, method }) => method !== 'GET' && path.includes(world.sid.chatId),
    trouble: { status: 400, says: `I do not take ${word}` },
  });
  // the answer is a card that holds the draft, and Teams refuses it
  await world.sid.raw(teamsClient(profiles.sid, world.teams).message(world.sid.chatId, 'resume'));
  expect(broken.struck).toBeGreaterThan(0);
  broken.end();
  await world.until(() => world.log.some((line) => line.includes('reply.failed')));
  await world.until(() => world.log.some((line) => line.includes('HT-0041-AAA')));
}

const everywhere = (): Message[] => {
  const chats = Object.values(profiles).map((profile) => world.teams.chatWith(profile));
  return [...chats, referrals.id, general.id, assessments.id, groupChat.id].flatMap((id) => world.teams.messages(id));
};
const versions = (): Activity[] => everywhere().flatMap((each) => each.versions.map(({ activity }) => activity));
const cards = (): Json[] => [
  ...versions().flatMap((each): Json[] => [cardOf(each)].filter((card) => card !== undefined)),
  ...answers.cards(),
];
const wholeChat = (person: Person): string =>
  JSON.stringify(world.teams.messages(person.chatId).flatMap((each) => each.versions.map(({ activity }) => activity)));

it('The store holds every marked word and the thread shows the marked case, so the searches below can find them', async () => {
  const never = /^(gone-child|said)/; // deleted, or said where the bot keeps nothing
  expect(marked.in(allOf(await stored()))).toEqual(marked.boxes.filter((box) => !never.test(box)).sort());
  expect(marked.boxes.length).toBeGreaterThan(90);
  const inThread = marked.in(allOf(world.teams.delivered(referrals.id)));
  expect(inThread).toEqual(expect.arrayContaining(['child-name', 'address', 'carer', 'answer', 'side-family']));
  expect(marked.in(allOf(cards())).length).toBeGreaterThan(60);
});

it('With DATA_KEY no typed word and no name can be read in the files of the store, and the key is neither there nor in the log', () => {
  const bytes = bytesOf(world.sqlitePath);
  expect(bytes).toContain(played.reference);
  expect(marked.in(bytes)).toEqual([]);
  expect(bytes).not.toMatch(/Okafor|Hussain|Pat Lee|Ana Silva|Ash Kaur/i);
  expect(bytes + world.log.join('\n')).not.toMatch(new RegExp(`${envValueOf('A')}|AAAAAAAA`));
});

it('The log holds no word about the child, even at the most detailed level', () => {
  const lines = world.log.map((line) => (line.startsWith('{') ? JSON.parse(line) : { said: line }));
  expect(lines.length).toBeGreaterThan(150);
  expect(new Set(lines.map(({ event }) => event)).size).toBeGreaterThan(10);
  expect(marked.in(world.log.join('\n'))).toEqual([]);
  const failed = lines.find(({ event }) => event === 'reply.failed');
  expect(failed).toEqual({
    level: 40,
    time: expect.any(Number),
    turn: expect.any(String),
    event: 'reply.failed',
    status: 400,
    attempts: 1,
  });
});

it('The metrics page and the health pages hold no word about the child', async () => {
  const metrics = await (await fetch(`${world.watchers}/metrics`)).text();
  expect(metrics).toContain('mash_turn_seconds_count');
  const pages = await Promise.all(
    ['/readyz', '/alarmz']
      .flatMap((path) => [world.watchers + path, world.base + path])
      .map(async (url) => (await fetch(url)).text()),
  );
  expect(pages[0]).toContain('"cases');
  expect(marked.in([metrics, ...pages].join('\n'))).toEqual([]);
});

it('No refusal repeats a word about the child, whoever sent what', () => {
  expect(refusals.length).toBeGreaterThan(15);
  expect(marked.in(refusals.join('\n'))).toEqual([]);
});

it('No address of a link, a picture or a call to Teams holds a word about the child', () => {
  const urls = cards().flatMap((card) => [...parts(card)].flatMap(({ url }) => (url ? [String(url)] : [])));
  const paths = world.teams.history.map(({ path }) => path);
  expect(urls.length).toBeGreaterThan(5);
  expect(marked.in(decodeURIComponent([...urls, ...paths, played.ownCopy, played.caseFile].join('\n')))).toEqual([]);
});

it('Every card has a summary for the lock screen, and none holds a word about the child', () => {
  const withCard = versions().filter((each) => cardOf(each));
  expect(withCard.filter(({ summary }) => !summary)).toEqual([]);
  expect(marked.in(withCard.map(({ summary }) => summary).join('\n'))).toEqual([]);
  const aloud = cards().map(({ speak }) => speak);
  const words = versions().flatMap((each) => [each.text, 'speak' in each ? each.speak : '']);
  expect(marked.in([...aloud, ...words].join('\n'))).toEqual([]);
});

it('No fallback text of a card holds a word about the child', () => {
  const instead = cards().map(({ fallbackText }) => String(fallbackText));
  expect(instead).not.toContain('undefined');
  expect(marked.in(instead.join('\n'))).toEqual([]);
});

it('Nothing sent 1:1 to a manager or the escalation contact holds a word about the child', () => {
  for (const person of [world.mo, world.ana, world.dee]) {
    expect(person.chat().length).toBeGreaterThan(3);
    expect(marked.in(wholeChat(person))).toEqual([]);
  }
  expect(marked.in(allOf([inChat(world.sid, 'Your check is not sent').sees().json]))).toEqual([]);
});

it('No reply in a group chat, in another channel or to a mention at the desk holds a word about the child', () => {
  const desk = world.teams
    .messages(referrals.id)
    .filter(({ versions: [first] }) => !first?.activity.summary?.includes('HT-'));
  const messages = [groupChat.id, general.id].flatMap((id) => world.teams.messages(id)).concat(desk);
  expect(messages.length).toBeGreaterThan(5);
  expect(marked.in(allOf(messages))).toEqual([]);
});

it('The report for the Board holds no word about the child as card, CSV or PDF', async () => {
  const { ash } = world;
  const reports = [];
  for (const as of ['csv', 'pdf']) {
    const before = ash.chat().length;
    await ash.says('report');
    // On a busy machine the link comes after the answer.
    const link = await world.until(() => findLink(ash.chat().slice(before)));
    const file = await savesAs(link, as);
    expect(file.status).toBe(200);
    const bytes = Buffer.from(await file.arrayBuffer());
    reports.push(as === 'pdf' ? (await readPdf(bytes)).words : bytes.toString('utf8'));
  }
  expect(reports.join('\n')).toContain('Referrals sent');
  expect(marked.in([wholeChat(ash), ...reports].join('\n'))).toEqual([]);
});

it('After sending, the author’s chat holds only what the MASH tells them, their own disagreement and the text for the police', () => {
  const known = [...forTheAuthor, ...fromOwnDisagreement, ...fromPoliceText].sort();
  const later = world.teams
    .messages(world.jane.chatId)
    .flatMap((each) => each.versions.filter(({ moment }) => moment > played.sentAt).map(({ activity }) => activity));
  expect(later.length).toBeGreaterThan(20);
  expect(marked.in(allOf(later))).toEqual(known);
  // once the child is found, the card with the text for the police says so, and holds it no more
  const now = [...forTheAuthor, ...fromOwnDisagreement, 'child-name'].sort();
  expect(marked.in(allOf(world.jane.chat()))).toEqual(now);
});

hostileTextStaysText(() => ({ world, played, texts, mark: tracerWord, cards, stored }));
