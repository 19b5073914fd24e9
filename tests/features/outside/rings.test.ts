import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { OutsideFault } from '../../../src/connector/outside.ts';
import { outsidersIn } from '../../../src/features/outside/outside-state.ts';
import { setupsIn } from '../../../src/features/set-up/set-up-state.ts';
import { profiles } from '../../fakes/people.ts';
import { fine, hour, minute, outsideTeams } from './second-way-out.ts';

let all: ReturnType<typeof outsideTeams>;
beforeEach(async () => {
  all = outsideTeams();
  await all.begins();
});
afterEach(() => all.world.ends());

it('The bot texts people about an overdue case that nobody has acted on', async () => {
  await all.confirms('mo');
  const reference = await all.refers('No');
  await all.pass(24.1 * hour);
  await all.world.starts();
  await all.pass(1000);
  expect(all.alerts.map((each) => each.reference)).toEqual([reference]);
});

describe('about an urgent case', () => {
  beforeEach(() => all.world.starts());

  it('The bot texts and emails people about an unanswered urgent case, and tells only the reference and a time', async () => {
    for (const who of ['mo', 'ana', 'dee'] as const) await all.confirms(who);
    const reference = await all.refers('Yes, now');
    await all.pass(14 * minute);
    expect(all.alerts).toEqual([]);
    await all.pass(2 * minute);
    expect(all.alerted()).toEqual(['+447700900111', '+447700900222', 'ana@council.example']);
    expect(new Set(all.alerts.map(({ to: _, ...what }) => JSON.stringify(what)))).toEqual(
      new Set([JSON.stringify({ reference, time: '14:03, Wed 10 Jun' })]),
    );
    expect((await all.entries()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  });

  it('The bot texts a person whom an alarm in Teams does not reach', async () => {
    await all.confirms('dee');
    await all.confirms('mo');
    all.unreached = ['mo'];
    await all.refers('Yes, now');
    await all.pass(5 * minute);
    expect(all.alerted()).toEqual(['+447700900111']);
  });

  it('While Teams is down, the bot texts people minutes after the alarm', async () => {
    for (const who of ['mo', 'dee'] as const) await all.confirms(who);
    all.isDown = true;
    await all.refers('Yes, now');
    await all.pass(4 * minute);
    expect(all.alerted()).toContain('+447700900111');
  });

  it('The bot texts people when nobody answers whether the child is safe', async () => {
    await all.confirms('dee');
    const reference = await all.refers('Yes, now');
    await all.world.types('mo', `I am on it ${reference}`);
    await all.pass(39 * minute);
    expect(all.alerts).toEqual([]);
    await all.pass(2 * minute);
    expect(all.alerts.map((each) => each.reference)).toEqual([reference]);
  });

  it('When Teams reaches nobody, the bot texts everybody it can, once', async () => {
    for (const who of ['mo', 'dee'] as const) await all.confirms(who);
    all.unreached = ['mo', 'ana', 'dee', 'ash'];
    await all.refers('Yes, now');
    await all.pass(12 * minute);
    expect(all.alerted()).toEqual(['+447700900111', '+447700900222']);
  });

  it('While the service refuses a text, the bot never gives up, and sends it once the service takes it', async () => {
    await all.confirms('mo');
    all.fails(400);
    await all.refers('Yes, now');
    await all.pass(25 * minute);
    all.takes = fine;
    await all.pass(6 * minute);
    expect(all.alerted()).toContain('+447700900111');
  });

  it('While the service fails, the bot tries again at growing intervals, and sends the text when it is back', async () => {
    await all.confirms('mo');
    let tried = 0;
    all.takes = async () => {
      tried += 1;
      throw new OutsideFault(tried % 2 === 0 ? 500 : 429);
    };
    await all.refers('Yes, now');
    await all.pass(25 * minute);
    const [first, ...others] = all.alertTries.filter(({ messageId }) => messageId !== 'test');
    expect(first).toEqual({ messageId: expect.stringMatching(/^HT-\S+ \d+$/), isAgain: false });
    expect(new Set(others.map((each) => JSON.stringify(each)))).toEqual(
      new Set([JSON.stringify({ messageId: first?.messageId, isAgain: true })]),
    );
    expect(tried).toBeGreaterThan(5);
    expect(tried).toBeLessThan(20);
    all.takes = fine;
    await all.pass(6 * minute);
    expect(all.alerted()).toContain('+447700900111');
  });

  it('The bot does not text a person who has left the desk meanwhile', async () => {
    const ash = profiles.ash.objectId as never;
    const confirmedAt = all.world.services.now();
    const to = '+447700900444';
    await all.world.services.people.change(ash, (person) => ({
      ...person,
      outside: { way: 'sms', to, confirmedAt },
    }));
    await outsidersIn(all.world.services.documents).change((list) => ({ ...list, people: [ash] }));
    all.unreached = ['mo', 'ana', 'dee', 'ash'];
    all.fails(503);
    await all.refers('Yes, now');
    await all.pass(12 * minute);
    expect((await all.entries()).map(({ state }) => state)).toEqual(['waiting']);
    await setupsIn(all.world.services.documents).change((setup) => ({ ...setup, admins: [] }));
    all.takes = fine;
    await all.pass(6 * minute);
    expect([all.alerts, (await all.entries()).map(({ state }) => state)]).toEqual([[], ['dropped']]);
  });

  it('The bot texts nobody about a case that was answered while the service failed', async () => {
    await all.confirms('mo');
    all.fails(undefined);
    const reference = await all.refers('Yes, now');
    await all.pass(17 * minute);
    await all.world.presses('ana', all.cardOf(reference), 'Take this referral');
    all.takes = fine;
    await all.pass(10 * minute);
    expect(all.alerts).toEqual([]);
    expect((await all.entries()).map(({ state }) => state)).toEqual(['dropped']);
  });
});
