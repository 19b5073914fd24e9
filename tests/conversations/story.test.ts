import { expect, it } from '@jest/globals';
import { profiles, referrals } from '../fakes/people.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, lacks, shows } from './expecting.ts';
import { hour, later, longWords, shortWords } from './london.ts';
import { hears, seesCase, seesLine, seesReceipt } from './waiting.ts';
import {
  aboutJane,
  allOf,
  caseCard,
  decides,
  inChat,
  receipt,
  referenceOn,
  summariesIn,
  wordsOf,
  writtenReferralInThread,
} from './walks.ts';

const child = {
  'Child’s name': 'Girl, gives the name Zephyrine',
  'Age or date': '4/3/12',
  'Where are they': 'Clinic Quartzford',
  'Who are they with': 'the nurse Wolframite',
  'When will they next': 'tomorrow 15:30',
  'What worries you': 'Untreated burn Obsidian on her hand.',
};
const facts = ['Zephyrine', '4/3/12', '4 March 2012', 'Quartzford', 'Wolframite', 'Obsidian', 'Malachite'];

// The main job, from a worry to a decision

const world = aWorld({ clockStands: true });
const { jane, mo, ana, pat, until, teams } = world;
let reference: string;

it('The first check takes six presses from the welcome to the receipt', async () => {
  await jane.installs();
  expect(jane.sees().buttons).toEqual([
    ...['What is trafficking?', 'Yes, now', 'No', 'Not known', 'Child is missing', 'I only want advice'],
    ...['More', 'My referrals', 'Contacts', 'Before you speak to the child', 'Worry about a worker'],
  ]);
  const welcomed = jane.chat();
  for (const again of teamsClient(profiles.jane, teams).installed()) await jane.raw(again);
  expect(jane.chat()).toEqual(welcomed); // it is no news
  contains(allOf(await mo.installs()), 'You work at the MASH', '“on duty until 20:00”');
  jane.resetPressCount();
  await jane.presses(
    'No',
    'Continue',
    {
      ...aboutJane,
      'Someone else': 'Head Pat, 01632 960 015, until 17:00',
    },
    'Finish and send',
    child,
    'They were not asked',
    'Continue',
    { Could: 'Yes', Why: 'The man Malachite may be involved.' },
    'Submit referral',
  );
  expect(jane.pressCount).toBe(6);
  shows(jane, /Sending to the MASH|Delivered to the MASH/);
  reference = referenceOn(jane);
  await until(() => jane.has('Delivered to the MASH at'));
});

it('The receipt has the reference, when it was sent, by when the MASH decides, and whom to ring', () => {
  shows(
    receipt(jane, reference),
    `sent ${longWords(world.now())}`,
    `Decision due by ${shortWords(later(world.now(), 24 * hour))}`,
    '0300 123 4043',
    /Delivered to the MASH at \d\d:\d\d/,
    'Not yet seen by the MASH',
    'Child missing: ring the police first, then the MASH.',
    /Immediate danger: call 999$/,
  );
});

it('The MASH’s card shows what must be known at once, and how many questions were not asked', () => {
  const { headings, buttons, text } = caseCard(mo, reference).sees();
  contains(headings, reference);
  const inWork = ['Take this referral', 'Ask the referrer', 'Tell the referrer', 'Record decision'];
  expect(buttons).toEqual([...inWork, 'Everything', 'More']);
  contains(
    text,
    /Decision due by \d\d:\d\d, \w{3} \d+ \w{3}[\s\S]*01632 960 014[\s\S]*NOT KNOWN IF THE CARER KNOWS[\s\S]*Untreated burn Obsidian/,
    /(Leaves sight|Next leaves sight:) 15:30, \w{3} \d+ \w{3}/,
    'Child is with: the nurse Wolframite\nWhere now: Clinic Quartzford',
    'Jane Okafor, role not given\nHealth\n01632 960 014',
    'Head Pat, 01632 960 015, until 17:00',
    'Girl, gives the name Zephyrine, 4/3/12',
    'Untreated burn Obsidian on her hand.',
    'Consent\nThey were not asked: it could put the child at risk',
    'Consent: why\nThe man Malachite may be involved.',
    'Indicator check\nNot done',
    /Not asked: \d+|· not asked: \d+/,
  );
  lacks(text, /Basis|Left open/, 'Languages', 'URGENT'); // no lawful basis is ticked beforehand
});

