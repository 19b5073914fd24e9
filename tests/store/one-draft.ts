import { afterEach, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { inProcess } from '../fakes/in-process.ts';
import { profiles } from '../fakes/people.ts';
import type { Place } from './contract.ts';

const jane = StaffId.parse(profiles.jane.objectId);
type Instance = ReturnType<typeof inProcess>;

/**
 * However fast a person presses, and whichever instance hears it, only one check begins. Each test uses its own
 * organisation.
 * @param name the name of the store, for the titles
 */
export function beginsOneDraft(name: string, place: () => Promise<Place>): void {
  const run = Math.random().toString(36).slice(2, 8);
  let organisations = 0;
  let running: Instance[] = [];

  /** Two instances of the program on one store. */
  async function twoInstances(): Promise<[Instance, Instance]> {
    organisations += 1;
    const opened = await place();
    const start = async () =>
      inProcess('2026-06-10T08:00:00.000Z', { store: await opened.open(`D${run}${organisations}`) });
    const two: [Instance, Instance] = [await start(), await start()];
    running = two;
    return two;
  }
  afterEach(async () => {
    for (const each of running) await each.ends();
    running = [];
  });

  const drafts = async ({ services }: Instance) => (await services.cases.of(jane, 20)).map(({ id }) => id);

  describe(`${name}: beginning a check`, () => {
    it('“No” on the welcome, pressed four times at once on each of two instances, begins one draft, which every answer shows', async () => {
      const two = await twoInstances();
      const welcome = await two[0].types('jane', 'hi');
      const presses = [...Array(4)].flatMap(() => two.map((each) => each.presses('jane', welcome, 'No')));
      const shown = await Promise.all(presses);
      const all = await drafts(two[0]);
      expect(all).toHaveLength(1);
      for (const card of shown) expect(JSON.stringify(card)).toContain(String(all[0]));
      expect((await two[1].services.people.load(jane)).openDraft).toBe(all[0]);
    });

    it('Start, typed at once in several messages, begins one draft', async () => {
      const two = await twoInstances();
      await Promise.all([...Array(3)].flatMap(() => two.map((each) => each.types('jane', 'start'))));
      expect(await drafts(two[0])).toHaveLength(1);
    });

    it('Start, typed at the same moment as practice, begins a real draft, whatever becomes of the practice', async () => {
      const two = await twoInstances();
      await Promise.all([two[1].types('jane', 'start'), two[0].types('jane', 'practice')]);
      const real = (await two[0].services.cases.of(jane, 20)).filter(({ practice }) => !practice);
      expect(real).toHaveLength(1);
    });

    it('The button “Start a new one” begins one more draft, however often it is pressed', async () => {
      const two = await twoInstances();
      const first = await two[0].types('jane', 'start');
      await two[0].presses('jane', first, 'No', {}, 'chat');
      const offer = await two[1].types('jane', 'start');
      const press = () => two.map((each) => each.presses('jane', offer, 'Start a new one'));
      await Promise.all(press());
      expect(await drafts(two[0])).toHaveLength(2);
      await Promise.all(press());
      expect(await drafts(two[0])).toHaveLength(2);
    });
  });
}
