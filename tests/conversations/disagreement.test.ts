import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { longDay } from '../../src/base/time.ts';
import { profiles } from '../fakes/people.ts';
import type { CardActions, Person } from './person.ts';
import {
  aboutJane,
  allOf,
  cardSaying,
  caseCard,
  currentCard,
  decides,
  inChat,
  receipt,
  refers,
  summariesIn,
  toCheckAnswers,
  wordsOf,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const reasons = 'A visit next week is too late, says Amber.';
const inTenDays = Temporal.Now.plainDateISO('Europe/London').add({ days: 10 }).toString();

let world: World;
beforeAll(async () => {
  world = await startWorld({
    env: { DISAGREEMENT_LEVEL_2: profiles.ivy.objectId, DISAGREEMENT_LEVEL_3: profiles.sue.objectId },
  });
  for (const who of [world.mo, world.ana, world.dee, world.pat, world.ivy, world.sue]) await who.says('hi');
});
afterAll(() => world.stop());

/** A referral of this person that Mo has decided. */
async function decidedReferral(person: Person, name = 'Jane Okafor'): Promise<string> {
  const reference = await refers(person, { about: { ...aboutJane, 'Your name': name } });
  await world.until(() => caseCard(world.mo, reference).sees());
  await decides(world.mo, reference);
  await world.until(() => noticeOf(person, reference).sees());
  return reference;
}

const noticeOf = (person: Person, reference: string): CardActions =>
  person.on((card) => card.headings.includes('The MASH has decided') && card.text.includes(reference));

/**
 * The lines about disagreements in the case’s thread. Ana’s case card leads there: no test leaves a form in its place.
 */
const lines = (reference: string): string[] =>
  summariesIn(world.ana.thread(reference)).filter((summary) => summary.includes(': Disagreement '));

const noticesTo = (person: Person, reference: string): string[] =>
  summariesIn(person.chat()).filter((summary) => summary.startsWith(`${reference}: disagreement`));

/** A member of the MASH opens something under More on the shared card. */
async function opensUnderMore(person: Person, reference: string, title: string): Promise<CardActions> {
  const card = caseCard(person, reference);
  await card.presses('More');
  await card.presses(title);
  return card;
}

const copyText = (card: CardActions): string => Object.values(card.sees().values).join('\n');

describe('a referrer who disagrees', () => {
  let reference: string;
  let card: CardActions;
  beforeAll(async () => {
    reference = await decidedReferral(world.jane);
  });

  it('“I disagree” asks why below the decision notice, which stays, and repeats that the carer must not be told', async () => {
    const { jane } = world;
    await noticeOf(jane, reference).presses('I disagree');
    card = currentCard(jane);
    expect(card.sees().headings).toEqual(['I disagree']);
    expect(card.sees().text).toContain('It changes no deadline and holds up no help for the child.');
    expect(card.sees().text).toContain('The parent or carer has NOT been told.');
    expect(card.sees().inputs).toEqual([
      'Why do you disagree? (required, up to 2,000 characters)',
      'Manager for your agency (up to 200 characters)',
      'Manager for the MASH (up to 200 characters)',
      'To be settled by? You and they set it, such as 4 December. Empty: no date yet',
    ]);
    expect(noticeOf(jane, reference).sees().text).toContain('What will be done');
  });

  it('A referrer who disagrees must give reasons, and a date, if given, that can be read and is still to come; what was typed is kept', async () => {
    await card.presses('Send to the MASH', { 'Manager for your': 'Ruth Opal', 'To be settled': 'soon' });
    expect(card.sees().text).toContain('Give the reasons.');
    expect(card.sees().text).toContain('I cannot read that date. Type it like 4 December.');
    expect(Object.values(card.sees().values)).toEqual(expect.arrayContaining(['Ruth Opal', 'soon']));
    await card.presses('Send to the MASH', { Why: 'é'.repeat(2001), 'To be settled': '1 January 2026' });
    expect(card.sees().text).toContain('At most 2,000 characters. Please shorten it. Nothing was cut.');
    expect(card.sees().text).toContain('That day is over. Type one that is still to come.');
    expect(lines(reference)).toEqual([]);
  });

  it('A disagreement is recorded once, at level 1, however often the button is pressed', async () => {
    const { jane, mo } = world;
    const answers = await card.doubleClicks('Send to the MASH', { Why: reasons, 'To be settled': inTenDays });
    for (const answer of answers) expect(JSON.stringify(answer.card)).toContain('Open: level 1 of 3, managers');
    await jane.repeats();
    expect(card.sees().headings).toEqual(['Disagreement 1']);
    expect(card.sees().text).toContain(`To be settled by ${longDay(inTenDays)}`);
    expect(card.sees().text).toContain('Put a disagreement on record in the case notes. (§13)');
    await world.until(() => lines(reference).length > 0);
    await world.until(() => caseCard(mo, reference).sees().text.includes('Disagreement 1 · level 1 of 3, managers'));
    expect(lines(reference)).toEqual([`${reference}: Disagreement 1: level 1 of 3, managers`]);
    const [line] = mo.thread(reference).filter(({ summary }) => summary?.includes(': Disagreement 1'));
    expect(wordsOf(line ?? {})).toContain(reasons);
    expect(wordsOf(line ?? {})).toContain('Ruth Opal');
    expect(wordsOf(line ?? {})).toContain('It changes no deadline.');
  });

  it('A new disagreement is told to the managers 1:1, by reference and level, and to nobody else', async () => {
    const { mo, ana, dee, pat, tom } = world;
    const expected = [`${reference}: disagreement 1, level 1 of 3, managers`];
    await world.until(() => noticesTo(mo, reference).length > 0 && noticesTo(ana, reference).length > 0);
    expect([noticesTo(mo, reference), noticesTo(ana, reference)]).toEqual([expected, expected]);
    for (const who of [dee, pat, tom]) expect(noticesTo(who, reference)).toEqual([]);
    for (const who of [mo, ana]) expect(allOf(who.chat())).not.toMatch(/Amber|Ruth Opal|too late/);
  });

  it('The referrer finds the disagreement again, as a text to copy, from the receipt, the notice and by typing', async () => {
    const { jane } = world;
    for (const open of [
      () => receipt(jane, reference).presses('I disagree'),
      () => noticeOf(jane, reference).presses('I disagree'),
      () => jane.says('I disagree'),
      () => jane.says('My disagreement.'),
      () => jane.says(`my disagreement ${reference}`),
    ]) {
      await open();
      expect(currentCard(jane).sees().headings).toEqual(['Disagreement 1']);
      const text = copyText(currentCard(jane));
      expect(text).toContain(`Disagreement 1 about the MASH referral ${reference} (protocol §13)`);
      expect(text).toContain('Level 1 of 3: managers');
      expect(text).toContain(`Reasons: ${reasons}`);
      expect(text).toContain('For the agency: Ruth Opal');
      expect(text).toContain('For the MASH: not named');
      expect(text).toContain(`To be settled by: ${longDay(inTenDays)}`);
      expect(text).toContain('Outcome: none yet');
      expect(text).not.toContain('Girl, about 14');
    }
    expect(receipt(jane, reference).sees().headings).toEqual([reference]);
    expect(lines(reference)).toHaveLength(1);
  });

  it('Every member of the MASH sees the disagreement, and only a manager can move it on', async () => {
    const { pat, mo, gus } = world;
    const record = await opensUnderMore(pat, reference, 'Disagreement 1');
    expect(copyText(record)).toContain(reasons);
    expect(record.sees().buttons).toEqual(['Back to the card']);
    await record.presses('Back to the card');
    const managers = await opensUnderMore(mo, reference, 'Disagreement 1');
    expect(managers.sees().buttons).toEqual(['It is settled', 'Change the date', 'Go to level 2', 'Back to the card']);
    await managers.presses('Go to level 2');
    const form = managers.sees();
    const forged = await pat.on(form).presses('Save', { 'Why was': 'Forged.' });
    expect(JSON.stringify(forged.card)).toContain('Only MASH managers and who raised it can do that.');
    expect((await gus.on(form).presses('Save', { 'Why was': 'Forged.' })).card).toBeUndefined();
    expect(lines(reference)).toHaveLength(1);
    await managers.presses('Back');
    await managers.presses('Back to the card');
  });

  it('A disagreement that is not settled goes to level 2, and all concerned hear of it by reference only', async () => {
    const { mo, ana, dee, jane } = world;
    const form = await opensUnderMore(mo, reference, 'Disagreement 1');
    await form.presses('Go to level 2');
    expect(form.sees().text).toContain('The referrer and the MASH read this.');
    await form.presses('Save', { 'Senior manager for the MASH': 'Sid Stone' });
    expect(form.sees().text).toContain('Give the reasons.');
    await form.doubleClicks('Save', { 'Why was': 'No social worker is free before Monday.' });
    expect(form.sees().text).toContain('Open: level 2 of 3, senior managers');
    await form.presses('Back to the card');
    const now = `${reference}: disagreement 1, level 2 of 3, senior managers`;
    await world.until(() => [ana, dee, jane].every((who) => noticesTo(who, reference).includes(now)));
    await world.until(() => lines(reference).some((line) => line.includes('level 2')));
    expect(lines(reference).filter((line) => line.includes('level 2'))).toHaveLength(1);
    expect(summariesIn(world.sid.chat())).toEqual([]); // he is only named, so the bot sends him nothing
    for (const who of [ana, dee]) expect(allOf(who.chat())).not.toMatch(/social worker is free|Sid Stone/);
    await inChat(jane, 'Your disagreement: news').presses('See the record');
    expect(copyText(currentCard(jane))).toContain('Outcome: not settled. It went to level 2');
    expect(copyText(currentCard(jane))).toContain('Reasons: No social worker is free before Monday.');
  });

  it('A disagreement cannot skip a level: an old form says that it has moved on, and changes nothing', async () => {
    expect(card.sees().buttons).toContain('Go to level 2'); // her card is still the one of level 1
    await card.presses('Go to level 2');
    expect(card.sees().text).toContain('It is at another level by now. Nothing new was recorded.');
    expect(card.sees().text).toContain('level 2 of 3');
    await card.presses('Go to level 3');
    await card.presses('Save', {
      'Why was': 'Still too late.',
      'Person of the Board or Partnership for your': 'Dr Quartz',
    });
    expect(card.sees().buttons).toEqual(['It is settled', 'Set the date', 'Take it back', 'My referrals']);
    await world.until(() =>
      lines(reference).some((line) => line.includes('level 3 of 3, people from the Board or Partnership')),
    );
    expect(lines(reference).map((line) => /level (\d)/.exec(line)?.[1])).toEqual(['1', '2', '3']);
  });

  it('A disagreement stays open when only a manager says that it is settled, and the referrer is asked', async () => {
    const { mo, jane, ana } = world;
    const form = await opensUnderMore(mo, reference, 'Disagreement 1');
    await form.presses('It is settled');
    expect(form.sees().text).toContain('It ends when the other side says so, too.');
    await form.presses('Save');
    expect(form.sees().text).toContain('Say what you agree.');
    await form.presses('Save', { 'What do you': 'A visit today at four.' });
    expect(form.sees().text).toContain('The referrer has not said so yet.');
    expect(form.sees().buttons).not.toContain('It is settled');
    await form.presses('Back to the card');
    await world.until(() =>
      lines(reference).includes(`${reference}: Disagreement 1: The MASH says that it is settled`),
    );
    const second = await opensUnderMore(ana, reference, 'Disagreement 1');
    expect(second.sees().buttons).not.toContain('It is settled'); // the MASH has said so already
    await second.presses('Back to the card');
    const now = `${reference}: disagreement 1, level 3 of 3, people from the Board or Partnership`;
    await world.until(() => noticesTo(jane, reference).filter((each) => each === now).length > 0);
    expect(caseCard(ana, reference).sees().text).toContain('Disagreement 1 · level 3 of 3');
  });

  it('A disagreement is settled once both sides have said so, and the record has who said what, and when', async () => {
    const { mo, jane } = world;
    await jane.says('my disagreement');
    const record = currentCard(jane);
    expect(record.sees().text).toMatch(/The MASH says that it is settled, \d\d:\d\d[^\n]*\nA visit today at four\./);
    await record.presses('It is settled');
    expect(record.sees().text).toContain('The other side has said so: A visit today at four.');
    await record.doubleClicks('Save');
    expect(record.sees().text).toContain('Settled at level 3');
    await world.until(() => noticesTo(mo, reference).includes(`${reference}: disagreement 1, settled at level 3`));
    await world.until(() => caseCard(mo, reference).sees().text.includes('Disagreement 1 · settled at level 3'));
    await world.until(() => lines(reference).includes(`${reference}: Disagreement 1: settled at level 3`));
    expect(lines(reference).filter((line) => line.endsWith('settled at level 3'))).toHaveLength(1);
    const text = copyText(record);
    expect(text).toMatch(/The MASH says that it is settled \(Mo Hussain, \d\d:\d\d, [^)]*\)+: A visit today at four\./);
    expect(text).toMatch(
      /The referrer says that it is settled \(Jane Okafor, \d\d:\d\d, [^)]*\)+: A visit today at four\./,
    );
    expect(text).toContain('Outcome: settled: both sides have said so');
  });

  it('The referrer can disagree a second time, under a new number, and take that back', async () => {
    const { jane } = world;
    await jane.says('my disagreement');
    expect(currentCard(jane).sees().buttons).toEqual(['I disagree', 'My referrals']);
    await noticeOf(jane, reference).presses('I disagree');
    const second = currentCard(jane);
    await second.presses('Send to the MASH', { Why: 'Nobody came.' });
    expect(second.sees().headings).toEqual(['Disagreement 2']);
    expect(second.sees().text).toContain('No date set yet');
    await second.presses('Take it back');
    expect(second.sees().headings).toEqual(['Take it back?']);
    await second.presses('Yes, take it back');
    expect(second.sees().text).toContain('Taken back at level 1');
    await world.until(() => lines(reference).includes(`${reference}: Disagreement 2: taken back`));
  });

  it('No log and no notification shows a word of what was written in a disagreement', () => {
    const everybody = ['jane', 'mo', 'ana', 'pat', 'dee'] as const;
    const summaries = everybody.flatMap((who) => summariesIn(world[who].chat())).join('\n');
    const channel = summariesIn(world.ana.thread(reference)).join('\n');
    const logged = world.log.filter((line) => line.includes('case.Disagreement'));
    expect(logged.length).toBeGreaterThan(4);
    for (const text of [summaries, channel, world.log.join('\n')])
      expect(text).not.toMatch(/Amber|Ruth Opal|Sid Stone|Quartz|social worker|Nobody came|A visit today/);
  });
});

