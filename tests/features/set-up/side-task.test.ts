import { expect, it } from '@jest/globals';
import pino from 'pino';
import { instantOf, msOf } from '../../../src/base/time.ts';
import { TeamsFault } from '../../../src/connector/teams.ts';
import { setUpFeature } from '../../../src/features/set-up/index.ts';
import { reseed } from '../../../src/features/set-up/seeding.ts';
import { noSetup, type Setup, setupsIn } from '../../../src/features/set-up/set-up-state.ts';
import { metricsOf } from '../../../src/watch/metrics.ts';
import { featureTask } from '../../../src/worker/worker.ts';
import { aFolder } from '../../fakes/a-folder.ts';
import { after, asked, names, ofTwoAdmins, seedsOf, started } from './a-council.ts';

const { newFile, openStore } = aFolder();
const minuteMs = 60_000;

/**
 * Instances on one store, and the messages they sent. People in `away` cannot be reached; for people in `dies` the
 * process is killed while it sends.
 */
function instances() {
  const path = newFile();
  const store = openStore(path);
  const setups = setupsIn(store);
  const sent: string[] = [];
  const away = new Set<string>();
  const dies = new Set<string>();
  let now = after(0);
  const said = async (to: string, { card }: { card: { fallbackText: string } }) => {
    if (away.has(to)) throw new TeamsFault(404);
    if (dies.has(to)) throw new Error('killed');
    await new Promise(setImmediate); // lets the others run meanwhile
    const words = JSON.stringify(card);
    const buttons = ['Confirm', 'Refuse', 'Take it back'].filter((title) => words.includes(`"title":"${title}"`));
    sent.push([to, card.fallbackText.replace('MASH Referrals: ', ''), ...buttons].join(' | '));
    return 'id';
  };
  const make = () => {
    const deps = {
      store: openStore(path),
      now: () => now,
      machine: { ticks: () => msOf(now), pause: () => new Promise(() => {}) },
      log: pino({ level: 'silent' }),
      metrics: metricsOf(
        () => undefined,
        () => now,
      ),
      people: { mashServiceUrl: async () => undefined },
      reach: {
        mash: async () => ({ serviceUrl: 'https://teams.example/' }),
        chatOf: async (person: string) => ({ serviceUrl: 'https://teams.example/', conversationId: person }),
        findAgain: async () => false,
      },
      teams: {
        send: async (_: string, conversationId: string, message: Parameters<typeof said>[1]) =>
          said(conversationId, message),
        post: async (_: string, channelId: string, __: string, card: { fallbackText: string }) =>
          said(channelId, { card }),
      },
    };
    return featureTask(setUpFeature, deps as unknown as Parameters<typeof featureTask>[1]);
  };
  let all = [make(), make(), make()].flat();
  return {
    ...{ sent, away, dies, setups, store },
    /** Every instance checks, that much later. @returns the messages sent, sorted */
    async look(laterMs: number) {
      now = instantOf(msOf(now) + laterMs);
      await Promise.allSettled(all.map((each) => each.does()));
      return sent.splice(0).sort();
    },
    restart: () => {
      all = make();
    },
  };
}

const inChannel = '19:referrals | The MASH channel is to be changed';
const requestNotices = [
  inChannel,
  'ash | The MASH channel is to be changed | Take it back',
  'kim | The MASH channel is to be changed | Confirm | Refuse',
  'mo | The MASH channel is to be changed | Confirm | Refuse',
];
const onlyLastUntold = (setup: Setup): Setup => ({
  ...setup,
  changes: setup.changes.map((change, number) => {
    const { tell: _, ...told } = change;
    return number === setup.changes.length - 1 ? change : told;
  }),
});

/** Instances on a store in which Ash, one of two administrators, has just asked for another channel. */
async function afterARequest() {
  const world = instances();
  await world.setups.change(() => onlyLastUntold(asked(ofTwoAdmins())));
  return world;
}

it('A change of the set-up is told once to each manager and administrator and in the old channel, by several instances and after a restart', async () => {
  const world = await afterARequest();
  expect(await world.look(0)).toEqual(requestNotices);
  expect(await world.look(2 * minuteMs)).toEqual([]);
  world.restart();
  expect(await world.look(2 * minuteMs)).toEqual([]);
});

it('A change of the set-up is told to the rest at the next start if the program was killed in between', async () => {
  const world = await afterARequest();
  for (const person of ['mo', 'kim']) world.dies.add(person);
  expect(await world.look(0)).toEqual([requestNotices[0], requestNotices[1]]);
  world.dies.clear();
  world.restart();
  expect(await world.look(30_000)).toEqual([]); // the killed instance might still be sending
  expect(await world.look(minuteMs)).toEqual(requestNotices.slice(2));
});

it('A change of the set-up is told to the others if the old channel is gone or a person cannot be reached', async () => {
  const world = await afterARequest();
  world.away.add('19:referrals').add('kim');
  expect(await world.look(0)).toEqual([requestNotices[1], requestNotices[3]]);
  world.away.clear();
  expect(await world.look(5_000)).toEqual([]);
  expect(await world.look(5_000)).toEqual([inChannel, requestNotices[2]]);
});

it('A request of the environment that nobody is there to confirm is told for an hour, by a program that runs, before it applies', async () => {
  const world = instances();
  const nobody = started(noSetup, -72, {
    MASH_TEAM_ID: '19:team',
    MASH_CHANNEL_ID: '19:referrals',
    ADMINS: '',
    MASH_ESCALATION: 'dee',
  });
  await world.setups.change(() => ({ ...nobody, names }));
  await reseed(world.store, 'escalation', seedsOf({ MASH_ESCALATION: 'meg' }), after(0));
  const escalationOf = async () => (await world.setups.load()).escalation;
  expect(await world.look(2 * 60 * minuteMs)).toEqual([]); // no program ran until now
  const told = ['19:referrals', 'dee'].map((to) => `${to} | The escalation contact is to be changed`);
  expect(await world.look(1000)).toEqual(told);
  await world.look(59 * minuteMs - 1000);
  expect(await escalationOf()).toEqual(['dee']);
  expect(await world.look(minuteMs)).toEqual(
    ['19:referrals', 'dee', 'meg'].map((to) => `${to} | The escalation contact is changed`),
  );
  expect(await escalationOf()).toEqual(['meg']);
});
