import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { assessmentCard } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { inProcess } from '../fakes/in-process.ts';
import { assessments, profiles, referrals } from '../fakes/people.ts';
import { type PlaceName, places } from './place-names.ts';
import {
  activityFor,
  manyCases,
  type Press,
  playedBy,
  pressHere,
  storeViewOf,
  type Target,
  type Threads,
  threadsIn,
} from './pressing.ts';
import { type Outcome, outcomeOf, type Role, roles, roleTable } from './role-table.ts';
import { placesInSource, type VerbName, verbs } from './verb-names.ts';

const placesForDrafts: PlaceName[] = ['the MASH channel', 'their own chat'];

/** The place of a press is checked before the presser's role. Between them, these may press every button somewhere. */
const inWrongPlaces: Role[] = ['a manager who is the author', 'a member of the Assessment team', 'the administrator'];

type Combination = Press & { expected: Outcome; own: boolean };

/**
 * Buttons that must change a case or a setting when pressed by somebody who may. They are pressed in this
 * order, so that a case is taken before it is decided.
 */
const changing: VerbName[] = [
  ...(['take', 'send-hand', 'send-question', 'send-referrer-message', 'record-side', 'confirm-decision'] as const),
  ...(['save-in-writing', 'not-in-writing', 'send-feedback', 'confirm-correction', 'disagreement-save'] as const),
  ...(['assessment-accept', 'assessment-start', 'assessment-record'] as const),
  ...([
    'referrer-message-read', // before they say something: then they have read it
    'send-information',
    'report-missing',
    'report-found',
    'answer-question',
    'hand-over',
    'add-check',
    'on-duty',
    'confirm-contact',
    'let-go',
  ] as const),
];

/** The list also names a guest and somebody of another organisation: being on it gives them no right. */
const listed = ['pat', 'liz', 'gus', 'eve'] as const;

// Every role, every button, every place

let world: World;
let program: ReturnType<typeof inProcess>; // the presses below go to it: it runs on the store of the world
let targets: Target[];
let threads: Threads;
let storeView: ReturnType<typeof storeViewOf>;
let references: string[]; // the references of all cases

beforeAll(async () => {
  const practitioners = listed.map((who) => profiles[who].objectId).join(',');
  const env = { ASSESSMENT_CHANNEL_ID: assessments.id, MASH_PRACTITIONERS: practitioners };
  world = await startWorld({ env });
  for (const who of ['bea', 'eve', 'gus'] as const) world.teams.members.add(profiles[who]);
  targets = await manyCases(world);
  for (const { reference, state } of targets)
    if (state === 'decided') await world.until(() => assessmentCard(world.sue, reference).sees());
  await world.rests();
  threads = threadsIn(world, referrals.id);
  references = targets.map(({ reference }) => reference);
  storeView = storeViewOf(world);
  await world.halt();
  const store = sqliteStore(world.sqlitePath, 'HT');
  program = inProcess(world.now().toISOString(), { store, env, rosterOf: world.teams.rosterOf });
  await program.begins(); // a start fills what the set-up lacks
});
afterAll(async () => {
  storeView?.close();
  await program?.ends();
  await world?.stop();
});

/**
 * Each role presses each button on its own and another’s case in the state `roleTable` names, and on another’s draft.
 * Where the button belongs elsewhere, only `inWrongPlaces` press it, on the case on which they most may.
 */
function combinations(): Combination[] {
  const all: Combination[] = [];
  for (const role of roles)
    for (const verb of verbs)
      for (const place of places.filter((each) => isPressedIn(each, role, verb)))
        for (const target of targetsIn(place, role, verb)) {
          if (target.state === 'draft' && !placesForDrafts.includes(place)) continue;
          const own = target.author === playedBy[role];
          const { state } = target;
          all.push({ role, verb, place, target, own, expected: outcomeOf({ role, verb, place, own, state }) });
        }
  return all;
}

const isPressedIn = (place: PlaceName, role: Role, verb: VerbName): boolean =>
  inWrongPlaces.includes(role) || roleTable[verb].where.includes(place);

function targetsIn(place: PlaceName, role: Role, verb: VerbName): Target[] {
  const all = targetsFor(role, verb);
  const [own] = roleTable[verb].where;
  if (own === undefined || roleTable[verb].where.includes(place)) return all;
  const may = ({ state, author }: Target) =>
    outcomeOf({ role, verb, place: own, own: author === playedBy[role], state }) !== 'refused';
  return all.filter((each) => each === (all.find(may) ?? all[0]));
}

function targetsFor(role: Role, verb: VerbName): Target[] {
  const fits = ({ state }: Target) => state === roleTable[verb].state;
  const own = targets.find((target) => target.author === playedBy[role] && fits(target));
  const others = targets.find((target) => target.author !== playedBy[role] && fits(target));
  const draft = targets.find((target) => target.author !== playedBy[role] && target.state === 'draft');
  const early = targets.find(({ author, state }) => author !== playedBy[role] && state === 'sent');
  const notPassedOn = roleTable[verb].about === 'a case passed on' ? early : undefined;
  const all = mayEver(role, verb) ? [own, others, draft, notPassedOn] : [own, others];
  return all.filter((target) => target !== undefined);
}

