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

describe('messages outside Teams', () => {
  it('The bot rings outside Teams about an overdue case that nobody has acted on', async () => {
    await all.confirms('mo');
    const reference = await all.refers('No');
    await all.world.machine.pass(24.1 * hour);
    await all.world.starts();
    await all.world.machine.pass(1000);
    expect(all.rung.map((each) => each.reference)).toEqual([reference]);
  });

  describe('about an urgent case', () => {
    beforeEach(() => all.world.starts());

    it('The bot rings about an unanswered urgent case, and tells only the reference and a time', async () => {
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

    it('The bot does not ring when somebody has answered', async () => {
      await all.confirms('mo');
      const reference = await all.refers('Yes, now');
      await all.world.presses('ana', all.cardOf(reference), 'Take this referral');
      await all.world.machine.pass(2 * hour);
      expect(all.rung).toEqual([]);
    });

    it('The bot rings a person whom an alarm in Teams does not reach', async () => {
      await all.confirms('dee');
      await all.confirms('mo');
      all.unreached = ['mo'];
      await all.refers('Yes, now');
      await all.world.machine.pass(5 * minute);
      expect(all.rung.map(({ to }) => to)).toEqual(['+447700900111']);
    });

    it('While Teams is down, the bot rings minutes after the alarm', async () => {
      for (const who of ['mo', 'dee'] as const) await all.confirms(who);
      all.isDown = true;
      await all.refers('Yes, now');
      await all.world.machine.pass(4 * minute);
      expect(all.rung.map(({ to }) => to)).toContain('+447700900111');
    });

    it('When Teams reaches nobody, the bot rings everybody it can, once', async () => {
      for (const who of ['mo', 'dee'] as const) await all.confirms(who);
      all.unreached = ['mo', 'ana', 'dee', 'ash'];
      await all.refers('Yes, now');
      await all.world.machine.pass(12 * minute);
      expect(all.rung.map(({ to }) => to).sort()).toEqual(['+447700900111', '+447700900222']);
    });

    it('The bot never gives up while the account is wrong, and rings once it is mended', async () => {
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

    it('While the service fails, the bot tries again at growing intervals, and rings when it is back', async () => {
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

    it('The bot does not ring a person who left the desk meanwhile', async () => {
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

    it('The bot does not ring about a case that was answered while the service failed', async () => {
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