describe('a disagreement and other people', () => {
  let reference: string;
  beforeAll(async () => {
    reference = await decidedReferral(world.tom, 'Tom Reed');
  });

  it('Nobody can raise or see a disagreement on somebody else’s case, whatever they press or type', async () => {
    const { jane, tom, sid } = world;
    await noticeOf(tom, reference).presses('I disagree');
    const form = currentCard(tom);
    const stolen = await jane.on(form.sees()).presses('Send to the MASH', { Why: 'Forged.' });
    expect(JSON.stringify(stolen.card)).toContain('I cannot open that');
    for (const words of [
      `I disagree ${reference}`,
      `I disagree ${reference}: forged`,
      `my disagreement ${reference}`,
    ]) {
      await sid.says(words);
      expect(currentCard(sid).sees().headings).toEqual(['I cannot open that']);
    }
    expect(lines(reference)).toEqual([]);
    await form.presses('Send to the MASH', { Why: reasons });
    const record = form.sees();
    await form.presses('It is settled');
    const settled = await jane.on(form.sees()).presses('Save', { 'What do you': 'Forged.' });
    expect(JSON.stringify(settled.card)).toContain('I cannot open that');
    expect((await jane.on(record).presses('Take it back')).card).toBeDefined();
    await tom.says('my disagreement');
    expect(currentCard(tom).sees().text).toContain('Open: level 1 of 3');
  });

  it('A referrer can type a disagreement with its reasons and the reference', async () => {
    const { tom } = world;
    const newCase = await decidedReferral(tom, 'Tom Reed');
    await tom.says('hi');
    await tom.says(`I disagree ${newCase}: nobody rang me.`);
    expect(currentCard(tom).sees().headings).toEqual(['Disagreement 1']);
    expect(copyText(currentCard(tom))).toContain('Reasons: nobody rang me.');
    await world.until(() => lines(newCase).length === 1);
  });

  it('In an old Teams client a referrer can raise a disagreement in the chat, and in the channel the bot says where to open the form', async () => {
    const { tom, pat } = world;
    const newCase = await decidedReferral(tom, 'Tom Reed');
    await noticeOf(tom, newCase).pressesOldClient('I disagree');
    expect(currentCard(tom).sees().headings).toEqual(['I disagree']);
    await tom.pressesOldClient('Send to the MASH', { Why: reasons });
    await world.until(() => lines(newCase).length === 1);
    expect(currentCard(tom).sees().headings).toEqual(['Disagreement 1']);
    const card = caseCard(pat, newCase);
    await card.presses('More');
    const replies = await card.pressesOldClient('I disagree');
    expect(replies.map(({ text }) => text).join()).toContain('Please open this channel in Teams on the web.');
  });

  it('A referrer cannot disagree before the decision, and reads whom to ring', async () => {
    const { sid } = world;
    const waiting = await refers(sid, { about: { ...aboutJane, 'Your name': 'Sid Stone' } });
    expect(receipt(sid, waiting).sees().buttons).not.toContain('I disagree');
    await sid.says('I disagree');
    expect(currentCard(sid).sees().headings).toEqual(['There is no decision yet']);
    expect(currentCard(sid).sees().text).toContain('0300 123 4043');
  });

  it('A referrer cannot disagree about their own draft, and reads whom to ring', async () => {
    const { sid } = world;
    await toCheckAnswers(sid);
    const [draft] = /HT-[0-9A-Z]{4}-[0-9A-Z]{3}/.exec(allOf(await sid.says('my referrals'))) ?? [];
    await sid.says(`I disagree ${draft}: ${reasons}`);
    expect(currentCard(sid).sees().headings).toEqual(['There is no decision yet']);
    expect(currentCard(sid).sees().text).toContain('0300 123 4043');
  });

  it('“add:” typed after a refused disagreement goes to the referral that was open', async () => {
    const { sid, mo } = world;
    const additions = (of: string) =>
      summariesIn(mo.thread(of)).filter((summary) => summary.endsWith('Added by the referrer'));
    const [waiting, open] = [await refers(sid), await refers(sid)];
    await receipt(sid, open).presses('Add information');
    await sid.says(`I disagree ${waiting}`);
    expect(currentCard(sid).sees().headings).toEqual(['There is no decision yet']);
    await sid.says('add: The door is red.');
    await world.until(() => additions(open).length === 1);
    await world.until(() => caseCard(mo, waiting).sees());
    expect(additions(waiting)).toEqual([]);
  });

  it('“add:” typed after “I disagree” goes to the referral whose disagreement was opened', async () => {
    const { sid, mo } = world;
    const additions = (of: string) =>
      summariesIn(mo.thread(of)).filter((summary) => summary.endsWith('Added by the referrer'));
    const [older, newer] = [await refers(sid), await refers(sid)];
    for (const each of [older, newer]) {
      await world.until(() => caseCard(mo, each).sees());
      await decides(mo, each);
      await world.until(() => receipt(sid, each).sees().buttons.includes('I disagree'));
    }
    await receipt(sid, newer).presses('Add information');
    await receipt(sid, older).presses('I disagree');
    await sid.says('add: The door is red.');
    await world.until(() => additions(older).length === 1);
    expect(additions(newer)).toEqual([]);
  });
});

