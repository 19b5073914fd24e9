import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Hands, Person } from './person.ts';
import { refers, summariesIn, textsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

async function asks(person: Person, words: string): Promise<Hands> {
  const [answer] = await person.mentions(words);
  if (!answer) throw new Error(`no answer to “${words}”`);
  return person.on((card) => card.activityId === answer.id);
}

const noneOnDuty = 'No manager is on duty. Then reminders go to all of them.';

describe('being on duty', () => {
  let world: World;
  beforeAll(async () => {
    const clocks = { decision: { within: 'PT1H', remind: ['PT2S'], escalate: 'PT50M', overdueEvery: 'PT1H' } };
    world = await startWorld({ pack: { extends: 'hertfordshire-2016', clocks } });
  });
  afterAll(() => world.stop());
  const reminders = (person: Person, reference: string) =>
    summariesIn(person.chat()).filter((summary) => summary.startsWith(`${reference} undecided`));

  it('is nobody at first: “on call” names every manager, and all of them are reminded', async () => {
    const { mo, ana, jane } = world;
    const { text } = (await asks(mo, 'on call')).sees();
    expect(text).toContain(noneOnDuty);
    expect(text).toContain('Mo Hussain');
    expect(text).toContain('Ana Silva');
    const reference = await refers(jane);
    for (const person of [mo, ana]) await world.until(() => reminders(person, reference).length > 0);
  });

  it('is for managers: a practitioner and a guest are refused, whatever they press or write', async () => {
    const { mo, pat, gus } = world;
    const card = (await asks(mo, 'on call')).sees();
    const only = 'Only MASH managers are reminded, so only they can be on duty. Write “on call” to see who is.';
    for (const button of ['I am on duty', 'Off duty']) {
      expect((await pat.on(card).presses(button)).message).toBe(only);
      expect((await gus.on(card).presses(button)).message).toContain('Guests cannot.');
    }
    expect(textsOf(await pat.mentions('on duty'))).toBe(only);
    expect((await asks(mo, 'on call')).sees().text).toContain(noneOnDuty);
  });

  it('brings the reminders to who is on duty, and to nobody else', async () => {
    const { mo, ana, jane } = world;
    const card = await asks(ana, 'on call');
    await card.presses('I am on duty');
    expect(card.sees().text).toMatch(/Ana Silva, on duty since \d\d:\d\d, /);
    expect(card.sees().text).not.toContain('Mo Hussain');
    const seenByAll = mo.on((each) => each.activityId === card.sees().activityId);
    await world.until(() => seenByAll.sees().text.includes('Ana Silva, on duty since'));
    const reference = await refers(jane);
    await world.until(() => reminders(ana, reference).length > 0);
    expect(reminders(mo, reference)).toEqual([]);
  });

  it('is still known when the program starts again', async () => {
    await world.restart();
    expect((await asks(world.mo, 'on call')).sees().text).toMatch(/Ana Silva, on duty since/);
  });

  it('ends by “off duty”, typed or pressed: then all managers are reminded again', async () => {
    const { mo, ana, jane } = world;
    await asks(mo, 'on duty');
    const both = (await asks(ana, 'on call')).sees().text;
    expect(both).toContain('Mo Hussain, on duty since');
    expect(both).toContain('Ana Silva, on duty since');
    await asks(mo, 'Off duty.');
    const card = await asks(ana, 'on call');
    await card.presses('Off duty');
    expect(card.sees().text).toContain(noneOnDuty);
    const reference = await refers(jane);
    for (const person of [mo, ana]) await world.until(() => reminders(person, reference).length > 0);
  });
});

describe('being on duty at another instance', () => {
  let here: World;
  let there: World;
  beforeAll(async () => {
    here = await startWorld();
    there = await startWorld({ sqlitePath: here.sqlitePath });
  });
  afterAll(async () => {
    await there.stop();
    await here.stop();
  });

  it('is known here at once when somebody asks', async () => {
    await asks(there.mo, 'on duty');
    expect((await asks(here.ana, 'on call')).sees().text).toContain('Mo Hussain, on duty since');
  });
});
