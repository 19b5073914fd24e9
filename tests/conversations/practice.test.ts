import { readFileSync } from 'node:fs';
import { beforeAll, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { seesCase } from './waiting.ts';
import {
  aboutJane,
  allOf,
  caseCard,
  continuesUntil,
  currentCard,
  inChat,
  referenceOn,
  refers,
  textsOf,
  wordsOf,
} from './walks.ts';

const banner = 'PRACTICE · a made-up child. Nothing is sent.';

/** Every clock runs out within a second or two. */
const fast = {
  extends: 'hertfordshire-2016',
  clocks: {
    decision: { within: 'PT2S', remind: ['PT1S'], escalate: 'PT1S', overdueEvery: 'PT1H' },
    writtenConfirmation: { within: 'PT2S', remind: ['PT1S'], overdueEvery: 'PT1H' },
    idleDraft: { remind: ['PT1S'] },
    delivery: { confirmWithin: 'PT1S' },
  },
};

const world = aWorld({ clockStands: true, pack: fast });
const { jane, tom, mo, ana, pat, dee, ash, sid, until, pass } = world;
let card: CardActions;
const channel = () => world.teams.delivered(referrals.id);
const others = () => [mo, ana, dee, ash].flatMap((who) => who.chat());

beforeAll(async () => {
  for (const who of [mo, ana, dee, ash]) await who.says('hi');
});

it('Practice begins with the word “practice”, and every card has the practice banner', async () => {
  contains(textsOf(await jane.says('practice')), banner);
  await jane.says('card');
  card = currentCard(jane);
  shows(card, banner);
  const presses = async (title: string, inputs = {}) => {
    await card.presses(title, inputs);
    shows(card, banner);
  };
  await presses('Yes, now');
  await presses('I have phoned');
  doesNotShow(card, 'recorded');
  await presses('Continue', { Phone: '01632 960 014' });
  await presses('Continue', aboutJane);
  expect(card.sees().values['Child’s name, or a description']).toBe('Made-up girl “Ana”, for practice');
  await presses('Finish and send', { 'Where are they': 'Made-up clinic Fluorite' });
  await presses('They were not asked');
  await presses('Continue', { Could: 'Yes', Why: 'Made-up man Apatite.' });
  isHeaded(card, 'Check before you send');
});

it('“Child is missing” tells nobody in practice, and says so', async () => {
  await card.presses('Child is missing');
  shows(jane, banner);
  await jane.presses('Tell the MASH', {
    'Do the police know?': 'Yes',
    'When, their reference, or what is new': 'made-up call Fluorite',
  });
  shows(jane, banner, 'Practice: nobody was told.');
  contains(allOf(await jane.says('missing: not yet')), 'Practice: nobody was told.');
});

it('Nobody is reminded of a practice, even after all its clocks would have run out', async () => {
  const before = jane.chat().length;
  await pass(60);
  await world.rests();
  expect(jane.chat()).toHaveLength(before);
  expect(channel()).toEqual([]);
  lacks(others().map(wordsOf).join(), /HT-\w|MISSING/);
});

it('“Submit referral” sends nothing in practice, and the referrer reads what would happen', async () => {
  await inChat(jane, 'Check before you send').presses('Submit referral');
  const end = inChat(jane, 'That was all');
  isHeaded(end, 'That was all');
  shows(end, banner, 'Nothing was sent, and what you practised with is deleted.', 'a MASH manager decides: 24 hours');
  expect(end.sees().buttons).toEqual(['Practise again', 'Start a check']);
});

it('A practice leaves nothing in the store, in the list, in the channel or in anybody else’s chat', async () => {
  await jane.says('my referrals');
  shows(jane, 'You have none yet.');
  const bytes = ['', '-wal'].map((end) => readFileSync(`${world.sqlitePath}${end}`).toString('latin1')).join('');
  expect(/Fluorite|Apatite|Made-up girl/.test(bytes)).toBe(false);
  await until(() => !/Fluorite|Apatite/.test(allOf(jane.chat())));
  expect(channel()).toEqual([]);
  lacks(others().map(wordsOf).join().replaceAll('HT-…', ''), 'HT-');
});

it('A referrer can type through practice, with the banner on every text and card', async () => {
  const walk = ['Practise', 'no', '2', 'Tom Reed', '01632 960 020', 'check answers'];
  for (const text of [...walk, 'not asked', '1', 'Made-up man Apatite.', 'continue'])
    for (const message of await tom.says(text)) contains(allOf([message]), banner);
  const end = await tom.says('submit');
  contains(allOf(end), 'That was all');
  lacks(allOf(end), 'Decision due by');
  expect(channel()).toEqual([]);
});

it('A practice does not get in the way of a real check, before or after', async () => {
  await sid.says('start', 'no', 'practice', 'start new', 'card');
  doesNotShow(sid, 'PRACTICE');
  isHeaded(sid, 'Is the child in immediate danger, or about to be moved?');
  const reference = await refers(jane);
  await seesCase(mo, reference, 'Girl, about 14');
  doesNotShow(caseCard(mo, reference), 'PRACTICE');
  await pass(1);
  await until(() => allOf(mo.chat()).includes(`${reference} undecided`));
});

it('A real check asks who refers, and suggests nothing that was made up in practice', async () => {
  await pat.says('practice', 'card');
  const walk = currentCard(pat);
  const madeUp = { ...aboutJane, 'Your name': 'Pretend Prehnite', 'Phone, for': '0000 made up' };
  await walk.presses('No', 'Continue', madeUp);
  await pat.says('start');
  await pat.presses('No');
  isHeaded(pat, 'Who is referring?');
  lacks(Object.values(pat.sees().values).join(), /Prehnite|0000/);
});

it('“stop” and “delete this draft” have the practice banner as well', async () => {
  await ash.says('practice');
  contains(allOf(await ash.says('stop')), banner);
  contains(allOf(await ash.says('delete this draft')), 'Delete this draft?', banner);
});

it('A referrer can practise again to the end, and the last card has no reference', async () => {
  await inChat(tom, 'That was all').presses('Practise again');
  const walk = currentCard(tom);
  await walk.presses('No');
  await continuesUntil(walk, 'Check before you send', {
    'Who is referring?': aboutJane,
    'Consent, your decision': { Why: 'Made up.' },
  });
  shows(walk, banner);
  await walk.presses('Submit referral');
  isHeaded(walk, 'That was all');
  expect(() => referenceOn(walk)).toThrow('no reference');
});
