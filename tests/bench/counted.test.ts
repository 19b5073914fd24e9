import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { throughEachCall } from '../../src/base/each-call.ts';
import type { Card } from '../../src/cards/parts.ts';
import type { Teams } from '../../src/connector/teams.ts';
import { sealedStore } from '../../src/store/seal.ts';
import { sqliteStore } from '../../src/store/sqlite.ts';
import { aboutJane, aChild } from '../conversations/walks.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { inProcess } from '../fakes/in-process.ts';

/**
 * What a turn asks of the store and of Teams: counted, so that no noise of the machine hides or feigns a change. Whoever makes a
 * number smaller writes it here; who must make it larger says why.
 */
type Counts = [reads: number, caseReads: number, writes: number, calls: number];

const most: Record<string, { sqlite: Counts; cosmos?: Counts }> = {
  start: { sqlite: [3, 0, 4, 2], cosmos: [10, 0, 4, 2] }, // the person and the draft are new; their number may stand in a case of theirs; asks Teams whether they are a guest
  'a step of the check': { sqlite: [0, 0, 1, 1], cosmos: [8, 2, 1, 1] }, // the pressed card is changed in Teams, too: other devices see it
  'Submit referral': { sqlite: [0, 0, 2, 0], cosmos: [9, 3, 2, 0] },
  'the whole short referral': { sqlite: [4, 0, 14, 8], cosmos: [72, 18, 14, 8] },
  take: { sqlite: [2, 0, 2, 1], cosmos: [7, 2, 2, 1] }, // a press of the MASH asks Teams each time whether they are a member
  decide: { sqlite: [1, 0, 1, 1], cosmos: [8, 2, 1, 1] },
  everything: { sqlite: [1, 0, 1, 1], cosmos: [8, 2, 1, 1] },
  'Confirm decision': { sqlite: [0, 0, 1, 1], cosmos: [7, 2, 1, 1] },
  // the worker’s looks fall otherwise beside the work from run to run: a few more than were seen
  'everybody is told': { sqlite: [10, 1, 6, 5] },
  'everybody is told, with ten like cases': { sqlite: [25, 2, 30, 16] },
};
const limits = Object.entries(most).flatMap(([what, { sqlite, cosmos }]) => [
  [what, 'SQLite', sqlite] as const,
  ...(cosmos ? [[what, 'Cosmos DB', cosmos] as const] : []),
]);

const found: Record<string, Counts> = {};
const second = 1000;
const writing = ['create', 'replace', 'remove', 'postpone'];
const notCounted = ['touched', 'changesOfOthers', 'isAlone', 'ping', 'scrub', 'close'];
const worlds: { ends(): Promise<void> }[] = [];
afterAll(async () => {
  for (const { ends } of worlds) await ends();
});
const { newFile } = aFolder();

/**
 * The program, which counts what it asks.
 * @param kind SQLite knows while nobody else has written. Cosmos DB does not, and is asked each time: a SQLite that does not say it stands for it
 */
function aWorld(kind: 'SQLite' | 'Cosmos DB') {
  const counts = { reads: 0, caseReads: 0, writes: 0, calls: 0 };
  const { aheadMs, ...bare } = sqliteStore(newFile(), 'HT');
  if (kind !== 'SQLite') Reflect.deleteProperty(bare, 'changesOfOthers');
  const counting = throughEachCall(bare, (name, call, [kind]) => {
    if (writing.includes(name)) counts.writes += 1;
    else if (!notCounted.includes(name)) counts.reads += 1;
    if (name === 'read' && kind === 'case') counts.caseReads += 1;
    return call();
  });
  const store = sealedStore({ ...counting, aheadMs }, 'HT', { present: undefined, old: [] });
  const through = (teams: Teams) =>
    throughEachCall(teams, (_, call) => {
      counts.calls += 1;
      return call();
    });
  const world = inProcess('2026-06-10T08:00:00.000Z', { store, through, tellsThrough: through });
  /** @param quiet what the same time takes while nothing happens */
  async function count<T>(what: string, work: () => Promise<T>, quiet = [0, 0, 0, 0]): Promise<T> {
    const before = Object.values(counts);
    const result = await work();
    const took = Object.values(counts).map((is, place) => is - (before[place] ?? 0) - (quiet[place] ?? 0));
    found[`${what} ${kind}`] = took as Counts;
    return result;
  }
  const made = { ...world, count };
  worlds.push(made);
  return made;
}

type World = ReturnType<typeof aWorld>;

/** Jane fills in a check. @returns the page on which she can send it */
async function checks({ types, presses, count }: World, child = 'Girl, about 14', home = ''): Promise<Card> {
  let card = await count('start', () => types('jane', 'start'));
  card = await presses('jane', card, 'No');
  if (JSON.stringify(card).includes('Your name')) card = await presses('jane', card, 'Continue', aboutJane);
  card = await presses('jane', card, 'Finish and send', { ...aChild, 'Child’s name': child, 'Where are': home });
  card = await count('a step of the check', () => presses('jane', card, 'They were not asked'));
  return presses('jane', card, 'Continue', { Could: 'Yes', Why: 'He may be involved.' });
}

const sends = ({ presses }: World, checked: Card) => presses('jane', checked, 'Submit referral');

async function answers(kind: 'SQLite' | 'Cosmos DB') {
  const world = aWorld(kind);
  const { count, acts, presses } = world;
  await world.begins();
  const sent = await count('the whole short referral', async () => {
    const checked = await checks(world);
    return count('Submit referral', () => sends(world, checked));
  });
  const reference = /HT-\w{4}-\w{3}/.exec(JSON.stringify(sent))?.[0];
  const atDesk = (verb: string) =>
    count(verb, async () => {
      const value = { action: { type: 'Action.Execute', verb, data: { case: reference } } };
      const press = { type: 'invoke', name: 'adaptiveCard/action', replyToId: 'pressed', value };
      return (await acts('mo', press, true)).at(-1) ?? {};
    });
  await atDesk('take');
  const form = await atDesk('decide');
  await atDesk('everything');
  const filled = { Decision: 'Other action', 'What action': 'A visit.', Reasons: 'The burn.', 'Concern about': 'No' };
  await count('Confirm decision', () => presses('mo', form, 'Confirm decision', filled));
}

async function telling() {
  const world = aWorld('SQLite');
  const { count, machine, starts } = world;
  await starts();
  await machine.pass(60 * second);
  const passes = () => machine.pass(10 * second);
  await count('ten quiet seconds', passes);
  const told = async (what: string, ...child: string[]) => {
    const checked = await checks(world, ...child);
    await passes();
    const submits = async () => {
      await sends(world, checked);
      await passes();
    };
    await count(what, submits, found['ten quiet seconds SQLite']);
  };
  for (let number = 0; number < 10; number += 1) await told('', 'Amy Flint', '12 Elm Street, AL1 3JE');
  await told('everybody is told, with ten like cases', 'Amy Flint', '12 Elm Street, AL1 3JE');
  await told('everybody is told', 'Cal Wood');
}

beforeAll(async () => {
  await telling();
  for (const kind of ['SQLite', 'Cosmos DB'] as const) await answers(kind); // last: a start and a step without the worker beside it
});

it.each(limits)('“%s” asks no more of %s and of Teams than %j', (what, kind, limit) => {
  for (const [place, number] of limit.entries()) expect(found[`${what} ${kind}`]?.[place]).toBeLessThanOrEqual(number);
});
