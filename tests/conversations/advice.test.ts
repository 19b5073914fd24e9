import { expect, it } from '@jest/globals';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { aWorld } from './a-world.ts';
import { contains, inOrder, isHeaded, lacks, shows } from './expecting.ts';
import { allOf, beginsCheck, continuesToChild, inChat } from './walks.ts';

const world = aWorld();
const { jane, tom, ana, pat, sid, bea } = world;

// A referrer who only wants advice

it('“I only want advice” asks nothing, and says whom to ring, for what, and what to have ready', async () => {
  await sid.says('hi');
  await sid.presses('I only want advice');
  const { text, inputs, buttons } = sid.sees();
  expect(inputs).toEqual([]);
  contains(
    text,
    'You need no consent to ask for advice, and no names.',
    'NSPCC child trafficking advice',
    'Have this ready when you ring\n• What you saw or heard, and when',
  );
  inOrder(sid, '01438 737511', '0800 107 7057', '0870 000 3344', 'www.refugeecouncil.org.uk', '0300 123 4043');
  lacks(text, '7346');
  const others = ['Before you speak to the child', 'Worry about a worker', 'Contacts', 'My referrals', 'Learn'];
  expect(buttons).toEqual(['Start a check', ...others]);
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
  await card.presses('Go through more signs', { 'What worries you': 'A burn.' }, 'Continue', {
    'Sexual exploitation suspected': 'Yes',
  });
  await tom.says('advice');
  inOrder(tom, '0870 000 3344', '01438 737511', '0800 107 7057');
});

// Before the referrer speaks to the child

const warnings = loadPack().warnings.filter(({ id }) => ['W06', 'W07', 'W08', 'W09', 'W10', 'W11', 'W12'].includes(id));

it.each(['before you speak', 'Before I speak', 'speak to the child'])(
  '“%s” brings all seven warnings',
  async (typed) => {
    await ana.says(typed);
    isHeaded(ana, 'Before you speak to the child');
    expect(warnings).toHaveLength(7);
    shows(ana, ...warnings.map(({ text }) => text));
    expect(ana.sees().inputs).toEqual([]);
  },
);

it('A referrer can open the warnings from the first card and from advice, and an open check stays where it was', async () => {
  await beginsCheck(ana);
  await ana.says('menu');
  await ana.presses('Before you speak to the child');
  isHeaded(ana, 'Before you speak to the child');
  await ana.presses('I only want advice', 'Before you speak to the child');
  isHeaded(ana, 'Before you speak to the child');
  await ana.says('no', 'card');
  isHeaded(inChat(ana, 'Who is referring?'), 'Who is referring?');
});

// The first card

it('The first card says to act soon, and how hard these children are to notice', async () => {
  await tom.says('menu');
  shows(
    tom,
    'Act soon: a child who is being trafficked may be moved at any time.',
    'Traffickers control a child’s whole life, so these children are hard to notice.',
  );
  contains(tom.sees().buttons, 'Child is missing');
});

// Learning

it('“learn” shows three aims, says that it is no substitute for training, and leads to a made-up case', async () => {
  await jane.says('learn');
  isHeaded(jane, 'Learn');
  shows(
    jane,
    '1. Recognise it',
    '2. Spot the child',
    '3. Assess and refer',
    'brought into the UK, or moved inside it',
    'I am no substitute for training.',
  );
  expect(jane.sees().inputs).toEqual([]);
  await jane.presses('Practise');
  shows(jane, 'PRACTICE');
});

it('The advice card has “Learn” too, and the open check stays as it was', async () => {
  await beginsCheck(bea);
  await bea.says('advice');
  await bea.presses('Learn');
  isHeaded(bea, 'Learn');
  await bea.says('no', 'card');
  isHeaded(inChat(bea, 'Who is referring?'), 'Who is referring?');
});

it('“learn” in the MASH channel brings no lesson', async () => {
  lacks(allOf(await pat.mentions('learn')), 'three aims');
});