describe('a member of the MASH who disagrees', () => {
  let reference: string;
  beforeAll(async () => {
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.pat, reference).sees());
    await world.until(() => receipt(world.jane, reference).sees().text.includes('Delivered'));
  });

  it('A member of the MASH can disagree before the decision; no deadline, no button and nobody’s access changes', async () => {
    const { pat, ana, jane } = world;
    const before = caseCard(ana, reference).sees();
    const receiptBefore = receipt(jane, reference).sees().text;
    const form = await opensUnderMore(pat, reference, 'I disagree');
    expect(form.sees().text).toContain('The MASH reads this. The referrer does not.');
    await form.doubleClicks('Save', { Why: 'We should act now.', 'Manager for the other': 'Ruth Opal' });
    expect(form.sees().headings).toContain('Disagreement 1');
    expect(form.sees().buttons).toEqual([
      'It is settled',
      'Set the date',
      'Go to level 2',
      'Take it back',
      'Back to the card',
    ]);
    await form.presses('Back to the card');
    await world.until(() => caseCard(ana, reference).sees().text.includes('Disagreement 1 · level 1 of 3'));
    const after = caseCard(ana, reference).sees();
    expect(after.buttons).toEqual(before.buttons);
    expect(/Decision due by (.*)/.exec(after.text)?.[1]).toBe(/Decision due by (.*)/.exec(before.text)?.[1]);
    await world.until(() => lines(reference).length > 0);
    expect(lines(reference)).toEqual([`${reference}: Disagreement 1: level 1 of 3, managers`]);
    expect(receipt(jane, reference).sees().text).toBe(receiptBefore);
  });

  it('A disagreement of the MASH stays in the MASH: the referrer neither hears nor finds it, and can still raise one', async () => {
    const { jane, mo } = world;
    await decides(mo, reference);
    await world.until(() => noticeOf(jane, reference).sees());
    await jane.says(`my disagreement ${reference}`);
    expect(currentCard(jane).sees().headings).toEqual(['I cannot open that']);
    expect(allOf(jane.chat())).not.toContain('We should act now.');
    await noticeOf(jane, reference).presses('I disagree');
    await currentCard(jane).presses('Send to the MASH', { Why: reasons });
    expect(currentCard(jane).sees().headings).toEqual(['Disagreement 2']);
    await world.until(() => caseCard(mo, reference).sees().text.includes('Disagreement 2'));
    expect(caseCard(mo, reference).sees().text).toContain('Disagreement 1 · level 1 of 3');
  });
});

