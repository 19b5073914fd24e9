import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { allOf, arrives, caseCard, decides, inChat, summariesIn, wordsOf } from './walks.ts';

describe('what the MASH records beside a referral', () => {
  const world = aWorld();
  const { jane, tom, mo, ana, pat, until } = world;
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, jane);
  });

  const opens = async (title: string, person = pat) => {
    const card = caseCard(person, reference);
    await card.presses('More', title);
    return card;
  };
  const entryInThread = (title: string) =>
    until(() => {
      const entry = mo.thread(reference).find(({ summary }) => summary === `${reference}: ${title}`);
      return entry && wordsOf(entry);
    });
  const untilCardSays = (words: string | RegExp) => until(() => caseCard(mo, reference).has(words));
  const lines = () => summariesIn(mo.thread(reference));
  const alerts = (person: Person) => summariesIn(person.chat()).filter((each) => each.includes(`${reference}: `));

  it('A member records when the police were told and with which reference, and reads that the bot has told nobody', async () => {
    const form = await opens('Police informed');
    shows(form, 'The bot has told nobody.');
    await form.presses('Record it');
    shows(form, 'Say when the police were told.');
    await form.presses('Record it', { 'When were they told': '10 minutes ago', 'Police reference': 'CAD 4711' });
    contains(
      await entryInThread('Police informed'),
      /When: 10 minutes ago \(\d\d:\d\d, \w+ \d+ \w+\)\nReference\nCAD 4711/,
    );
    await untilCardSays(/Police informed[\s\S]*CAD 4711/);
  });

  it('“Claims to be family” is an alarm on the card, in the thread and to every manager', async () => {
    const form = await opens('Claims to be family');
    shows(form, 'Do not hand over. Do not disclose.\nLook into them first.');
    await form.presses('Record it', { 'In your words': 'A man says he is her uncle, with a van outside.' });
    contains(await entryInThread('SOMEBODY CLAIMS TO BE FAMILY'), 'A man says he is her uncle');
    await untilCardSays('SOMEBODY CLAIMS TO BE FAMILY');
    await untilCardSays('Do not hand over. Do not disclose.\nLook into them first.\nA man says he is her uncle');
    for (const manager of [mo, ana]) {
      await until(() => inChat(manager, 'SOMEBODY CLAIMS TO BE FAMILY').has('Do not hand over. Do not disclose.'));
      lacks(allOf(manager.chat()), /uncle|a van/);
    }
  });

  it('“Visitor or stranger” is the same alarm, and asks not to write where the child stays', async () => {
    const form = await opens('Visitor or stranger');
    shows(form, 'Do not write where the child stays.');
    await form.presses('Record it', { 'In your words': 'A woman in a grey car, twice.' });
    contains(await entryInThread('VISITOR OR STRANGER at the placement'), 'A woman in a grey car, twice.');
    await untilCardSays('VISITOR OR STRANGER at the placement');
    for (const manager of [mo, ana])
      await until(() => alerts(manager).includes(`${reference}: VISITOR OR STRANGER at the placement`));
  });

  it('New information can be recorded after the decision, two presses record it once, and it alarms nobody', async () => {
    await decides(mo, reference);
    await until(() => caseCard(pat, reference).has('DECIDED'));
    const before = alerts(ana).length;
    const form = await opens('New information');
    await form.presses('Record it', { 'In your words': '' });
    shows(form, 'Say what happened, in your own words.');
    await form.doubleClicks('Record it', { 'In your words': 'The school has not seen her for a week.' });
    contains(await entryInThread('New information from the MASH'), 'The school has not seen her');
    await untilCardSays(/New information from the MASH[\s\S]*The school has not seen her/);
    expect(lines().filter((each) => each.endsWith('New information from the MASH'))).toHaveLength(1);
    expect(alerts(ana)).toHaveLength(before);
  });

  it('The referrer reads nothing of what the MASH records', async () => {
    await jane.says('my copy');
    lacks(allOf(jane.chat()), /CAD 4711|uncle|grey car|for a week/);
  });

  it('“Child is missing”, recorded by the MASH, alarms every manager and says that the MASH said so', async () => {
    const form = await opens('Child is missing');
    shows(form, 'Ring the police first, on 999.');
    await form.presses('Record it', {
      'Do the police know': 'Not yet',
      'Since when': 'The carer rang: gone since noon.',
    });
    contains(await entryInThread('CHILD MISSING, says the MASH'), 'gone since noon');
    await untilCardSays(/CHILD MISSING[\s\S]*The police were not told yet, says the MASH\./);
    for (const manager of [mo, ana])
      await until(() => alerts(manager).some((each) => each.startsWith(`URGENT ${reference}: CHILD MISSING, said `)));
    lacks(allOf(jane.chat()), 'gone since noon');
  });

  it('A referrer who says that somebody claims to be family reads what not to do, and every manager is alarmed', async () => {
    reference = await arrives(world, tom);
    await tom.says('add information');
    await tom.presses('Send to the MASH', {
      'What is new?': 'She says on the phone that she is her mother.',
      'Is it one of these?': 'Somebody claims to be family',
    });
    shows(tom, 'Do not hand the child over. Do not say where the child is.');
    await untilCardSays('SOMEBODY CLAIMS TO BE FAMILY');
    await untilCardSays('She says on the phone that she is her mother.');
    for (const manager of [mo, ana])
      await until(() => alerts(manager).includes(`${reference}: SOMEBODY CLAIMS TO BE FAMILY`));
    await until(() => lines().includes(`${reference}: SOMEBODY CLAIMS TO BE FAMILY`));
    contains(lines(), `${reference}: Added by the referrer`);
  });

  it('What a referrer adds without choosing an alarm alarms nobody', async () => {
    await tom.says('add: She is back at school.');
    await untilCardSays('She is back at school.');
    const alarms = alerts(mo).filter((each) => !each.includes('NEW INFORMATION')); // that comes silently
    expect(alarms).toEqual([`${reference}: SOMEBODY CLAIMS TO BE FAMILY`]);
  });
});
