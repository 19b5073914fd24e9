import { expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import { hour, later, orAMinuteBefore, shortWords } from './london.ts';
import type { CardActions } from './person.ts';
import { aCall, logs } from './phoning.ts';
import {
  allOf,
  caseCard,
  decides,
  noticesTo,
  opensCallForm,
  referenceOn,
  summariesIn,
  textsOf,
  wordsOf,
} from './walks.ts';

const call = { ...aCall, 'When did they ring': '2 hours ago', Urgent: 'Yes' };

// A phone referral that the MASH writes down

const world = aWorld();
const { jane, tom, mo, ana, pat, gus, sid, until, teams } = world;
let form: CardActions;
let reference: string;

const card = (person = mo) => caseCard(person, reference);
const thread = () => summariesIn(mo.thread(reference));

it('Only members of the MASH can log a phone referral', async () => {
  form = await opensCallForm(pat);
  isHeaded(form, 'Log a phone referral');
  contains(textsOf(await gus.mentions('log a phone referral')), 'Guests cannot.');
});

it('The call form asks who rang, when, how urgent it is and what they said, and keeps what was written', async () => {
  await form.presses('Log it', { 'Who rang': 'Nina Berg', 'When did they ring': 'in the blue hour' });
  const { text, values } = form.sees();
  contains(
    text,
    'Choose their agency.',
    'Give a number on which you can ring them.',
    'I could not read that time.',
    'Choose yes, no or not known.',
    'Write what they said.',
  );
  expect(Object.values(values)).toEqual(expect.arrayContaining(['Nina Berg', 'in the blue hour']));
  await form.presses('Log it', { ...call, 'When did they ring': 'in 2 hours' });
  shows(form, 'That lies ahead. When did they ring?');
});

it('A logged call is in the channel at once, with the 24 hours and the 48 hours running from the call', async () => {
  await form.presses('Log it', call);
  const called = later(new Date(), -2 * hour);
  reference = referenceOn(form);
  shows(form, `Logged as ${reference}. I read the time of the call as `);
  await until(() => card().sees());
  shows(
    card(),
    orAMinuteBefore(called, (at) => `By phone, ${shortWords(at)}`),
    orAMinuteBefore(later(called, 24 * hour), (at) => `Decision due by ${shortWords(at)}`),
    orAMinuteBefore(later(called, 48 * hour), (at) => `NOT IN WRITING YET, due by ${shortWords(at)}`),
    'URGENT',
    'Nina Berg',
    '01632 960 099',
    'Zircon',
    'nobody has taken it',
  );
  await until(() => thread().includes(`${reference}: Phone referral`));
  const line = mo.thread(reference).find(({ summary }) => summary === `${reference}: Phone referral`);
  contains(wordsOf(line ?? {}), /Nina Berg \(Police\)[^?]*A girl, Zircon, locked in a flat\.[^?]*Logged by Pat Lee/);
});

it('Two presses on “Log it” make one case, and everybody else still sees the invitation to the form', async () => {
  const other = await opensCallForm(pat);
  const answers = await other.doubleClicks('Log it', { ...call, 'Who rang': 'Olu Ade' });
  expect(new Set(answers.map((answer) => /HT-[\w-]+/.exec(JSON.stringify(answer.card))?.[0])).size).toBe(1);
  const posted = () => teams.delivered(referrals.id).filter((each) => wordsOf(each).includes('Olu Ade'));
  await until(() => posted().length === 2); // the card and the line in its thread
  const invite = ana.on((each) => each.activityId === other.sees().activityId);
  expect(invite.sees().buttons).toEqual(['Open the form']);
  await other.presses('Take this referral');
  expect(invite.sees().buttons).toEqual(['Open the form']);
});

it('No notification, list or log shows a fact of a phone referral', async () => {
  const listed = allOf(await mo.mentions('board'));
  contains(listed, 'BY PHONE, NOT IN WRITING YET');
  lacks([listed, ...summariesIn(teams.delivered(referrals.id)), ...world.log].join(), /Zircon|Nina|Olu|01632/);
});

it('A phone referral can be taken like any other, but the caller cannot be asked here', async () => {
  await card().presses('Take this referral');
  shows(card(), 'taken by Mo Hussain', '01632 960 099');
  lacks(card().sees().buttons, 'Ask the referrer');
  await until(() => thread().includes(`${reference}: Taken`));
});

it('A member records that a phone referral is in writing', async () => {
  await card().presses('More', 'It is in writing now', 'It is in writing');
  shows(card(), 'Choose how it came.');
  await card().presses('It is in writing', { 'How did it come': 'On paper' });
  shows(card(), /In writing \d\d:\d\d, \w+ \d+ \w+\n/);
  await until(() => thread().includes(`${reference}: In writing now`));
  await card().presses('More');
  lacks(card().sees().buttons, 'It is in writing now');
  await card().presses('Not in writing after all');
  await until(() => thread().includes(`${reference}: Not in writing after all`));
  lacks(card().sees().text, 'In writing ');
  await card().presses('More', 'It is in writing now', 'It is in writing', { 'How did it come': 'By e-mail' });
  await card().presses('More');
  await card().presses('Back to the card');
});

it('A phone referral is decided like any other, and the MASH reads that it has to ring the caller', async () => {
  await decides(mo, reference);
  await until(() => card(ana).sees().buttons.includes('I have told them'));
  shows(card(ana), 'DECIDED', /ring/i);
  await until(() => thread().some((line) => line.includes('could NOT be reached')));
  await card(ana).presses('I have told them');
  await until(() => !card(mo).sees().buttons.includes('I have told them'));
});

it('A time of long ago for a call is questioned once, and taken the second time', async () => {
  const other = await logs(ana, { 'When did they ring': '20 November 2025 15:00' });
  shows(other, 'That is more than 7 days ago. If it is right, press Log it once more.');
  await other.presses('Log it');
  shows(other, /Logged as HT-/);
});

it('Logging a phone referral sends nothing to the practitioner who logged it, or to professionals who did not ring', () => {
  for (const person of [jane, tom, sid, pat]) expect(person.chat()).toEqual([]);
  lacks(world.log.join('\n'), /message\.failed/);
});

it('An urgent call rings nobody else if whoever logs it is on it, and rings the managers if not', async () => {
  const rings = () => noticesTo(mo, 'URGENT ').length;
  const before = rings();
  const mine = await logs(pat, { Urgent: 'Yes', 'Who rang': 'Ines Roy', 'Are you on it': 'Yes' });
  const own = referenceOn(mine);
  await until(() => caseCard(mo, own).sees());
  shows(caseCard(mo, own), 'taken by Pat Lee');
  await world.rests();
  expect(rings()).toBe(before);
  await logs(pat, { Urgent: 'Yes', 'Who rang': 'Uma Bell' });
  await until(() => rings() > before);
});
