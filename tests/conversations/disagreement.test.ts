import { beforeAll, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { longDay } from '../../src/base/time.ts';
import { profiles } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, inBoxes, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions, Person } from './person.ts';
import { hears, seesCase, seesLine } from './waiting.ts';
import {
  aboutJane,
  allOf,
  arrives,
  caseCard,
  currentCard,
  decides,
  inChat,
  opens,
  receipt,
  refers,
  summariesIn,
  toCheckAnswers,
  wordsOf,
} from './walks.ts';

const reasons = 'A visit next week is too late, says Amber.';
const inTenDays = Temporal.Now.plainDateISO('Europe/London').add({ days: 10 }).toString();

const world = aWorld({
  env: { DISAGREEMENT_LEVEL_2: profiles.ivy.objectId, DISAGREEMENT_LEVEL_3: profiles.sue.objectId },
  clockStands: true,
});
const { jane, tom, mo, ana, pat, dee, sid, sue, ivy, until } = world;
beforeAll(async () => {
  for (const who of [mo, ana, dee, pat, ivy, sue]) await who.says('hi');
});

/** A referral of Jane’s that Mo has decided. */
async function decidedReferral(): Promise<string> {
  const reference = await arrives(world, jane);
  await decides(mo, reference);
  await until(() => noticeOf(jane, reference).sees());
  return reference;
}

const noticeOf = (person: Person, reference: string): CardActions =>
  person.on((card) => card.headings.includes('The MASH has decided') && card.text.includes(reference));

/**
 * The lines about disagreements in the case’s thread. Ana’s case card leads there: no test leaves a form in its place.
 */
const lines = (reference: string): string[] =>
  summariesIn(ana.thread(reference)).filter((summary) => summary.includes(': Disagreement '));

const noticesTo = (person: Person, reference: string): string[] =>
  summariesIn(person.chat()).filter((summary) => summary.startsWith(`${reference}: disagreement`));

/** The record of a disagreement as a text to copy. */
const copyText = (card: CardActions): string => inBoxes(card).join('\n');

async function types(person: Person, words: string): Promise<CardActions> {
  await person.says(words);
  return currentCard(person);
}

/** What people who may not see the case are answered, whatever they type about it. */
async function cannotOpen(person: Person, ...typed: string[]): Promise<void> {
  for (const words of typed) isHeaded(await types(person, words), 'I cannot open that');
}