/** Whether they may press it on some case. Who may not is refused whatever the case is. */
const mayEver = (role: Role, verb: VerbName): boolean =>
  places.some((place) =>
    [true, false].some((own) => outcomeOf({ role, verb, place, own, state: roleTable[verb].state }) !== 'refused'),
  );

const nameOf = ({ role, verb, place, own, target }: Combination) =>
  `${role}: ${verb} on ${own ? 'their own' : 'another’s'} case (${target.state}), in ${place}`;

it('The role table lists every button that the bot knows', () => {
  expect(Object.keys(roleTable).sort()).toEqual([...verbs].sort());
});

it('The role table and the program agree on where each button can be pressed', () => {
  for (const verb of verbs)
    expect([verb, [...roleTable[verb].where].sort()]).toEqual([verb, placesInSource(verb).sort()]);
});

it('A press without the right to it changes nothing, tells nothing and records no read', async () => {
  const refused = combinations().filter(({ expected }) => expected === 'refused');
  const holes: string[] = [];
  const before = storeView.of(references);
  const reads = storeView.reads().length;
  let versions = storeView.versions();
  const groups = Map.groupBy(refused, ({ role, verb }) => `${role}: ${verb}`);
  for (const [name, group] of groups) {
    for (const each of group) {
      const { answer, output } = await pressHere(program, activityFor(world, each, threads));
      if (answer.status !== 200) holes.push(`${nameOf(each)}: not answered 200`);
      if (output.includes(each.target.word)) holes.push(`${nameOf(each)}: told a fact of a case`);
      if (!each.own && output.includes(each.target.reference)) holes.push(`${nameOf(each)}: spoke of a case`);
    }
    if (storeView.versions() === versions) continue;
    versions = storeView.versions(); // a new case of the presser does no harm
    if (storeView.of(references) === before) continue;
    holes.push(`${name}: changed something`);
    break;
  }
  process.stdout.write(`role table: ${refused.length} presses without a right to it, all with forged data\n`);
  expect(holes).toEqual([]);
  expect(storeView.reads().length).toBe(reads);
  expect(refused.length).toBeGreaterThan(4_000);
}, 1_800_000);

it('A press with the right to it is answered about its case, changes no other case and counts once', async () => {
  const last = changing.length;
  const order = (verb: VerbName) =>
    verb === 'let-go' ? last + 1 : changing.includes(verb) ? changing.indexOf(verb) : last;
  const allowed = combinations()
    .filter(({ expected }) => expected !== 'refused')
    .sort((one, other) => order(one.verb) - order(other.verb));
  const holes: string[] = [];
  const changed = new Set<VerbName>();
  let replayed = 0;
  for (const each of allowed) {
    const rest = references.filter((reference) => reference !== each.target.reference);
    const [before, others] = [storeView.of(references), storeView.of(rest)];
    const activity = activityFor(world, each, threads);
    const { answer, output } = await pressHere(program, activity);
    const isCard =
      answer.card !== undefined || output.includes('See the next message') || output.includes('First press More');
    if (!isCard) holes.push(`${nameOf(each)}: ${answer.status} ${answer.message}`);
    const isDone = storeView.of(references) !== before;
    if (each.expected === 'may' && !isDone && answer.card && !output.includes(each.target.reference))
      holes.push(`${nameOf(each)}: not about it`);
    if (each.expected !== 'may' && output.includes(each.target.word) && !each.own)
      holes.push(`${nameOf(each)}: told a fact of a case`);
    if (!isDone) continue;
    changed.add(each.verb);
    if (each.expected !== 'may') continue; // not about a case: a repeat may count, as confirming a number again does
    if (storeView.of(rest) !== others) holes.push(`${nameOf(each)}: changed another case`);
    const once = storeView.deeds(references);
    await pressHere(program, activity);
    replayed += 1;
    if (storeView.deeds(references) !== once) holes.push(`${nameOf(each)}: counted twice when it was sent twice`);
  }
  process.stdout.write(`role table: ${allowed.length} presses with a right to it; ${replayed} sent twice\n`);
  expect(holes).toEqual([]);
  expect(changing.filter((verb) => !changed.has(verb))).toEqual([]); // proves that the forged data can do something
}, 1_800_000);

it('The access log holds who read which case, and by which button', () => {
  const reads = storeView.reads();
  const by = (who: keyof typeof profiles, how: string) =>
    reads.filter((read) => read.by === profiles[who].objectId && read.how === how);
  for (const how of ['show', 'more', 'everything', 'links', 'ask', 'side', 'decide', 'correct', 'disagreement'])
    expect([how, by('mo', how).length > 0]).toEqual([how, true]);
  for (const how of ['show', 'more', 'everything', 'links']) {
    expect(by('mo', how).map((read) => read.case)).toContain(targets[0]?.reference);
    expect(by('pat', how).length).toBeGreaterThan(0);
  }
  for (const how of ['assessment-show', 'assessment-everything', 'police-notes'])
    expect(by('sue', how).length).toBeGreaterThan(0);
  // words without a child, which the escalation contact hears of
  const isOfWords = ({ by: who, how }: { by: string; how: string }) =>
    who === profiles.dee.objectId && how === 'show-words';
  for (const who of ['gus', 'eve', 'sid', 'bea', 'liz', 'dee', 'ash', 'tom'] as const)
    expect(reads.filter((read) => read.by === profiles[who].objectId && !isOfWords(read))).toEqual([]);
});