it('The thread has the whole written referral, each field with its answer, or once under “Left empty” or “Not asked”', async () => {
  const written = await until(() => writtenReferralInThread(mo, reference));
  const lines = wordsOf(written).split('\n');
  const after = (title: string) => lines[lines.indexOf(title) + 1];
  expect(after('Child')).toBe('Girl, gives the name Zephyrine');
  contains(after('Age or date of birth'), /^4\/3\/12 \(read as: born 4 March 2012, now \d+\)$/);
  expect(after('Worry')).toBe('Untreated burn Obsidian on her hand.');
  const notAsked = after('Not asked')?.split(' · ');
  expect(notAsked).toEqual(
    expect.arrayContaining(['Languages', 'Carer', 'Agencies involved', 'Agency’s own risk assessment']),
  );
  contains(lines, 'NOT KNOWN IF THE CARER KNOWS');
  expect(notAsked).not.toContain('Where now');
  expect(after('Indicator check')).toBe('Not done');
});

it('The receipt says that the MASH has seen the referral, once somebody takes it', async () => {
  await caseCard(pat, reference).presses('Take this referral');
  await until(() => receipt(jane, reference).has(/Seen by the MASH at \d\d:\d\d/));
  await seesCase(mo, reference, 'taken by Pat Lee');
  lacks(caseCard(mo, reference).sees().buttons, 'Take this referral');
  await seesLine(mo, reference, 'Taken');
});

it('The referrer reads what will be done, who decided it and when', async () => {
  await decides(mo, reference, {
    Decision: 'Concerns about trafficking',
    'What action': 'A social worker and police officer see the child today.',
    'Police told': 'Yes',
  });
  await hears(jane, 'The MASH has decided');
  const notice = inChat(jane, 'The MASH has decided');
  shows(notice, 'A social worker and police officer see the child today.', 'by Mo Hussain, MASH manager');
  shows(notice, longWords(world.now()));
  doesNotShow(notice, 'The burn.'); // the reasons stay within the MASH
  await seesReceipt(jane, reference, 'Decided at');
});

it('The MASH’s card shows the decision, whose it is, and that the referrer has been told', async () => {
  await until(() => caseCard(ana, reference).has(/Sent to them \d\d:\d\d/));
  shows(
    caseCard(ana, reference),
    'Concerns about trafficking: pass to the Assessment team',
    'A social worker and police officer see the child today.',
    'By Mo Hussain, MASH manager · in time',
    /Police told\nYes/,
  );
  expect(caseCard(ana, reference).sees().buttons).toEqual([
    'The whole decision',
    'The rest of this card',
    'Everything',
    'Ask the referrer',
    'Tell the referrer',
    'More',
  ]);
  await until(() => mo.thread(reference).length === 5);
  expect(summariesIn(mo.thread(reference))).toEqual([
    `${reference} is decided`,
    `${reference}: Written referral, 1 of 1`,
    `${reference}: Taken`,
    `${reference}: Decided`,
    `${reference}: The referrer has been told`,
  ]);
});

it('No message of the bot in the referrer’s chat repeats a fact of the case', () => {
  lacks(allOf(jane.chat()), ...facts);
});

it('No notification shows a fact of the case, in any version of any message', () => {
  const everywhere = Object.values(profiles).map((who) => teams.chatWith(who));
  const versions = [...everywhere, referrals.id].flatMap((id) =>
    teams.messages(id).flatMap((message) => message.versions.map(({ activity }) => activity)),
  );
  expect(versions.length).toBeGreaterThan(10);
  lacks(summariesIn(versions).join('\n'), ...facts, '01632', 'burn', 'NO SUMMARY');
});

it('The next check takes five presses, because the bot remembers who refers', async () => {
  await jane.says('hi');
  jane.resetPressCount();
  await jane.presses(
    'No',
    'Finish and send',
    { 'What worries you': 'Another child.' },
    'They were not asked',
    'Continue',
    { Could: 'Yes', Why: 'The same man.' },
    'Submit referral',
  );
  expect(jane.pressCount).toBe(5);
  const second = referenceOn(jane);
  expect(second).not.toBe(reference);
  await seesCase(mo, second, 'Jane Okafor');
  shows(caseCard(mo, second), 'Child\nLeft empty');
});

it('Every card to the referrer says whom to call in danger', () => {
  for (const message of jane.chat()) contains(wordsOf(message).trim(), /Immediate danger: call 999$/);
});
