import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { type Member, TeamsFault } from '../../../src/connector/teams.ts';
import { onlookers } from '../../../src/features/onlookers/index.ts';
import { featureTask } from '../../../src/worker/worker.ts';
import { ada, meg } from '../../case/a-case.ts';
import { aWorker } from '../../worker/a-worker.ts';

const dayMs = 24 * 60 * 60_000;
const mash = { teamId: 'team', channelId: 'mash', tenantId: 'council', serviceUrl: 'http://teams' };
const member = (name: string, more: Partial<Member> = {}): Member => ({
  ...{ id: `29:${name}`, objectId: name.toLowerCase(), name, tenantId: 'council', isGuest: false },
  ...more,
});
const gus = member('Gus Onyx', { isGuest: true });
const eve = member('Eve Onyx', { tenantId: 'health' });
const kim = member('Kim Onyx', { tenantId: 'health' });
const colleague = member('Pat Onyx');

let all: ReturnType<typeof aWorker>;
beforeEach(() => {
  all = aWorker();
});
afterEach(() => all.end());

/** Instances that read who is in the channels, and the messages they have sent since the last check. */
function instances(many: number, assessment?: Member[]) {
  const { deps, machine } = all;
  let roster: Member[] | undefined = [colleague];
  let asked = 0;
  const said: string[] = [];
  const cards: string[] = [];
  const assessmentChannelId = assessment && 'assessment';
  const names = { ...deps.currentSetUp(), mash, assessmentChannelId, partners: [{ id: ada.id, tenantId: 'health' }] };
  const caseContext = () => ({
    ...deps.caseContext(),
    desk: { ...deps.caseContext().desk, managers: [meg.id], admins: [ada.id] },
  });
  const partner = member('Zoe Onyx', { objectId: ada.id, tenantId: 'health' });
  const reach = {
    ...deps.reach,
    mash: async () => mash,
    assessment: async () => ({ ...mash, channelId: 'assessment' }),
    chatOf: async (id: string) => ({ serviceUrl: '', conversationId: id }),
  };
  const teams = {
    ...deps.teams,
    async members(_: string, channelId: string) {
      if (channelId === 'assessment') return assessment;
      asked += 1;
      if (!roster) throw new TeamsFault(503);
      return [...roster, partner];
    },
    async send(_: string, to: string, message: object) {
      if (refuses.has(to)) throw new TeamsFault(503);
      const text = JSON.stringify(message);
      cards.push(text);
      said.push(
        `${to}: ${[gus, eve, kim, colleague, partner].filter(({ name }) => text.includes(name)).map(({ name }) => name)}`,
      );
      return '1';
    },
  };
  const refuses = new Set<string>();
  const one = () => featureTask(onlookers, { ...deps, currentSetUp: () => names, caseContext, reach, teams } as never);
  const each = Array.from({ length: many }, one).flat();
  return {
    refuses,
    cards,
    asked: () => asked,
    roster(...members: Member[]) {
      roster = members;
    },
    silent() {
      roster = undefined;
    },
    changed: () => onlookers.whenMembersChange('mash', { documents: deps.store, now: deps.now }),
    async look(later: number) {
      await machine.pass(later);
      await Promise.all(each.map(({ does }) => does()));
      await Promise.all(each.map(({ does }) => does()));
      return said.splice(0).sort();
    },
  };
}

const toldOf = (...names: string[]) => [`${ada.id}: ${names}`, `${meg.id}: ${names}`].sort();

it('An onlooker is named to managers and administrators once, by one of several instances', async () => {
  const world = instances(3);
  world.roster(colleague, gus, eve);
  expect(await world.look(0)).toEqual(toldOf('Gus Onyx', 'Eve Onyx'));
  expect(world.asked()).toBe(1);
  expect(await world.look(dayMs)).toEqual([]);
  expect(world.asked()).toBe(2);
});

it('An onlooker is named as soon as Teams says that somebody joined, and earlier ones are not named again', async () => {
  const world = instances(2);
  world.roster(gus);
  await world.changed();
  expect(await world.look(10_000)).toEqual(toldOf('Gus Onyx'));
  world.roster(gus, kim);
  await world.changed();
  expect(await world.look(10_000)).toEqual(toldOf('Kim Onyx'));
});

it('An onlooker who comes back is named again', async () => {
  const world = instances(1);
  for (const [members, told] of [
    [[gus], toldOf('Gus Onyx')],
    [[], []],
    [[gus], toldOf('Gus Onyx')],
  ] as const) {
    world.roster(...members);
    await world.changed();
    expect(await world.look(10_000)).toEqual(told);
  }
});

it('An onlooker is named later if Teams does not take the message or does not answer', async () => {
  const world = instances(2);
  world.silent();
  await world.changed();
  expect(await world.look(10_000)).toEqual([]);
  world.roster(gus);
  world.refuses.add(meg.id);
  expect(await world.look(5 * 60_000)).toEqual([`${ada.id}: Gus Onyx`]);
  world.refuses.clear();
  expect(await world.look(5_000)).toEqual([]);
  expect(await world.look(60_000)).toEqual([`${meg.id}: Gus Onyx`]);
});

it('An onlooker in the Assessment team’s channel is reported too, and again on joining the MASH channel', async () => {
  const world = instances(2, [colleague, gus]);
  await world.changed();
  expect(await world.look(10_000)).toEqual(toldOf('Gus Onyx'));
  world.roster(colleague, gus);
  await world.changed();
  expect(await world.look(10_000)).toEqual(toldOf('Gus Onyx'));
  await world.changed();
  expect(await world.look(10_000)).toEqual([]);
  expect(world.cards.map((card) => /the Assessment team’s channel|the MASH channel/.exec(card)?.[0])).toEqual([
    ...['the Assessment team’s channel', 'the Assessment team’s channel', 'the MASH channel', 'the MASH channel'],
  ]);
});

it('An onlooker is reported even if Teams fails for the other channel, and that channel is tried again', async () => {
  const world = instances(1, [gus]);
  world.silent();
  await world.changed();
  expect(await world.look(10_000)).toEqual(toldOf('Gus Onyx'));
  world.roster(eve);
  expect(await world.look(5 * 60_000)).toEqual(toldOf('Eve Onyx'));
  world.silent();
  await world.changed();
  expect(await world.look(10_000)).toEqual([]);
  world.roster(eve);
  expect(await world.look(5 * 60_000)).toEqual([]); // people who were there before are not news
});