describe('a referrer who disagrees', () => {
  let reference: string;
  let card: CardActions;
  beforeAll(async () => {
    reference = await decidedReferral();
  });

  it('“I disagree” asks why below the decision notice, which stays, and repeats that the carer must not be told', async () => {
    await noticeOf(jane, reference).presses('I disagree');
    card = currentCard(jane);
    isHeaded(card, 'I disagree');
    shows(
      card,
      'It changes no deadline and holds up no help for the child.',
      'It is not known if the parent or carer knows.',
    );
    expect(card.sees().inputs).toEqual([
      'Why do you disagree? (required, up to 2,000 characters)',
      'Manager for your agency (up to 200 characters)',
      'Manager for the MASH (up to 200 characters)',
      'To be settled by? You and they set it, such as 4 December. Empty: no date yet',
    ]);
    shows(noticeOf(jane, reference), 'What will be done');
  });

  it('A referrer who disagrees must give reasons, and a date, if given, that can be read and is still to come; what was typed is kept', async () => {
    await card.presses('Send to the MASH', { 'Manager for your': 'Ruth Opal', 'To be settled': 'soon' });
    shows(card, 'Give the reasons.', 'I cannot read that date. Type it like 4 December.');
    contains(inBoxes(card), 'Ruth Opal', 'soon');
    await card.presses('Send to the MASH', { Why: 'é'.repeat(2001), 'To be settled': '1 January 2026' });
    shows(
      card,
      'At most 2,000 characters. Please shorten it. Nothing was cut.',
      'That day is over. Type one that is still to come.',
    );
    expect(lines(reference)).toEqual([]);
  });

  it('A disagreement is recorded once, at level 1, however often the button is pressed', async () => {
    const answers = await card.doubleClicks('Send to the MASH', { Why: reasons, 'To be settled': inTenDays });
    for (const answer of answers) contains(JSON.stringify(answer.card), 'Open: level 1 of 3, managers');
    await jane.repeats();
    isHeaded(card, 'Disagreement 1');
    shows(card, `To be settled by ${longDay(inTenDays)}`, 'Put a disagreement on record in the case notes.');
    const [line] = await seesLine(ana, reference, 'Disagreement 1: level 1 of 3, managers');
    await seesCase(mo, reference, 'Disagreement 1 · level 1 of 3, managers');
    expect(lines(reference)).toHaveLength(1);
    contains(wordsOf(line ?? {}), reasons, 'Ruth Opal', 'It changes no deadline.');
  });

  it('A new disagreement is told to the managers 1:1, by reference and level, and to nobody else', async () => {
    for (const who of [mo, ana]) {
      await until(() => noticesTo(who, reference).length > 0);
      expect(noticesTo(who, reference)).toEqual([`${reference}: disagreement 1, level 1 of 3, managers`]);
      expect(allOf(who.chat())).not.toMatch(/Amber|Ruth Opal|too late/);
    }
    for (const who of [dee, pat, tom]) expect(noticesTo(who, reference)).toEqual([]);
  });

  it('The referrer finds the disagreement again, as a text to copy, from the receipt, the notice and by typing', async () => {
    for (const open of [
      () => receipt(jane, reference).presses('I disagree'),
      () => noticeOf(jane, reference).presses('I disagree'),
      () => jane.says('I disagree'),
      () => jane.says('My disagreement.'),
      () => jane.says(`my disagreement ${reference}`),
    ]) {
      await open();
      isHeaded(currentCard(jane), 'Disagreement 1');
      contains(
        copyText(currentCard(jane)),
        `Disagreement 1 about the MASH referral ${reference} (protocol §13)`,
        'Level 1 of 3: managers',
        `Reasons: ${reasons}`,
        'For the agency: Ruth Opal',
        'For the MASH: not named',
        `To be settled by: ${longDay(inTenDays)}`,
        'Outcome: none yet',
      );
      lacks(copyText(currentCard(jane)), 'Girl, about 14');
    }
    isHeaded(receipt(jane, reference), reference);
  });

  it('Nobody can raise or see a disagreement on somebody else’s case by typing its reference', async () => {
    await cannotOpen(tom, `I disagree ${reference}`, `I disagree ${reference}: forged`, `my disagreement ${reference}`);
    expect(lines(reference)).toHaveLength(1);
  });

  it('Every member of the MASH sees the disagreement, and only a manager can move it on', async () => {
    const record = await opens(pat, reference, 'More', 'Disagreement 1');
    contains(copyText(record), reasons);
    expect(record.sees().buttons).toEqual(['Back to the card']);
    await record.presses('Back to the card');
    const managers = await opens(mo, reference, 'More', 'Disagreement 1');
    expect(managers.sees().buttons).toEqual([
      'It is settled',
      'Change the date',
      'Ask senior managers',
      'Back to the card',
    ]);
    await managers.presses('Back to the card');
  });

  it('A disagreement that is not settled goes to level 2, and all concerned hear of it by reference only', async () => {
    const form = await opens(mo, reference, 'More', 'Disagreement 1');
    await form.presses('Ask senior managers');
    shows(form, 'The referrer and the MASH read this.');
    await form.presses('Save', { 'Senior manager for the MASH': 'Sid Stone' });
    shows(form, 'Give the reasons.');
    await form.doubleClicks('Save', { 'Why was': 'No social worker is free before Monday.' });
    shows(form, 'Open: level 2 of 3, senior managers');
    await form.presses('Back to the card');
    const now = `${reference}: disagreement 1, level 2 of 3, senior managers`;
    await until(() => [ana, dee, jane].every((who) => noticesTo(who, reference).includes(now)));
    expect(sid.chat()).toEqual([]); // he is only named, so the bot sends him nothing
    for (const who of [ana, dee]) expect(allOf(who.chat())).not.toMatch(/social worker is free|Sid Stone/);
    await inChat(jane, 'Your disagreement: news').presses('See the record');
    contains(
      copyText(currentCard(jane)),
      'Outcome: not settled. It went to level 2',
      'Reasons: No social worker is free before Monday.',
    );
  });

  it('A disagreement cannot skip a level: an old form says that it has moved on, and changes nothing', async () => {
    contains(card.sees().buttons, 'Ask senior managers'); // her card is still the one of level 1
    await card.presses('Ask senior managers');
    shows(card, 'It is at another level by now. Nothing new was recorded.', 'level 2 of 3');
    await card.presses('Ask the Board or Partnership', 'Save', {
      'Why was': 'Still too late.',
      'Person of the Board or Partnership for your': 'Dr Quartz',
    });
    expect(card.sees().buttons).toEqual(['It is settled', 'Set the date', 'I no longer disagree', 'My referrals']);
    await seesLine(ana, reference, 'Disagreement 1: level 3 of 3, people from the Board or Partnership');
    expect(lines(reference).map((line) => /level (\d)/.exec(line)?.[1])).toEqual(['1', '2', '3']);
  });

  it('A disagreement stays open when only a manager says that it is settled, and the referrer is asked', async () => {
    const form = await opens(mo, reference, 'More', 'Disagreement 1');
    await form.presses('It is settled');
    shows(form, 'It ends when the other side says so, too.');
    await form.presses('Save');
    shows(form, 'Say what you agree.');
    await form.presses('Save', { 'What do you': 'A visit today at four.' });
    shows(form, 'The referrer has not said so yet.');
    lacks(form.sees().buttons, 'It is settled');
    await form.presses('Back to the card');
    await seesLine(ana, reference, 'Disagreement 1: The MASH says that it is settled');
    const now = `${reference}: disagreement 1, level 3 of 3, people from the Board or Partnership`;
    await until(() => noticesTo(jane, reference).includes(now));
    shows(caseCard(ana, reference), 'Disagreement 1 · level 3 of 3');
  });

  it('A disagreement is settled once both sides have said so, and the record has who said what, and when', async () => {
    const record = await types(jane, 'my disagreement');
    expect(record.sees().text).toMatch(/The MASH says that it is settled, \d\d:\d\d[^\n]*\nA visit today at four\./);
    await record.presses('It is settled');
    shows(record, 'The other side has said so: A visit today at four.');
    await record.doubleClicks('Save');
    shows(record, 'Settled at level 3');
    await until(() => noticesTo(mo, reference).includes(`${reference}: disagreement 1, settled at level 3`));
    await seesCase(mo, reference, 'Disagreement 1 · settled at level 3');
    expect(await seesLine(ana, reference, 'Disagreement 1: settled at level 3')).toHaveLength(1);
    for (const [side, name] of [
      ['MASH', 'Mo Hussain'],
      ['referrer', 'Jane Okafor'],
    ])
      expect(copyText(record)).toMatch(
        new RegExp(
          `The ${side} says that it is settled \\(${name}, \\d\\d:\\d\\d, [^)]*\\)+: A visit today at four\\.`,
        ),
      );
    contains(copyText(record), 'Outcome: settled: both sides have said so');
  });

  it('The referrer can disagree a second time, under a new number, and take that back', async () => {
    const over = await types(jane, 'my disagreement');
    expect(over.sees().buttons).toEqual(['I disagree', 'My referrals']);
    await noticeOf(jane, reference).presses('I disagree');
    const second = currentCard(jane);
    await second.presses('Send to the MASH', { Why: 'Nobody came.' });
    isHeaded(second, 'Disagreement 2');
    shows(second, 'No date set yet');
    await second.presses('I no longer disagree');
    isHeaded(second, 'Take my disagreement back?');
    await second.presses('Yes, take it back');
    shows(second, 'Taken back at level 1');
    await seesLine(ana, reference, 'Disagreement 2: taken back');
  });

  it('No log and no notification shows a word of what was written in a disagreement', () => {
    const sent = [jane, mo, ana, pat, dee].flatMap((who) => who.chat()).concat(ana.thread(reference));
    expect(world.log.filter((line) => line.includes('case.Disagreement')).length).toBeGreaterThan(4);
    expect([...summariesIn(sent), ...world.log].join('\n')).not.toMatch(
      /Amber|Ruth Opal|Sid Stone|Quartz|social worker|Nobody came|A visit today/,
    );
  });
});

