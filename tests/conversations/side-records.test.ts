import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from './person.ts';
import { allOf, caseCard, decides, inChat, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('what the MASH records beside a referral', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
  });
  afterAll(() => world.stop());

  const opens = async (title: string, person = world.pat) => {
    const card = caseCard(person, reference);
    await card.presses('More');
    await card.presses(title);
    return card;
  };
  const entryInThread = (title: string) =>
    world.until(() => {
      const entry = world.mo.thread(reference).find(({ summary }) => summary === `${reference}: ${title}`);
      return entry && wordsOf(entry);
    });
  const untilCardSays = (words: string) =>
    world.until(() => {
      const { text } = caseCard(world.mo, reference).sees();
      return text.includes(words) && text;
    });
  const alerts = (person: Person) => summariesIn(person.chat()).filter((each) => each.includes(`${reference}: `));

  it('“More” offers the MASH’s own records', async () => {
    const card = caseCard(world.pat, reference);
    await card.presses('More');
    expect(card.sees().buttons).toEqual(
      expect.arrayContaining([
        'Police informed',
        'Claims to be family',
        'Visitor or stranger',
        'New information',
        'Child is missing',
      ]),
    );
    await card.presses('Back to the card');
  });

  it('A guest can record nothing', async () => {
    const form = await opens('New information');
    const opened = await world.gus.on(form.sees()).presses('Record it', { 'In your words': 'Forged.' });
    expect(opened.message).toBe('Only members of the MASH team can do that. Guests cannot.');
    await form.presses('Cancel');
    expect(allOf(world.mo.thread(reference))).not.toContain('Forged.');
  });

  it('A member records when the police were told and with which reference, and reads that the bot has told nobody', async () => {
    const form = await opens('Police informed');
    expect(form.sees().text).toContain('The bot has told nobody.');
    await form.presses('Record it');
    expect(form.sees().text).toContain('Say when the police were told.');
    await form.presses('Record it', { 'When were they told': '10 minutes ago', 'Police reference': 'CAD 4711' });
    expect(await entryInThread('Police informed')).toMatch(
      /When: 10 minutes ago \(\d\d:\d\d, \w+ \d+ \w+\)\nReference\nCAD 4711/,
    );
    expect(await untilCardSays('Police informed')).toContain('CAD 4711');
  });

  it('“Claims to be family” is an alarm on the card, in the thread and to every manager', async () => {
    const form = await opens('Claims to be family');
    expect(form.sees().text).toContain('Do not hand over. Do not disclose.\nLook into them first.');
    await form.presses('Record it', { 'In your words': 'A man says he is her uncle, with a van outside.' });
    expect(await entryInThread('SOMEBODY CLAIMS TO BE FAMILY')).toContain('A man says he is her uncle');
    expect(await untilCardSays('SOMEBODY CLAIMS TO BE FAMILY')).toContain(
      'Do not hand over. Do not disclose.\nLook into them first.\nA man says he is her uncle',
    );
    for (const manager of [world.mo, world.ana]) {
      const { text } = await world.until(() => inChat(manager, 'SOMEBODY CLAIMS TO BE FAMILY').sees());
      expect(text).toContain('Do not hand over. Do not disclose.');
      expect(text).not.toMatch(/uncle|van/);
    }
  });

  it('“Visitor or stranger” is the same alarm, and asks not to write where the child stays', async () => {
    const form = await opens('Visitor or stranger');
    expect(form.sees().text).toContain('Do not write where the child stays.');
    await form.presses('Record it', { 'In your words': 'A woman in a grey car, twice.' });
    expect(await entryInThread('VISITOR OR STRANGER at the placement')).toContain('A woman in a grey car, twice.');
    await untilCardSays('VISITOR OR STRANGER at the placement');
    for (const manager of [world.mo, world.ana])
      await world.until(() => alerts(manager).includes(`${reference}: VISITOR OR STRANGER at the placement`));
  });

  it('New information can be recorded after the decision, two presses record it once, and it alarms nobody', async () => {
    await decides(world.mo, reference);
    await world.until(() => caseCard(world.pat, reference).sees().text.includes('DECIDED'));
    const before = alerts(world.ana).length;
    const form = await opens('New information');
    await form.presses('Record it', { 'In your words': '' });
    expect(form.sees().text).toContain('Say what happened, in your own words.');
    await form.doubleClicks('Record it', { 'In your words': 'The school has not seen her for a week.' });
    expect(await entryInThread('New information from the MASH')).toContain('The school has not seen her');
    expect(await untilCardSays('New information from the MASH')).toContain('The school has not seen her');
    const lines = summariesIn(world.mo.thread(reference)).filter((each) =>
      each.endsWith('New information from the MASH'),
    );
    expect(lines).toHaveLength(1);
    expect(alerts(world.ana)).toHaveLength(before);
  });

  it('The referrer reads nothing of what the MASH records', async () => {
    expect(allOf(world.jane.chat())).not.toMatch(/CAD 4711|uncle|grey car|for a week/);
    await world.jane.says('my copy');
    expect(allOf(world.jane.chat())).not.toMatch(/CAD 4711|uncle|grey car|for a week/);
  });

  it('“Child is missing”, recorded by the MASH, alarms every manager and says that the MASH said so', async () => {
    const form = await opens('Child is missing');
    expect(form.sees().text).toContain('Ring the police first, on 999.');
    await form.presses('Record it', {
      'Do the police know': 'Not yet',
      'Since when': 'The carer rang: gone since noon.',
    });
    expect(await entryInThread('CHILD MISSING, says the MASH')).toContain('gone since noon');
    expect(await untilCardSays('CHILD MISSING')).toContain('The police were not told yet, says the MASH.');
    for (const manager of [world.mo, world.ana])
      await world.until(() =>
        alerts(manager).some((each) => each.startsWith(`URGENT ${reference}: CHILD MISSING, said `)),
      );
    expect(allOf(world.jane.chat())).not.toContain('gone since noon');
  });
});

describe('what the referrer adds', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.mo, reference).sees());
  });
  afterAll(() => world.stop());

  it('A referrer who says that somebody claims to be family reads what not to do, and every manager is alarmed', async () => {
    const { jane, mo, ana } = world;
    await jane.says(`add information`);
    await jane.presses('Send to the MASH', {
      'What is new?': 'A man at the desk says he is her father.',
      'Is it one of these?': 'Somebody claims to be family',
    });
    expect(jane.sees().text).toContain('Do not hand the child over. Do not say where the child is.');
    await world.until(() => caseCard(mo, reference).sees().text.includes('SOMEBODY CLAIMS TO BE FAMILY'));
    expect(caseCard(mo, reference).sees().text).toContain('A man at the desk says he is her father.\nJane Okafor, ');
    for (const manager of [mo, ana]) await world.until(() => inChat(manager, 'SOMEBODY CLAIMS TO BE FAMILY').sees());
    const lines = () => summariesIn(mo.thread(reference));
    await world.until(() => lines().includes(`${reference}: SOMEBODY CLAIMS TO BE FAMILY`));
    expect(lines()).toContain(`${reference}: Added by the referrer`);
  });

  it('What a referrer adds without choosing an alarm alarms nobody', async () => {
    const { jane, mo } = world;
    await jane.says('add: She is back at school.');
    await world.until(() => caseCard(mo, reference).sees().text.includes('She is back at school.'));
    expect(summariesIn(mo.chat()).filter((each) => each.endsWith('SOMEBODY CLAIMS TO BE FAMILY'))).toHaveLength(1);
  });
});
