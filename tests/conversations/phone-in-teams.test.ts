import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Filled } from '../fakes/filling-in.ts';
import { profiles } from '../fakes/people.ts';
import type { CardActions, Person } from './person.ts';
import { caseCard, decides, opensCallForm, referenceOn, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const call = {
  'Who rang': 'Nina Berg',
  'Their agency': 'Police',
  'Their phone': '01632 960 099',
  'When did they ring': 'just now',
  Urgent: 'No',
  'What did they say': 'A girl, Zircon, locked in a flat.',
  'Child’s name': 'Zircon Topaz',
};

async function logs(person: Person, answers: Filled): Promise<CardActions> {
  const card = await opensCallForm(person);
  await card.presses('Log it', answers);
  return card;
}
const callOf = (who: 'jane' | 'sid') => ({ ...call, 'If they use Teams': profiles[who].objectId });

describe('a caller who uses Teams', () => {
  let world: World;
  let reference: string;
  let form: CardActions;
  beforeAll(async () => {
    world = await startWorld();
    await world.jane.says('hi'); // so that the bot knows her chat
    reference = referenceOn(await logs(world.pat, callOf('jane')));
    await world.until(() => card().sees());
  });
  afterAll(() => world.stop());
  const card = () => caseCard(world.mo, reference);
  const newest = (heading: string) => world.jane.on((each) => each.headings.includes(heading));

  it('A caller who uses Teams is asked in their own chat to put it in writing, without a fact of the child', async () => {
    const { jane } = world;
    await world.until(() => newest('You rang the MASH').sees());
    const notice = newest('You rang the MASH').sees();
    expect(notice.text).toMatch(/Please put it in writing by \d\d:\d\d, /);
    expect(notice.buttons).toContain('It was not me');
    expect(jane.chat().map(wordsOf).join('\n')).not.toMatch(/Zircon|Topaz|flat/);
    expect(summariesIn(jane.chat()).join('\n')).not.toMatch(/Zircon|Topaz|Nina|flat/);
    for (const person of [world.tom, world.sid, world.pat]) expect(person.chat()).toEqual([]);
  });

  it('The caller’s form has what the MASH heard, and nobody else can open or send it', async () => {
    const { jane, tom } = world;
    await newest('You rang the MASH').presses('Put it in writing');
    await world.until(() => newest('Put it in writing').sees());
    form = newest('Put it in writing');
    expect(form.sees().values).toMatchObject({
      'Child’s name, or a description': 'Zircon Topaz',
      'What worries you? (required, up to 3,000 characters)': 'A girl, Zircon, locked in a flat.',
    });
    const before = jane.chat().length;
    await tom.on(newest('You rang the MASH').sees()).presses('Put it in writing');
    const reply = jane.chat().slice(before).map(wordsOf).join(); // the bot answers in the chat where the card is
    expect(reply).toContain('I cannot open that');
    const forged = await tom.on(form.sees()).presses('Send to the MASH', { 'What worries you?': 'Forged.' });
    expect(JSON.stringify(forged.card)).toContain('I cannot open that');
    expect(card().sees().text).not.toContain('Forged.');
  });

  it('The caller’s form asks again where the worry is empty, and keeps the rest', async () => {
    await form.presses('Send to the MASH', { 'What worries you?': ' ', 'Age or date of birth': 'about 12' });
    expect(form.sees().text).toContain('Write what worries you.');
    expect(Object.values(form.sees().values)).toContain('about 12');
    expect(card().sees().text).toContain('NOT IN WRITING YET');
  });

  it('The MASH reads what the caller wrote beside its own notes, and that the form came in time', async () => {
    await form.presses('Send to the MASH', {
      'What worries you?': 'Locked in since Friday.',
      'Where is the child now': 'Flat 9',
    });
    expect(newest('It is in writing').sees().text).not.toMatch(/Zircon|Friday|Flat/);
    await world.until(() => /In writing \d\d:\d\d, \w+ \d+ \w+(?!.*LATE)/.test(card().sees().text));
    const { text } = card().sees();
    expect(text).toContain(
      'Child: Zircon Topaz\nAge or date of birth: about 12\nWhere now, and with whom: Flat 9\nWorry: Locked in since Friday.',
    );
    expect(text).toContain('A girl, Zircon, locked in a flat.');
    await world.until(() => summariesIn(world.mo.thread(reference)).includes(`${reference}: In writing now`));
  });

  it('The MASH can ask a caller in Teams, who hears the decision like any other referrer', async () => {
    const { jane, mo } = world;
    await card().presses('Ask the referrer');
    await card().presses('Send question', { 'Your question': 'Which flat?' });
    await world.until(() => newest('The MASH has a question').sees());
    await decides(mo, reference);
    await world.until(() => newest('The MASH has decided').sees());
    expect(card().sees().buttons).not.toContain('I have told them');
    expect((await jane.says('my referrals')).map(wordsOf).join('\n')).toContain(reference);
  });
});

describe('a person in Teams who is taken for the caller', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
    await world.jane.says('hi');
  });
  afterAll(() => world.stop());

  it('A person who says “It was not me” sees the case no more, and the MASH is told to ring the caller', async () => {
    const { jane, mo } = world;
    const reference = referenceOn(await logs(mo, callOf('jane')));
    const notice = jane.on((each) => each.headings.includes('You rang the MASH'));
    await world.until(() => notice.sees());
    await notice.presses('It was not me');
    expect(jane.on((each) => each.headings.includes('Thank you')).sees().text).toContain(
      'You hear nothing more of it.',
    );
    await world.until(() =>
      summariesIn(mo.thread(reference)).includes(`${reference}: Not the person in Teams who rang`),
    );
    expect((await jane.says('my referrals')).map(wordsOf).join()).not.toContain(reference);
    expect(caseCard(mo, reference).sees().buttons).not.toContain('Ask the referrer');
    await decides(mo, reference);
    await world.until(() => caseCard(mo, reference).sees().buttons.includes('I have told them'));
    expect(JSON.stringify(jane.chat())).not.toContain('The MASH has decided');
  });

  it('The MASH can undo its choice of the wrong person in Teams, who then cannot open the form', async () => {
    const { jane, pat, mo, gus } = world;
    const reference = referenceOn(await logs(pat, callOf('jane')));
    const notice = jane.on((each) => each.headings.includes('You rang the MASH') && each.text.includes(reference));
    await world.until(() => notice.sees() && caseCard(mo, reference).sees());
    const card = caseCard(mo, reference);
    await card.presses('More');
    const forged = await gus.on(card.sees()).presses('Wrong person in Teams');
    expect(forged.message).toBe('Only members of the MASH team can do that. Guests cannot.');
    await card.presses('Wrong person in Teams');
    const before = jane.chat().length;
    await notice.presses('Put it in writing');
    expect(jane.chat().slice(before).map(wordsOf).join()).toContain('I cannot open that');
    await card.presses('More');
    expect(card.sees().buttons).not.toContain('Wrong person in Teams');
  });
});

