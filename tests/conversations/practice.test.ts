import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import {
  aboutJane,
  allOf,
  cardInChannel,
  continuesUntil,
  currentCard,
  inChat,
  referenceOn,
  refers,
  textsOf,
  wordsOf,
} from './walks.ts';

const banner = 'TRAINING · a made-up child. Nothing is sent.';

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

describe('practice with a made-up child', () => {
  const world = aWorld({ clockStands: true, pack: fast });
  const { jane, tom, mo, ana, pat, dee, ash, sid, until, pass } = world;
  let card: CardActions;
  const channel = () => world.teams.delivered(referrals.id);
  const others = () => [mo, ana, dee, ash].flatMap((who) => who.chat());

  beforeAll(async () => {
    for (const who of [mo, ana, dee, ash]) await who.says('hi');
  });

  it('Practice begins with the word “practice”, and every card has the training banner', async () => {
    const reply = await jane.says('practice');
    contains(textsOf(reply), banner);
    card = currentCard(jane);
    const headings: string[] = [];
    const look = () => {
      headings.push(card.sees().headings[0] ?? '');
      shows(card, banner);
    };
    look();
    await card.presses('Yes, now');
    look();
    await card.presses('I have phoned');
    look();
    doesNotShow(card, 'recorded');
    await card.presses('Continue', { Phone: '01632 960 014' });
    look();
    await card.presses('Continue', aboutJane);
    look();
    expect(card.sees().values['Child’s name, or a description']).toBe('Made-up girl “Ana”, for practice');
    await card.presses('Check answers', { 'Where are they': 'Made-up clinic Fluorite' });
    look();
    await card.presses('Yes');
    look();
    await card.presses('Continue', { Why: 'Made-up man Apatite.' });
    look();
    expect(headings.at(-1)).toBe('Check before you send');
  });

  it('“Child is missing” tells nobody in practice, and says so', async () => {
    await card.presses('Child is missing');
    shows(jane, banner);
    await jane.presses('Tell the MASH', {
      'Do the police know?': 'Yes',
      'When, their reference, or what is new': 'made-up call Fluorite',
    });
    shows(jane, banner, 'Training: nobody was told.');
    contains(allOf(await jane.says('missing: not yet')), 'Training: nobody was told.');
  });

  it('Nobody is reminded of a practice, even after all its clocks would have run out', async () => {
    const before = jane.chat().length;
    await pass(60);
    await world.rests();
    expect(jane.chat()).toHaveLength(before);
    expect(channel()).toEqual([]);
    lacks(others().map(wordsOf).join(), /HT-|MISSING/);
  });

  it('“Submit referral” sends nothing in practice, and the referrer reads what would happen', async () => {
    await inChat(jane, 'Check before you send').presses('Submit referral');
    const { text, headings, buttons } = inChat(jane, 'That was all').sees();
    expect(headings).toEqual(['That was all']);
    contains(
      text,
      banner,
      'Nothing was sent, and what you practised with is deleted.',
      'a MASH manager decides: 24 hours',
    );
    expect(buttons).toEqual(['Practise again', 'Start a check']);
  });

  it('A practice leaves nothing in the store, in the list, in the channel or in anybody else’s chat', async () => {
    await jane.says('my referrals');
    shows(jane, 'You have none yet.');
    const db = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const rows = JSON.stringify(db.prepare('SELECT body FROM documents').all());
    db.close();
    lacks(rows, /Fluorite|Apatite|Made-up girl/);
    expect(channel()).toEqual([]);
    lacks(others().map(wordsOf).join(), 'HT-');
  });

  it('A practice leaves nothing in the database file or in the chat', async () => {
    const bytes = ['', '-wal'].map((end) => readFileSync(`${world.sqlitePath}${end}`).toString('latin1')).join('');
    expect(/Fluorite|Apatite/.test(bytes)).toBe(false);
    await until(() => !/Fluorite|Apatite/.test(allOf(jane.chat())));
  });

  it('A referrer can type through practice, with the banner on every text and card', async () => {
    const walk = ['Practise', 'no', '2', 'skip', 'Tom Reed', 'skip', '01632 960 020', 'skip', 'check answers'];
    for (const text of [...walk, 'yes', '1', 'Made-up man Apatite.', 'continue']) {
      const sent = await tom.says(text);
      for (const message of sent) contains(allOf([message]), banner);
    }
    const end = await tom.says('submit');
    contains(allOf(end), 'That was all');
    lacks(allOf(end), 'is saved and on its way');
    expect(channel()).toEqual([]);
  });

  it('A practice does not get in the way of a real check, before or after', async () => {
    await sid.says('start', 'no', 'practice', 'start new');
    doesNotShow(sid, 'TRAINING');
    isHeaded(sid, 'Is the child in immediate danger, or about to be moved?');
    const reference = await refers(jane);
    await until(() => cardInChannel(mo, reference)?.text.includes('Girl, about 14'));
    lacks(cardInChannel(mo, reference)?.text, 'TRAINING');
    await pass(1);
    await until(() => allOf(mo.chat()).includes(`${reference} undecided`));
  });

  it('A real check asks who refers, and suggests nothing that was made up in practice', async () => {
    await pat.says('practice');
    const walk = currentCard(pat);
    await walk.presses('No', 'Continue', {
      ...aboutJane,
      'Your name': 'Pretend Prehnite',
      'Phone, for': '0000 made up',
    });
    await pat.says('start');
    await pat.presses('No');
    isHeaded(pat, 'Who is referring?');
    lacks(Object.values(pat.sees().values).join(), /Prehnite|0000/);
  });

  it('“stop” and “delete this draft” have the practice banner as well', async () => {
    await ash.says('practice');
    contains(allOf(await ash.says('stop')), banner);
    const reply = await ash.says('delete this draft');
    contains(allOf(reply), 'Delete this draft?', banner);
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
});