// Words typed about a disagreement

it('A referrer cannot disagree before the decision, nor about a draft, and reads whom to ring', async () => {
  const waiting = await refers(sid, { about: { ...aboutJane, 'Your name': 'Sid Stone' } });
  lacks(receipt(sid, waiting).sees().buttons, 'I disagree');
  await toCheckAnswers(sid);
  const [draft] = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(allOf(await sid.says('my referrals'))) ?? [];
  for (const words of [`I disagree ${waiting}`, `I disagree ${draft}: ${reasons}`])
    contains(allOf(await sid.says(words)), 'There is no decision yet', '0300 123 4043');
});

it('“add:” typed after “I disagree” goes to the referral whose disagreement was opened; after a refused one, to the referral open before', async () => {
  const [older, newer] = [await arrives(world, tom), await arrives(world, tom)];
  await receipt(tom, newer).presses('Add information');
  isHeaded(await types(tom, `I disagree ${older}`), 'There is no decision yet');
  await tom.says('add: The door is red.');
  await seesLine(mo, newer, 'Added by the referrer');
  await decides(mo, older);
  await receipt(tom, older).presses('I disagree');
  await tom.says('add: It is open.');
  const [line] = await seesLine(mo, older, 'Added by the referrer');
  contains(wordsOf(line ?? {}), 'It is open.');
});