describe('the person set up for a level of a disagreement', () => {
  let reference: string;
  const levelCard = (person: Person) => inChat(person, reference);
  beforeAll(async () => {
    reference = await decidedReferral(world.jane);
    await world.jane.says(`I disagree ${reference}: ${reasons}`);
  });

  async function goesToNextLevel(): Promise<void> {
    const record = currentCard(world.jane);
    const [title = ''] = record.sees().buttons.filter((each) => each.startsWith('Go to level'));
    await record.presses(title);
    await record.presses('Save', { 'Why was': 'Amber says no.', 'To be settled': inTenDays });
  }

  it('The person set up for a level hears of a disagreement there, by reference and date alone, and of none below', async () => {
    const { ivy, sue, jane } = world;
    await world.until(() => lines(reference).length > 0);
    expect([noticesTo(ivy, reference), noticesTo(sue, reference)]).toEqual([[], []]);
    await jane.says(`my disagreement ${reference}`);
    await goesToNextLevel();
    await world.until(() => levelCard(ivy).sees());
    const { text, buttons, json } = levelCard(ivy).sees();
    expect(json.fallbackText).toBe(`${reference}: disagreement 1, level 2 of 3, senior managers`);
    expect(text).toContain(`to be settled by ${longDay(inTenDays)}`);
    expect(buttons).toEqual(['Close it']);
    expect(allOf(ivy.chat())).not.toMatch(/Amber|Jane|Girl|burn|too late/);
    expect(noticesTo(sue, reference)).toEqual([]);
  });

  it('The person set up for a level sees nothing of the case and can do nothing else with it', async () => {
    const { ivy } = world;
    for (const typed of [`my disagreement ${reference}`, `my copy ${reference}`, `I disagree ${reference}: Forged.`]) {
      await ivy.says(typed);
      expect(currentCard(ivy).sees().headings).toEqual(['I cannot open that']);
    }
    expect(allOf((await ivy.mentions(`find ${reference}`)) ?? [])).not.toContain('Girl');
  });

  it('The person set up for a level closes a disagreement with a reason that both sides read, and no decision or button changes', async () => {
    const { ivy, jane, mo, dee, tom } = world;
    const before = caseCard(mo, reference).sees();
    const card = levelCard(ivy);
    for (const who of [tom, dee, mo]) {
      const forged = await who.on(card.sees()).presses('Close it', { 'Why do you': 'Forged.' });
      expect(JSON.stringify(forged.card)).toContain('I cannot open that');
      await who.says('hi'); // back to their own newest card
    }
    await card.presses('Close it');
    expect(card.sees().text).toContain('Give the reason.');
    const answers = await card.doubleClicks('Close it', { 'Why do you': 'A visit is set for today.' });
    for (const { card: answered } of answers) expect(JSON.stringify(answered)).toContain('Disagreement 1 is over');
    await world.until(() => lines(reference).includes(`${reference}: Disagreement 1: closed at level 2`));
    expect(lines(reference).filter((line) => line.includes('closed'))).toHaveLength(1);
    await world.until(() => noticesTo(jane, reference).includes(`${reference}: disagreement 1, closed at level 2`));
    await world.until(() => caseCard(mo, reference).sees().text.includes('Disagreement 1 · closed at level 2'));
    await jane.says(`my disagreement ${reference}`);
    expect(copyText(currentCard(jane))).toMatch(
      /Outcome: closed by Ivy Cole for this level, .*Reason: A visit is set for today\./,
    );
    const after = caseCard(mo, reference).sees();
    expect(after.buttons).toEqual(before.buttons);
    expect(/Decided (.*)/.exec(after.text)?.[1]).toBe(/Decided (.*)/.exec(before.text)?.[1]);
  });

  it('The person set up for the last level can close a disagreement by typing, and the one for the level below cannot', async () => {
    const { sue, ivy, jane } = world;
    await jane.says(`I disagree ${reference}: ${reasons}`);
    await goesToNextLevel();
    await jane.says(`my disagreement ${reference}`);
    await goesToNextLevel();
    await world.until(() => cardSaying(levelCard(sue).sees(), 'Level 3 of 3'));
    await world.until(() => noticesTo(ivy, reference).some((each) => each.includes('disagreement 2')));
    await ivy.says(`close disagreement ${reference}: Forged.`);
    expect(currentCard(ivy).sees().headings).toEqual(['I cannot open that']);
    await sue.says(`close disagreement ${reference}: The Board has looked at it.`);
    expect(currentCard(sue).sees().headings).toEqual(['Disagreement 2 is over']);
    await world.until(() => lines(reference).includes(`${reference}: Disagreement 2: closed at level 3`));
  });
});

