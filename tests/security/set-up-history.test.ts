import { expect, it } from '@jest/globals';
import { answerChange } from '../../src/features/set-up/second-person.ts';
import { type Setup, setupsIn, verdictOnSetup } from '../../src/features/set-up/set-up-state.ts';
import { aFolder } from '../fakes/a-folder.ts';
import { after, asked, channel, chooses, meg, mo, setUp, started } from '../features/set-up/a-council.ts';

const store = aFolder().openStore();

/** A set-up whose new MASH channel Mo has confirmed. After that, the environment named people for level 2. */
const whole = (): Setup => {
  const who = { by: mo.id, name: 'Mo Hussain', at: after(1) };
  const moved = answerChange(asked(), { did: 'confirmed', who }).setup;
  return started(moved, 3, { DISAGREEMENT_LEVEL_2: 'kim' });
};

/** The verdict on a set-up that somebody wrote straight into the store. */
async function verdictOn(setup: Setup) {
  await setupsIn(store).change(() => setup);
  return verdictOnSetup(await setupsIn(store).load());
}

const without = (setup: Setup, number: number): Setup => ({
  ...setup,
  changes: setup.changes.filter((_, place) => place !== number),
});
const altered = (setup: Setup, number: number, how: object): Setup => ({
  ...setup,
  changes: setup.changes.map((change, place) => (place === number ? { ...change, ...how } : change)),
});

const broken = (entry: number, what: 'changed' | 'removed') => ({ kind: 'broken', entry, what });
const notAsRecorded = (part: keyof Setup) => ({ kind: 'not-as-recorded', part });

it('The set-up’s history is whole after a round trip through the store', async () => {
  expect(await verdictOn(whole())).toMatchObject({ kind: 'whole', hashes: { length: 5 } });
  expect(whole().changes.map(({ did }) => did)).toEqual(['changed', 'changed', 'asked', 'confirmed', 'changed']);
});

it.each<[string, (setup: Setup) => Setup, object]>([
  ['the person who asked was changed', (setup) => altered(setup, 2, { by: meg.id }), broken(3, 'changed')],
  ['the people to be told were changed', (setup) => altered(setup, 2, { tell: undefined }), broken(3, 'changed')],
  ['the time was changed', (setup) => altered(setup, 3, { at: after(2) }), broken(4, 'changed')],
  ['an entry was removed', (setup) => without(setup, 1), broken(2, 'removed')],
  ['the first one was removed', (setup) => without(setup, 0), broken(1, 'removed')],
  [
    'the channel was changed without an entry in the history',
    (setup) => ({ ...setup, mash: channel('thief') }),
    notAsRecorded('mash'),
  ],
  [
    'a manager was added without an entry in the history',
    (setup) => ({ ...setup, managers: [mo.id, meg.id] }),
    notAsRecorded('managers'),
  ],
  [
    'the contact at the Board was changed without an entry in the history',
    (setup) => ({ ...chooses(setup, 4, { board: 'Bo Beryl' }), board: 'A. Thief' }),
    notAsRecorded('board'),
  ],
  [
    'another person is named as asking for the waiting change',
    () => ({ ...asked(), waiting: { ...asked().waiting, by: meg.id } }) as Setup,
    notAsRecorded('waiting'),
  ],
])('The set-up’s history shows that %s', async (_, change, verdict) => {
  expect(await verdictOn(change(whole()))).toEqual(verdict);
});

it('The set-up’s history agrees with the set-up when nothing was changed straight in the store', async () => {
  for (const setup of [setUp(), asked(), chooses(asked(), 2, { managers: [] })])
    expect(await verdictOn(setup)).toMatchObject({ kind: 'whole' });
});