describe('a member of the MASH who disagrees', () => {
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, jane);
  });

  it('A member of the MASH can disagree before the decision; no deadline, no button and nobody’s access changes', async () => {
    const before = caseCard(ana, reference).sees();
    const receiptBefore = receipt(jane, reference).sees().text;
    const form = await opens(pat, reference, 'More', 'I disagree');
    shows(form, 'The MASH reads this. The referrer does not.');
    await form.doubleClicks('Save', { Why: 'We should act now.', 'Manager for the other': 'Ruth Opal' });
    expect(form.sees().buttons).toEqual([
      'It is settled',
      'Set the date',
      'Ask senior managers',
      'I no longer disagree',
      'Back to the card',
    ]);
    await form.presses('Back to the card');
    await seesCase(ana, reference, 'Disagreement 1 · level 1 of 3');
    const after = caseCard(ana, reference).sees();
    expect(after.buttons).toEqual(before.buttons);
    contains(after.text, /Decision due by .*/.exec(before.text)?.[0]);
    await seesLine(ana, reference, 'Disagreement 1: level 1 of 3, managers');
    expect(lines(reference)).toHaveLength(1);
    expect(receipt(jane, reference).sees().text).toBe(receiptBefore);
  });

  it('A disagreement of the MASH stays in the MASH: the referrer neither hears nor finds it, and can still raise one', async () => {
    await decides(mo, reference);
    await until(() => noticeOf(jane, reference).sees());
    await cannotOpen(jane, `my disagreement ${reference}`);
    lacks(allOf(jane.chat()), 'We should act now.');
    await noticeOf(jane, reference).presses('I disagree');
    await currentCard(jane).presses('Send to the MASH', { Why: reasons });
    isHeaded(currentCard(jane), 'Disagreement 2');
    await seesCase(mo, reference, 'Disagreement 2', 'Disagreement 1 · level 1 of 3');
  });
});

