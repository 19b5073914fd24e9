import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { profiles, referrals } from '../fakes/people.ts';
import { hour, later, longWords, shortWords } from './london.ts';
import { aboutJane, allOf, caseCard, decides, inChat, receipt, referenceOn, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

const child = {
  'Child’s name': 'Girl, gives the name Zephyrine',
  'Age or date': '4/3/12',
  'Where are they': 'Clinic Quartzford',
  'Who are they with': 'the nurse Wolframite',
  'When will they next': 'tomorrow 15:30',
  'What worries you': 'Untreated burn Obsidian on her hand.',
};
const facts = ['Zephyrine', '4/3/12', '4 March 2012', 'Quartzford', 'Wolframite', 'Obsidian', 'Malachite'];

describe('the main job, from a worry to a decision', () => {
  let world: World;
  let reference: string;
  let sentAt: Date;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('The first check takes seven presses from “Start a check” to the receipt', async () => {
    const { jane } = world;
    await jane.installs();
    expect(jane.sees().buttons).toEqual([
      ...['Start a check', 'I only want advice'],
      ...['Child is missing', 'My referrals', 'Before you speak to the child', 'Contacts'],
    ]);
    jane.resetPressCount();
    await jane.presses('Start a check');
    await jane.presses('No');
    await jane.presses('Continue', { ...aboutJane, 'Someone else': 'Head Pat, 01632 960 015, until 17:00' });
    await jane.presses('Check answers', child);
    await jane.presses('Yes');
    await jane.presses('Continue', { Why: 'The man Malachite may be involved.' });
    await jane.presses('Submit referral');
    sentAt = new Date();
    expect(jane.pressCount).toBe(7);
    expect(jane.sees().text).toMatch(/Sending to the MASH|Delivered to the MASH/);
    reference = referenceOn(jane);
    await world.until(() => jane.sees().text.includes('Delivered to the MASH at'));
  });

  it('The receipt has the reference, when it was sent, by when the MASH decides, and whom to ring', () => {
    const { text } = receipt(world.jane, reference).sees();
    // The minute may have changed between the press and this clock.
    const sent = [sentAt, later(sentAt, -60_000)].find((at) => text.includes(`sent ${longWords(at)}`));
    expect(sent).toBeDefined();
    expect(text).toContain(`Decision due by ${shortWords(later(sent ?? sentAt, 24 * hour))}`);
    expect(text).toContain('0300 123 4043');
    expect(text).toMatch(/Delivered to the MASH at \d\d:\d\d/);
    expect(text).toContain('Not yet seen by the MASH');
    expect(text).toContain('Child missing: ring the police first, then the MASH.');
    expect(text).toMatch(/Immediate danger: call 999$/);
  });

  it('The MASH’s card shows what must be known at once, and how many questions were not asked', () => {
    const card = caseCard(world.mo, reference).sees();
    expect(card.headings).toContain(reference);
    expect(card.buttons).toEqual([
      'Take this referral',
      'Ask the referrer',
      'Tell the referrer',
      'Record decision',
      'Everything',
      'More',
    ]);
    const { text } = card;
    const inOrder = [
      'Decision due by \\d\\d:\\d\\d, \\w{3} \\d+ \\w{3}',
      '01632 960 014',
      'CARER NOT TOLD',
      'Untreated burn Obsidian',
    ];
    expect(text).toMatch(new RegExp(inOrder.join('[^]*')));
    expect(text).toMatch(/(Leaves sight|Next leaves sight:) 15:30, \w{3} \d+ \w{3}/);
    expect(text).toContain('Child is with: the nurse Wolframite\nWhere now: Clinic Quartzford');
    expect(text).toContain('Jane Okafor, role not given\nHealth\n01632 960 014');
    expect(text).toContain('Head Pat, 01632 960 015, until 17:00');
    expect(text).toContain('Girl, gives the name Zephyrine, 4/3/12');
    expect(text).toContain('Untreated burn Obsidian on her hand.');
    expect(text).toContain('Not sought: it could put the child at risk. The man Malachite may be involved.');
    expect(text).not.toMatch(/Basis|Left open/); // no lawful basis is ticked beforehand
    expect(text).toContain('Indicator check\nNot done');
    expect(text).toMatch(/Not asked: \d+ questions\. “Everything” names them\./);
    expect(text).not.toContain('Languages');
    expect(text).not.toContain('URGENT');
  });

  it('The thread has the whole written referral, each field with its answer, “Left empty” or “Not asked”', async () => {
    const thread = await world.until(() => {
      const written = world.mo.thread(reference).filter(({ summary }) => summary?.includes('Written referral'));
      return written.length > 0 && written;
    });
    const lines = thread.map(wordsOf).join('\n').split('\n');
    const after = (title: string) => lines[lines.indexOf(title) + 1];
    expect(after('Child')).toBe('Girl, gives the name Zephyrine');
    expect(after('Age or date of birth')).toMatch(/^4\/3\/12 \(read as: born 4 March 2012, now \d+\)$/);
    expect(after('Worry')).toBe('Untreated burn Obsidian on her hand.');
    const unknown = [
      'Languages',
      'Address',
      'Carer',
      'Relationship with the carer',
      'Family',
      'Brothers and sisters',
      'Where the family are',
      'Immigration status',
      'Agencies involved',
      'Further evidence of trafficking',
      'Evidence of exploitation',
    ];
    for (const title of unknown) expect([title, after(title)]).toEqual([title, 'Not asked']);
    expect(lines).toContain('CARER NOT TOLD');
    expect(after('Agency’s own risk assessment')).toBe('Not asked');
    expect(after('Where now')).not.toBe('Not asked');
    expect(after('Indicator check')).toBe('Not done');
  });

  it('The receipt says that the MASH has seen the referral, once somebody takes it', async () => {
    const { pat, jane, mo } = world;
    await caseCard(pat, reference).presses('Take this referral');
    await world.until(() =>
      receipt(jane, reference)
        .sees()
        .text.match(/Seen by the MASH at \d\d:\d\d/),
    );
    await world.until(() => caseCard(mo, reference).sees().text.includes('taken by Pat Lee'));
    expect(caseCard(mo, reference).sees().buttons).not.toContain('Take this referral');
    await world.until(() => summariesIn(mo.thread(reference)).includes(`${reference}: Taken`));
  });

  it('The referrer reads what will be done, who decided it and when', async () => {
    const { mo, jane } = world;
    await decides(mo, reference, {
      Decision: 'Concerns about trafficking',
      'What action': 'A social worker and police officer see the child today.',
      'Police told': 'Yes',
    });
    const decidedAt = new Date();
    const notice = await world.until(() => inChat(jane, 'The MASH has decided').sees());
    expect(notice.text).toContain('A social worker and police officer see the child today.');
    expect(notice.text).toContain('by Mo Hussain, MASH manager');
    const minutes = [decidedAt, later(decidedAt, -60_000)].map((at) => longWords(at));
    expect(minutes.some((words) => notice.text.includes(words))).toBe(true);
    expect(notice.text).not.toContain('The burn.'); // the reasons stay within the MASH
    await world.until(() => receipt(jane, reference).sees().text.includes('Decided at'));
  });

  it('The MASH’s card shows the decision, whose it is, and that the referrer has been told', async () => {
    const card = await world.until(() => {
      const seen = caseCard(world.ana, reference).sees();
      return /Told \d\d:\d\d/.test(seen.text) && seen;
    });
    expect(card.text).toContain('Concerns about trafficking: pass to the Assessment team');
    expect(card.text).toContain('A social worker and police officer see the child today.');
    expect(card.text).toContain('By Mo Hussain, MASH manager · in time');
    expect(card.text).toMatch(/Police told\nYes/);
    expect(card.buttons).toEqual(['Everything', 'Ask the referrer', 'Tell the referrer', 'More']);
    const thread = await world.until(() => {
      const lines = summariesIn(world.mo.thread(reference));
      return lines.length === 5 && lines;
    });
    expect(thread).toEqual([
      `${reference} is decided`,
      `${reference}: Written referral, 1 of 1`,
      `${reference}: Taken`,
      `${reference}: Decided`,
      `${reference}: The referrer has been told`,
    ]);
  });

  it('No message of the bot in the referrer’s chat repeats a fact of the case', () => {
    const chat = allOf(world.jane.chat());
    for (const fact of facts) expect(chat).not.toContain(fact);
  });

  it('No notification shows a fact of the case, in any version of any message', () => {
    const everywhere = Object.values(profiles).map((who) => world.teams.chatWith(who));
    const versions = [...everywhere, referrals.id].flatMap((id) =>
      world.teams.messages(id).flatMap((message) => message.versions.map(({ activity }) => activity)),
    );
    expect(versions.length).toBeGreaterThan(10);
    const summaries = summariesIn(versions).join('\n');
    for (const fact of [...facts, '01632', 'burn']) expect(summaries).not.toContain(fact);
    expect(summaries).not.toContain('NO SUMMARY');
  });

  it('The next check takes six presses, because the bot remembers who refers', async () => {
    const { jane } = world;
    await jane.says('hi');
    jane.resetPressCount();
    await jane.presses('Start a check');
    await jane.presses('No');
    await jane.presses('Check answers', { 'What worries you': 'Another child.' });
    await jane.presses('Yes');
    await jane.presses('Continue', { Why: 'The same man.' });
    await jane.presses('Submit referral');
    expect(jane.pressCount).toBe(6);
    const second = referenceOn(jane);
    expect(second).not.toBe(reference);
    await world.until(() => caseCard(world.mo, second).sees().text.includes('Jane Okafor'));
    expect(caseCard(world.mo, second).sees().text).toContain('Child\nLeft empty');
  });

  it('Every card to the referrer says whom to call in danger', () => {
    const cards = world.jane.chat().map((message) => wordsOf(message).trim());
    for (const words of cards) expect(words).toMatch(/Immediate danger: call 999$/);
  });
});
