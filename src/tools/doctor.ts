import { existsSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { CloudAdapter } from 'botbuilder';
import { realMachine as machine } from '../base/machine.ts';
import { type CaseTrouble, textsWith } from '../case/record.ts';
import { mustBeOurs } from '../config/faults.ts';
import { type Config, readConfig } from '../config.ts';
import { templateFaults } from '../connector/notify.ts';
import { type Teams, TeamsFault } from '../connector/teams.ts';
import { Authentication, publicCloud } from '../door/authentication.ts';
import { withSeeds } from '../features/set-up/seeding.ts';
import { type Setup, setupsIn } from '../features/set-up/set-up-state.ts';
import { loadPack } from '../protocol/load-pack.ts';
import { everyDocument } from '../store/every-case.ts';
import { freeBytes, openChecked } from '../store/open.ts';
import { peopleIn } from '../store/people.ts';
import type { Store } from '../store/port.ts';
import { openingFault } from '../store/sqlite-fault.ts';
import { teamsThrough } from '../teams/teams-through.ts';
import { type CheckWord, checks, type Facts } from '../watch/checks.ts';
import { heartOf } from '../watch/heart.ts';
import { command, messageOf, printLine } from './command.ts';

const usage = `npm run doctor
Checks the configuration and everything that it names: Microsoft, Teams, Notify, the store, its keys, the clock and the disk.
It writes nothing but the heartbeat of the program. The exit code is 1 where something must be mended.`;

/** Only the program that runs knows these. */
const ofTheRunning: CheckWord[] = ['login-asked', 'worker-stands', 'case-fails', 'case-altered', 'not-compared'];

const mayTakeMs = 10_000;
const second = 1000; // as exact as a date in an answer is
const folder = mkdtempSync(join(tmpdir(), 'mash-doctor-'));

await command(usage, {}, async () => {
  try {
    const config = row('configuration', () => readConfig(process.env));
    if (!config) return false;
    const isSpelt = config.misspelt.length === 0;
    printRow(isSpelt, 'names of variables', '', config.misspelt.join('\n      '));
    const pack = row('protocol pack', () => loadPack(config.packPath));
    if (config.local) printLine('      This is local mode, for made-up children: nobody is authenticated.');
    const opened = await storeOf(config);
    const notes = new Map<CheckWord, string>(
      opened.missing.map(({ key, cases }) => ['key-missing', `Key ${key}: ${cases} cases.`]),
    );
    const facts = await factsOf(config, opened, notes);
    await opened.store.close();
    const isWell = printChecks(facts, notes, notSetUp(config, facts));
    printLine('–: not in local mode, or not set up. ?: nobody could say.');
    printLine('What only the running program knows stands at /readyz and /alarmz.');
    return isSpelt && isWell && pack !== undefined && !opened.isRefused;
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function printRow(isWell: boolean | undefined, about: string, word: string, todo = '', unknown = '?') {
  const state = isWell === undefined ? unknown : isWell ? 'well' : 'MEND';
  printLine(`${state.padEnd(6)}${about.padEnd(40)}${isWell === false ? word : ''}`.trimEnd());
  if (todo) printLine(`      ${todo}`);
}

/** One row for something without which the program does not start. @returns undefined where it fails */
function row<T>(about: string, work: () => T): T | undefined {
  try {
    const result = work();
    printRow(true, about, '');
    return result;
  } catch (error) {
    printRow(false, about, '', messageOf(error));
    return undefined;
  }
}

/** What is not there, so that it is neither well nor unknown. In local mode: whatever nobody can say. */
function notSetUp({ local, notify, store }: Config, facts: Facts): (word: CheckWord, isUnknown: boolean) => boolean {
  const words: CheckWord[] = [
    ...(facts.hasMash ? [] : (['teams-down', 'no-service-address', 'channel-gone', 'manager-away'] as const)),
    ...(facts.escalation === 0 ? (['no-chat'] as const) : []),
    ...(notify ? [] : (['outside-fails'] as const)),
    ...(facts.councilDownMs === undefined ? [] : (['council-fails'] as const)),
    ...(store.kind === 'sqlite' ? [] : (['disk-low'] as const)),
    ...(local ? (['login-refused'] as const) : []),
  ];
  return (word, isUnknown) => words.includes(word) || (local && isUnknown);
}

/** @returns whether nothing must be mended */
function printChecks(facts: Facts, notes: ReadonlyMap<CheckWord, string>, isNone: ReturnType<typeof notSetUp>) {
  let isWell = true;
  for (const [word, { about, fails, todo }] of Object.entries(checks) as [CheckWord, (typeof checks)[CheckWord]][]) {
    if (ofTheRunning.includes(word)) continue;
    const failed = fails(facts);
    if (failed) isWell = false;
    printRow(
      failed === undefined || (!failed && isNone(word, false)) ? undefined : !failed,
      about,
      word,
      failed ? [notes.get(word) ?? '', todo].join(' ').trim() : '',
      isNone(word, failed === undefined) ? '–' : '?',
    );
  }
  return isWell;
}

/** The nearest folder above a path that is there. */
function folderAbove(path: string): string {
  const above = dirname(resolve(path));
  return existsSync(above) ? above : folderAbove(above);
}

/** A start makes the folders and the file that are not there: makes a folder there, and removes it. @throws what hinders it */
function tryToMake(path: string): void {
  try {
    rmdirSync(mkdtempSync(join(folderAbove(path), '.doctor-')));
  } catch (error) {
    throw openingFault(path, error);
  }
}

/** Opens the store as the program does. One that is not there, or that the program would refuse, is looked at as a new one elsewhere. */
async function storeOf({ store: place, organisation, owner, formerAppId }: Config) {
  const open = (where: typeof place) =>
    openChecked({ place: where, organisation, checkServed: (served) => mustBeOurs(served, owner, formerAppId) });
  const elsewhere = { kind: 'sqlite' as const, path: join(folder, 'new.db'), keys: { present: undefined, old: [] } };
  try {
    if (place.kind === 'sqlite' && !existsSync(place.path)) {
      tryToMake(place.path);
      printRow(true, 'store and its keys', '', 'The first start makes it.');
      return { ...(await open(elsewhere)), isRefused: false, isNew: true };
    }
    const opened = await open(place);
    printRow(true, 'store and its keys', '');
    return { ...opened, isRefused: false, isNew: false };
  } catch (error) {
    printRow(false, 'store and its keys', '', messageOf(error));
    return { ...(await open(elsewhere)), isRefused: true, isNew: true };
  }
}

type Opened = Awaited<ReturnType<typeof storeOf>>;
type Notes = Map<CheckWord, string>;

async function factsOf(config: Config, { store, missing, isNew }: Opened, notes: Notes): Promise<Facts> {
  const authentication = new Authentication(config, { ...machine, log: { warn() {} } });
  const { answer, code } = config.local ? { answer: 'not needed' as const } : await authentication.login();
  if (code) notes.set('login-refused', `Microsoft says ${code}.`);
  const heart = heartOf(store, machine);
  await heart.start();
  heart.stop();
  const heartbeatLate = !heart.last().isWell;
  const setup = await setUpToBe(config, store);
  const ofPeople = peopleIn(store);
  const chats = await Promise.all(setup.escalation.map(async (each) => (await ofPeople.load(each)).chat));
  const { store: place } = config;
  return {
    login: answer === 'none' ? 'not known' : answer,
    heartbeatLate,
    lookLate: false,
    storeDamaged: false, // such a store is refused
    now: machine.now(),
    hasSetUp: setup.changes.length > 0,
    hasMash: setup.mash !== undefined,
    managers: setup.managers.length,
    escalation: setup.escalation.length,
    withoutChat: isNew || config.local ? undefined : chats.filter((chat) => !chat).length,
    casesThatFail: undefined,
    altered: undefined,
    comparedAgoMs: undefined,
    ...(await casesOf(store)),
    clockWrongMs: store.aheadMs() === undefined ? await clockWrongMs(config) : Math.abs(store.aheadMs() ?? 0),
    clockJumped: false,
    keyMissing: missing.length > 0,
    storeFailsMs: heartbeatLate ? Number.POSITIVE_INFINITY : 0,
    councilDownMs: setup.council === '' ? 0 : undefined, // only what is sent shows it
    diskFreeBytes: freeBytes(place.kind === 'sqlite' ? { ...place, path: join(folderAbove(place.path), 'x') } : place),
    ...(await teamsOf(config, authentication, setup, ofPeople)),
    ...(await notifyOf(config, notes)),
    ...(await publicAddressOf(config)),
  };
}

/** The set-up as the next start leaves it: the environment fills what was never set. Nothing is written. */
async function setUpToBe(config: Config, store: Store) {
  const isUnused = (await everyDocument(store, 'case').next()).done === true;
  const setup = await setupsIn(store).load();
  return setup.changes.length === 0 && !isUnused ? setup : withSeeds(setup, config, machine.now(), isUnused);
}

async function casesOf(store: Store) {
  const count = (trouble: CaseTrouble) => store.countTroubles(textsWith(trouble)).catch(() => undefined);
  return {
    unreached: await count('nobody-reached'),
    undrawn: await count('not-drawn'),
    undelivered: await count('not-delivered'),
    nextWake: await store.nextWake().catch(() => 'not known' as const),
  };
}

/** An answer, or undefined where there is none in time. A refusal to connect is none, too. */
function answerOf(url: string) {
  return fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(mayTakeMs) }).catch(() => undefined);
}

/** How far this machine's clock is off from Microsoft's, as far as the date of an answer shows. */
async function clockWrongMs({ local, registration }: Config) {
  const before = Date.now();
  const answer = local ? undefined : await answerOf(registration.ToBotFromChannelOpenIdMetadataUrl ?? publicCloud.keys);
  const said = Date.parse(answer?.headers.get('date') ?? '');
  if (Number.isNaN(said)) return undefined;
  return Math.max(0, before - (said + second), said - Date.now());
}

/** What Teams says of the channel and of who is in it. */
async function teamsOf(
  config: Config,
  authentication: Authentication,
  setup: Setup,
  people: ReturnType<typeof peopleIn>,
) {
  const { mash, managers } = setup;
  if (config.local) return { teamsDownMs: undefined }; // the emulator answers while the program runs
  if (!mash) return { teamsDownMs: 0 };
  const serviceUrl = (await people.mashServiceUrl(mash.channelId)) ?? mash.serviceUrl;
  if (!serviceUrl) return { teamsDownMs: 0, hasServiceAddress: false };
  const teams = teamsThrough(new CloudAdapter(authentication), config, machine);
  try {
    const channels = await teams.channels(serviceUrl, mash.teamId);
    const channelFound = channels.some(({ id }) => id === mash.channelId);
    const there = channelFound ? await idsIn(teams, serviceUrl, mash.channelId) : undefined;
    const managersAway = there && managers.filter((each) => !there.includes(each)).length;
    return { teamsDownMs: 0, hasServiceAddress: true, channelFound, ...(there && { managersAway }) };
  } catch (error) {
    const isAnswer = error instanceof TeamsFault && error.gone;
    return {
      teamsDownMs: isAnswer ? 0 : Number.POSITIVE_INFINITY,
      hasServiceAddress: true,
      ...(isAnswer && { channelFound: false }),
    };
  }
}

async function idsIn(teams: Teams, serviceUrl: string, channelId: string) {
  return (await teams.members(serviceUrl, channelId)).map(({ objectId }) => objectId?.toLowerCase());
}

async function notifyOf({ notify }: Config, notes: Notes) {
  if (!notify) return { outsideFails: undefined };
  const faults = await templateFaults(notify);
  notes.set('outside-fails', faults.join(' '));
  return { outsideFails: faults.length > 0 };
}

/** Whether the program is reached from outside. While it does not run here, nobody can say. */
async function publicAddressOf({ publicUrl, port }: Config) {
  const isRunning = (await answerOf(`http://127.0.0.1:${port}/healthz`))?.ok;
  return isRunning ? { publicAnswers: (await answerOf(`${publicUrl}/healthz`))?.ok === true } : {};
}