describe('the date of a disagreement', () => {
  it('The parties set the date of a disagreement, and on that day the managers and whoever raised it are reminded', async () => {
    const { jane, mo, ana, pat, dee } = world;
    const reference = await decidedReferral(jane);
    await noticeOf(jane, reference).presses('I disagree');
    const card = currentCard(jane);
    await card.presses('Send to the MASH', { Why: reasons });
    await card.presses('Set the date');
    await card.presses('Save the date');
    expect(card.sees().text).toContain('Type a date, such as 4 December.');
    await card.presses('Save the date', { 'To be settled': '4 December 2062' });
    expect(card.sees().text).toContain('That is more than a year away. Please check the year.');
    await card.presses('Save the date', { 'To be settled': 'in 2 seconds' });
    expect(card.sees().buttons).toContain('Change the date');
    const today = longDay(Temporal.Now.plainDateISO('Europe/London').toString());
    const reminder = `${reference}: disagreement, date ${today}`;
    await world.until(() => [jane, mo, ana].every((who) => summariesIn(who.chat()).includes(reminder)));
    for (const who of [pat, dee]) expect(summariesIn(who.chat())).not.toContain(reminder);
    await world.until(() => lines(reference).includes(`${reference}: Disagreement 1: to be settled by ${today}`));
    expect(lines(reference).some((line) => line.includes('date '))).toBe(false); // reminders are not in the thread
    expect(allOf(mo.chat())).not.toContain(reasons);
    await inChat(jane, 'Your disagreement: the date').presses('See the record');
    const record = currentCard(jane);
    await record.presses('It is settled');
    await record.presses('Save', { 'What do you': 'They came.' });
    expect(record.sees().text).toContain('The MASH has not said so yet.');
    const theirs = await opensUnderMore(mo, reference, 'Disagreement 1');
    await theirs.presses('It is settled');
    await theirs.presses('Save');
    await theirs.presses('Back to the card');
    await world.until(() => lines(reference).includes(`${reference}: Disagreement 1: settled at level 1`));
  });
});
