import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
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
import { startWorld, type World } from './world.ts';

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
  let world: World;
  let card: CardActions;
  const channel = () => world.teams.delivered(referrals.id);
  const others = () => [world.mo, world.ana, world.dee, world.ash].flatMap((who) => who.chat());

  beforeAll(async () => {
    world = await startWorld({ clockStands: true, pack: fast });
    for (const who of [world.mo, world.ana, world.dee, world.ash]) await who.says('hi');
  });
  afterAll(() => world.stop());

  it('Practice begins with the word “practice”, and every card has the training banner', async () => {
    const { jane } = world;
    const reply = await jane.says('practice');
    expect(textsOf(reply)).toContain(banner);
    card = currentCard(jane);
    const headings: string[] = [];
    const look = () => {
      headings.push(card.sees().headings[0] ?? '');
      expect(card.sees().text).toContain(banner);
    };
    look();
    await card.presses('Yes, now');
    look();
    await card.presses('I have phoned');
    look();
    expect(card.sees().text).not.toContain('recorded');
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
    const { jane } = world;
    await card.presses('Child is missing');
    expect(jane.sees().text).toContain(banner);
    await jane.presses('Tell the MASH', {
      'Do the police know?': 'Yes',
      'When, their reference, or what is new': 'made-up call Fluorite',
    });
    expect(jane.sees().text).toContain(banner);
    expect(jane.sees().text).toContain('Training: nobody was told.');
    expect(allOf(await jane.says('missing: not yet'))).toContain('Training: nobody was told.');
  });

  it('Nobody is reminded of a practice, even after all its clocks would have run out', async () => {
    const { jane } = world;
    const before = jane.chat().length;
    await world.pass(60);
    await world.rests();
    expect(jane.chat()).toHaveLength(before);
    expect(channel()).toEqual([]);
    expect(others().map(wordsOf).join()).not.toMatch(/HT-|MISSING/);
  });

  it('“Submit referral” sends nothing in practice, and the referrer reads what would happen', async () => {
    const { jane } = world;
    await inChat(jane, 'Check before you send').presses('Submit referral');
    const { text, headings, buttons } = inChat(jane, 'That was all').sees();
    expect(headings).toEqual(['That was all']);
    expect(text).toContain(banner);
    expect(text).toContain('Nothing was sent, and what you practised with is deleted.');
    expect(text).toContain('a MASH manager decides: 24 hours');
    expect(buttons).toEqual(['Practise again', 'Start a check']);
  });

  it('A practice leaves nothing in the store, in the list, in the channel or in anybody else’s chat', async () => {
    const { jane } = world;
    await jane.says('my referrals');
    expect(jane.sees().text).toContain('You have none yet.');
    const db = new DatabaseSync(world.sqlitePath, { readOnly: true });
    const rows = JSON.stringify(db.prepare('SELECT body FROM documents').all());
    db.close();
    expect(rows).not.toMatch(/Fluorite|Apatite|Made-up girl/);
    expect(channel()).toEqual([]);
    expect(others().map(wordsOf).join()).not.toContain('HT-');
  });

  it('A practice leaves nothing in the database file or in the chat', async () => {
    const bytes = ['', '-wal'].map((end) => readFileSync(`${world.sqlitePath}${end}`).toString('latin1')).join('');
    expect(/Fluorite|Apatite/.test(bytes)).toBe(false);
    await world.until(() => !/Fluorite|Apatite/.test(allOf(world.jane.chat())));
  });

  it('A referrer can type through practice, with the banner on every text and card', async () => {
    const { tom } = world;
    const walk = ['Practise', 'no', '2', 'skip', 'Tom Reed', 'skip', '01632 960 020', 'skip', 'check answers'];
    for (const text of [...walk, 'yes', '1', 'Made-up man Apatite.', 'continue']) {
      const sent = await tom.says(text);
      for (const message of sent) expect(allOf([message])).toContain(banner);
    }
    const end = await tom.says('submit');
    expect(allOf(end)).toContain('That was all');
    expect(allOf(end)).not.toContain('is saved and on its way');
    expect(channel()).toEqual([]);
  });

  it('A practice does not get in the way of a real check, before or after', async () => {
    const { sid, mo } = world;
    await sid.says('start');
    await sid.says('no');
    await sid.says('practice');
    await sid.says('start new');
    expect(sid.sees().text).not.toContain('TRAINING');
    expect(sid.sees().headings).toEqual(['Is the child in immediate danger, or about to be moved?']);
    const reference = await refers(world.jane);
    await world.until(() => cardInChannel(mo, reference)?.text.includes('Girl, about 14'));
    expect(cardInChannel(mo, reference)?.text).not.toContain('TRAINING');
    await world.pass(1);
    await world.until(() => allOf(mo.chat()).includes(`${reference} undecided`));
  });

  it('A real check asks who refers, and suggests nothing that was made up in practice', async () => {
    const { pat } = world;
    await pat.says('practice');
    const walk = currentCard(pat);
    await walk.presses('No');
    await walk.presses('Continue', { ...aboutJane, 'Your name': 'Pretend Prehnite', 'Phone, for': '0000 made up' });
    await pat.says('start');
    await pat.presses('No');
    expect(pat.sees().headings).toEqual(['Who is referring?']);
    expect(Object.values(pat.sees().values).join()).not.toMatch(/Prehnite|0000/);
  });

  it('“stop” and “delete this draft” have the practice banner as well', async () => {
    const { ash } = world;
    await ash.says('practice');
    expect(allOf(await ash.says('stop'))).toContain(banner);
    const reply = await ash.says('delete this draft');
    expect(allOf(reply)).toContain('Delete this draft?');
    expect(allOf(reply)).toContain(banner);
  });

  it('A referrer can practise again to the end, and the last card has no reference', async () => {
    const { tom } = world;
    await inChat(tom, 'That was all').presses('Practise again');
    const walk = currentCard(tom);
    await walk.presses('No');
    await continuesUntil(walk, 'Check before you send', {
      'Who is referring?': aboutJane,
      'Consent, your decision': { Why: 'Made up.' },
    });
    expect(walk.sees().text).toContain(banner);
    await walk.presses('Submit referral');
    expect(walk.sees().headings).toEqual(['That was all']);
    expect(() => referenceOn(walk)).toThrow('no reference');
  });
});