describe('a caller whom the bot does not reach in Teams', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('The MASH is told to ring a caller whom the bot does not reach in Teams, with the number', async () => {
    const { mo } = world;
    const reference = referenceOn(await logs(mo, callOf('sid')));
    await world.until(() => summariesIn(mo.thread(reference)).some((each) => each.includes('could NOT be reached')));
    expect(caseCard(mo, reference).sees().text).toContain('01632 960 099');
  });

  it('The call form takes no person in Teams who was not chosen from the list', async () => {
    const form = await logs(world.mo, { ...call, 'If they use Teams': 'Nina' });
    expect(form.sees().text).toContain('Choose them from the list, or leave it empty.');
  });
});

describe('a caller in Teams who does not write, with 48 hours as three seconds', () => {
  let world: World;
  beforeAll(async () => {
    const writtenConfirmation = { within: 'PT3S', remind: ['PT1S'], overdueEvery: 'PT1H' };
    world = await startWorld({
      clockStands: true,
      pack: { extends: 'hertfordshire-2016', clocks: { writtenConfirmation } },
    });
  });
  afterAll(() => world.stop());

  it('A caller who does not write is reminded, and then told that the written referral is overdue', async () => {
    const { jane, pat } = world;
    await jane.says('hi');
    const reference = referenceOn(await logs(pat, callOf('jane')));
    const notices = () =>
      jane.chat().filter((each) => each.summary?.startsWith(`${reference}: please put it in writing`));
    for (const seconds of [1, 2.1]) {
      await world.pass(seconds);
    }
    await world.until(() => notices().length === 3);
    expect(notices().map(wordsOf).at(-1)).toContain('Not in writing. OVERDUE since');
  });
});