describe('the person set up for a level of a disagreement', () => {
  let reference: string;
  beforeAll(async () => {
    reference = await decidedReferral();
    await jane.says(`I disagree ${reference}: ${reasons}`);
  });

  async function goesTo(level: 2 | 3): Promise<void> {
    const record = await types(jane, `my disagreement ${reference}`);
    await record.presses(level === 2 ? 'Ask senior managers' : 'Ask the Board or Partnership', 'Save', {
      'Why was': 'Amber says no.',
      'To be settled': inTenDays,
    });
  }

  it('The person set up for a level hears of a disagreement there, by reference and date alone, and of none below', async () => {
    await until(() => lines(reference).length > 0);
    expect([noticesTo(ivy, reference), noticesTo(sue, reference)]).toEqual([[], []]);
    await goesTo(2);
    const { text, buttons, json } = await hears(ivy, reference);
    expect(json.fallbackText).toBe(`${reference}: disagreement 1, level 2 of 3, senior managers`);
    contains(text, `to be settled by ${longDay(inTenDays)}`);
    expect(buttons).toEqual(['Close it']);
    expect(allOf(ivy.chat())).not.toMatch(/Amber|Jane|Girl|burn|too late/);
    expect(noticesTo(sue, reference)).toEqual([]);
  });

  it('The person set up for a level sees nothing of the case and can do nothing else with it', async () => {
    await cannotOpen(ivy, `my disagreement ${reference}`, `my copy ${reference}`, `I disagree ${reference}: Forged.`);
    lacks(allOf((await ivy.mentions(`find ${reference}`)) ?? []), 'Girl');
  });

  it('The person set up for a level closes a disagreement with a reason that both sides read, and no decision or button changes', async () => {
    const before = caseCard(mo, reference).sees();
    const card = inChat(ivy, reference);
    await card.presses('Close it');
    shows(card, 'Give the reason.');
    const answers = await card.doubleClicks('Close it', { 'Why do you': 'A visit is set for today.' });
    for (const { card: answered } of answers) contains(JSON.stringify(answered), 'Disagreement 1 is over');
    expect(await seesLine(ana, reference, 'Disagreement 1: closed at level 2')).toHaveLength(1);
    await until(() => noticesTo(jane, reference).includes(`${reference}: disagreement 1, closed at level 2`));
    await seesCase(mo, reference, 'Disagreement 1 · closed at level 2');
    expect(copyText(await types(jane, `my disagreement ${reference}`))).toMatch(
      /Outcome: closed by Ivy Cole for this level, .*Reason: A visit is set for today\./,
    );
    const after = caseCard(mo, reference).sees();
    expect(after.buttons).toEqual(before.buttons);
    contains(after.text, /Decided .*/.exec(before.text)?.[0]);
  });

  it('The person set up for the last level can close a disagreement by typing, and the one for the level below cannot', async () => {
    await jane.says(`I disagree ${reference}: ${reasons}`);
    await goesTo(2);
    await goesTo(3);
    await hears(sue, reference, 'Level 3 of 3');
    await until(() => noticesTo(ivy, reference).some((each) => each.includes('disagreement 2')));
    await cannotOpen(ivy, `close disagreement ${reference}: Forged.`);
    isHeaded(
      await types(sue, `close disagreement ${reference}: The Board has looked at it.`),
      'Disagreement 2 is over',
    );
    await seesLine(ana, reference, 'Disagreement 2: closed at level 3');
  });
});

// The date of a disagreement

it('The parties set the date of a disagreement, and on that day the managers and whoever raised it are reminded', async () => {
  const reference = await decidedReferral();
  await noticeOf(jane, reference).presses('I disagree');
  const card = currentCard(jane);
  await card.presses('Send to the MASH', { Why: reasons }, 'Set the date', 'Save the date');
  shows(card, 'Type a date, such as 4 December.');
  await card.presses('Save the date', { 'To be settled': '4 December 2062' });
  shows(card, 'That is more than a year away. Please check the year.');
  await card.presses('Save the date', { 'To be settled': 'in 2 seconds' });
  contains(card.sees().buttons, 'Change the date');
  await world.pass(3);
  await world.pass(11); // ordinary reminders wait ten seconds for each other
  const today = longDay(Temporal.Now.plainDateISO('Europe/London').toString());
  const reminder = `${reference}: disagreement, date ${today}`;
  await until(() => [jane, mo, ana].every((who) => summariesIn(who.chat()).includes(reminder)));
  for (const who of [pat, dee]) lacks(summariesIn(who.chat()), reminder);
  await seesLine(ana, reference, `Disagreement 1: to be settled by ${today}`);
  expect(lines(reference).some((line) => line.includes('date '))).toBe(false); // reminders are not in the thread
  lacks(allOf(mo.chat()), reasons);
  await inChat(jane, 'Your disagreement: the date').presses('See the record');
  const record = currentCard(jane);
  await record.presses('It is settled', 'Save', { 'What do you': 'They came.' });
  shows(record, 'The MASH has not said so yet.');
  const theirs = await opens(mo, reference, 'More', 'Disagreement 1');
  await theirs.presses('It is settled', 'Save', 'Back to the card');
  await seesLine(ana, reference, 'Disagreement 1: settled at level 1');
});
