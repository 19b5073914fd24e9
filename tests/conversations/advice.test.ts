import { describe, expect, it } from '@jest/globals';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import { beginsCheck, continuesToChild, inChat } from './walks.ts';

const world = aWorld();
const { tom, ana, pat, sid } = world;

describe('a referrer who only wants advice', () => {
  it('“I only want advice” asks nothing, and says whom to ring, for what, and what to have ready', async () => {
    await sid.says('hi');
    await sid.presses('I only want advice');
    const { text, inputs, buttons } = sid.sees();
    expect(inputs).toEqual([]);
    contains(text, 'You need no consent to ask for advice, and no names.', 'NSPCC child trafficking advice');
    const order = ['01438 737511', '0800 107 7057', '0870 000 3344', 'www.refugeecouncil.org.uk', '0300 123 4043'];
    const places = order.map((number) => text.split('\n').indexOf(number));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    lacks(places, -1);
    lacks(text, '7346');
    contains(text, 'Have this ready when you ring\n• What you saw or heard, and when');
    expect(buttons).toEqual(['Start a check', 'Before you speak to the child', 'Contacts', 'My referrals', 'Learn']);
    await sid.says('my referrals');
    shows(sid, 'You have none yet.');
  });

  it('A referrer who wanted only advice can start a check from there', async () => {
    await sid.says('I only want advice');
    await sid.presses('Start a check');
    isHeaded(sid, 'Is the child in immediate danger, or about to be moved?');
  });

  it('The advice card puts CEOP first when the referrer suspects sexual exploitation', async () => {
    const card = await beginsCheck(tom);
    await continuesToChild(card);
    await card.presses('Continue to the check', { 'What worries you': 'A burn.' }, 'Continue', {
      'Sexual exploitation suspected': 'Yes',
    });
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
      await ana.says(typed);
      const { text, headings, inputs } = ana.sees();
      expect(headings).toEqual(['Before you speak to the child']);
      expect(warnings).toHaveLength(7);
      for (const warning of warnings) contains(text, `${warning.text} (§${warning.section})`);
      expect(inputs).toEqual([]);
    },
  );

  it('A referrer can open the warnings from the first card and from advice, and an open check stays where it was', async () => {
    await beginsCheck(ana);
    await ana.says('hi');
    await ana.presses('Before you speak to the child');
    isHeaded(ana, 'Before you speak to the child');
    await ana.presses('I only want advice', 'Before you speak to the child');
    isHeaded(ana, 'Before you speak to the child');
    await ana.says('no');
    contains(inChat(ana, 'Who is referring?').sees().headings, 'Who is referring?');
  });
});

describe('the first card', () => {
  it('The first card says to act soon, and how hard these children are to notice', async () => {
    await pat.says('hi');
    const { text, buttons } = pat.sees();
    contains(
      text,
      'Act soon: a child who is being trafficked may be moved at any time.',
      'Traffickers control a child’s whole life, so these children are hard to notice.',
    );
    contains(buttons, 'Child is missing');
  });
});
