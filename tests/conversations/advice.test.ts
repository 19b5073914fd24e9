import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { beginsCheck, continuesToChild, inChat } from './walks.ts';
import { startWorld, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

describe('a referrer who only wants advice', () => {
  it('“I only want advice” asks nothing, and says whom to ring, for what, and what to have ready', async () => {
    const { sid } = world;
    await sid.says('hi');
    await sid.presses('I only want advice');
    const { text, inputs, buttons } = sid.sees();
    expect(inputs).toEqual([]);
    expect(text).toContain('You need no consent to ask for advice, and no names.');
    expect(text).toContain('NSPCC child trafficking advice');
    const order = ['01438 737511', '0800 107 7057', '0870 000 3344', 'www.refugeecouncil.org.uk', '0300 123 4043'];
    const places = order.map((number) => text.split('\n').indexOf(number));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(text).not.toContain('7346');
    expect(text).toContain('Have this ready when you ring\n• What you saw or heard, and when');
    expect(buttons).toEqual(['Start a check', 'Before you speak to the child', 'Contacts', 'My referrals', 'Learn']);
    await sid.says('my referrals');
    expect(sid.sees().text).toContain('You have none yet.');
  });

  it('A referrer who wanted only advice can start a check from there', async () => {
    const { sid } = world;
    await sid.says('I only want advice');
    await sid.presses('Start a check');
    expect(sid.sees().headings).toEqual(['Is the child in immediate danger, or about to be moved?']);
  });

  it('The advice card puts CEOP first when the referrer suspects sexual exploitation', async () => {
    const { tom } = world;
    const card = await beginsCheck(tom);
    await continuesToChild(card);
    await card.presses('Continue to the check', { 'What worries you': 'A burn.' });
    await card.presses('Continue', { 'Sexual exploitation suspected': 'Yes' });
    await tom.says('advice');
    const lines = tom.sees().text.split('\n');
    expect(lines.indexOf('0870 000 3344')).toBeLessThan(lines.indexOf('01438 737511'));
    expect(lines.indexOf('01438 737511')).toBeLessThan(lines.indexOf('0800 107 7057'));
  });
});

describe('before the referrer speaks to the child', () => {
  const warnings = loadPack().warnings.filter(({ id }) =>
    ['W06', 'W07', 'W08', 'W09', 'W10', 'W11', 'W12'].includes(id),
  );

  it.each(['before you speak', 'Before I speak', 'speak to the child'])(
    '“%s” brings all seven warnings',
    async (typed) => {
      await world.ana.says(typed);
      const { text, headings, inputs } = world.ana.sees();
      expect(headings).toEqual(['Before you speak to the child']);
      expect(warnings).toHaveLength(7);
      for (const warning of warnings) expect(text).toContain(`${warning.text} (§${warning.section})`);
      expect(inputs).toEqual([]);
    },
  );

  it('A referrer can open the warnings from the first card and from advice, and an open check stays where it was', async () => {
    const { ana } = world;
    await beginsCheck(ana);
    await ana.says('hi');
    await ana.presses('Before you speak to the child');
    expect(ana.sees().headings).toEqual(['Before you speak to the child']);
    await ana.presses('I only want advice');
    await ana.presses('Before you speak to the child');
    expect(ana.sees().headings).toEqual(['Before you speak to the child']);
    await ana.says('no');
    expect(inChat(ana, 'Who is referring?').sees().headings).toContain('Who is referring?');
  });
});

describe('the first card', () => {
  it('The first card says to act soon, and how hard these children are to notice', async () => {
    await world.pat.says('hi');
    const { text, buttons } = world.pat.sees();
    expect(text).toContain('Act soon: a child who is being trafficked may be moved at any time.');
    expect(text).toContain('Traffickers control a child’s whole life, so these children are hard to notice.');
    expect(buttons).toContain('Child is missing');
  });
});
