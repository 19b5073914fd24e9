import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OutsideFault } from '../../../src/connector/outside.ts';
import { profiles } from '../../fakes/people.ts';
import { fine, hour, minute, secondWayOut } from './second-way-out.ts';

let all: ReturnType<typeof secondWayOut>;
beforeEach(async () => {
  all = secondWayOut();
  await all.begins();
});
afterEach(() => all.world.ends());

describe('the second way out', () => {
  it('rings for a case that is overdue and that nobody has taken in hand', async () => {
    await all.confirms('mo');
    const reference = await all.refers('No');
    await all.world.machine.pass(24.1 * hour);
    await all.world.starts();
    await all.world.machine.pass(1000);
    expect(all.rung.map((each) => each.reference)).toEqual([reference]);
  });

  describe('of an urgent case', () => {
    beforeEach(() => all.world.starts());

    it('rings for an urgent case that nobody has answered, with the reference and a time and nothing else', async () => {
      for (const who of ['mo', 'ana', 'dee'] as const) await all.confirms(who);
      const reference = await all.refers('Yes, now');
      await all.world.machine.pass(14 * minute);
      expect(all.rung).toEqual([]);
      await all.world.machine.pass(2 * minute);
      expect(all.rung.map(({ to }) => to).sort()).toEqual(['+447700900111', '+447700900222', 'ana@council.example']);
      expect(new Set(all.rung.map(({ to: _, ...what }) => JSON.stringify(what)))).toEqual(
        new Set([JSON.stringify({ reference, time: '14:03, Wed 10 Jun' })]),
      );
      expect((await all.entries()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
    });

    it('does not ring where somebody has answered', async () => {
      await all.confirms('mo');
      const reference = await all.refers('Yes, now');
      await all.world.presses('ana', all.cardOf(reference), 'Take this referral');
      await all.world.machine.pass(2 * hour);
      expect(all.rung).toEqual([]);
    });

    it('rings whom Teams does not reach with an alarm', async () => {
      await all.confirms('dee');
      await all.confirms('mo');
      all.unreached = ['mo'];
      await all.refers('Yes, now');
      await all.world.machine.pass(5 * minute);
      expect(all.rung.map(({ to }) => to)).toEqual(['+447700900111']);
    });

    it('rings while Teams is down, minutes after the alarm', async () => {
      for (const who of ['mo', 'dee'] as const) await all.confirms(who);
      all.isDown = true;
      await all.refers('Yes, now');
      await all.world.machine.pass(4 * minute);
      expect(all.rung.map(({ to }) => to)).toContain('+447700900111');
    });

    it('rings everybody who can be rung, once, where Teams reaches nobody', async () => {
      for (const who of ['mo', 'dee'] as const) await all.confirms(who);
      all.unreached = ['mo', 'ana', 'dee', 'ash'];
      await all.refers('Yes, now');
      await all.world.machine.pass(12 * minute);
      expect(all.rung.map(({ to }) => to).sort()).toEqual(['+447700900111', '+447700900222']);
    });

    it('never gives up where the account is wrong, and rings once it is mended', async () => {
      await all.confirms('mo');
      all.takes = async () => {
        throw new OutsideFault(400);
      };
      await all.refers('Yes, now');
      await all.world.machine.pass(40 * minute);
      all.takes = fine;
      await all.world.machine.pass(6 * minute);
      expect(all.rung.map(({ to }) => to)).toContain('+447700900111');
    });

    it('tries again on a rising scale while the service fails, and rings when it is back', async () => {
      await all.confirms('mo');
      let tried = 0;
      all.takes = async () => {
        tried += 1;
        throw new OutsideFault(tried % 2 === 0 ? 500 : 429);
      };
      await all.refers('Yes, now');
      await all.world.machine.pass(25 * minute);
      const [first, ...others] = all.marks.filter(({ mark }) => mark !== 'test');
      expect(first).toEqual({ mark: expect.stringMatching(/^HT-\S+ \d+$/), isAgain: false });
      expect(new Set(others.map((each) => JSON.stringify(each)))).toEqual(
        new Set([JSON.stringify({ mark: first?.mark, isAgain: true })]),
      );
      expect(tried).toBeGreaterThan(5);
      expect(tried).toBeLessThan(20);
      all.takes = fine;
      await all.world.machine.pass(6 * minute);
      expect(all.rung.map(({ to }) => to)).toContain('+447700900111');
    });

    it('does not ring whoever left the desk meanwhile', async () => {
      const ash = profiles.ash.objectId as never;
      const confirmedAt = all.world.services.now();
      const to = '+447700900444';
      await all.world.services.people.change(ash, (person) => ({
        ...person,
        outside: { way: 'sms', to, confirmedAt },
      }));
      await all.world.services.outsiders.change((list) => ({ ...list, people: [ash] }));
      all.unreached = ['mo', 'ana', 'dee', 'ash'];
      all.takes = async () => {
        throw new OutsideFault(503);
      };
      await all.refers('Yes, now');
      await all.world.machine.pass(12 * minute);
      expect((await all.entries()).map(({ state }) => state)).toEqual(['waiting']);
      all.world.services.config.admins.splice(0);
      all.takes = fine;
      await all.world.machine.pass(6 * minute);
      expect([all.rung, (await all.entries()).map(({ state }) => state)]).toEqual([[], ['dropped']]);
    });

    it('does not ring any more for what was answered while the service failed', async () => {
      await all.confirms('mo');
      all.takes = async () => {
        throw new OutsideFault(undefined);
      };
      const reference = await all.refers('Yes, now');
      await all.world.machine.pass(17 * minute);
      await all.world.presses('ana', all.cardOf(reference), 'Take this referral');
      all.takes = fine;
      await all.world.machine.pass(hour);
      expect(all.rung).toEqual([]);
      expect((await all.entries()).map(({ state }) => state)).toEqual(['dropped']);
    });
  });
});
