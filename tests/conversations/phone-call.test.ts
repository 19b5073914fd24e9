import { expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, doesNotShow, isHeaded, lacks, shows } from './expecting.ts';
import { hour, later, orAMinuteBefore, shortWords } from './london.ts';
import type { CardActions, Person } from './person.ts';
import { phones } from './phoning.ts';
import { seesCase, seesReceipt } from './waiting.ts';
import {
  aboutJane,
  aChild,
  allOf,
  cardInChannel,
  cardSaying,
  caseCard,
  receipt,
  referenceInButtons,
  refers,
  summariesIn,
  wordsOf,
  writtenReferralInThread,
} from './walks.ts';

/** @returns the card of a case if it is in writing */
function inWriting(person: Person, id: string) {
  const seen = caseCard(person, id).sees();
  return !seen.text.includes('NOT IN WRITING YET') && seen;
}

const consent = { Could: 'Yes', Why: 'The man Jasper.' };

// A phone call that comes before the written referral

const world = aWorld();
const { jane, tom, mo, ana, pat, ash, sid, until, teams } = world;
let card: CardActions;
let reference: string;
/** The card once it says that nobody phoned. The MASH knows of danger, so it stays theirs. */
const takenBack = (id: string) => cardSaying(cardInChannel(mo, id), 'The referrer says that they did not ring');

it('A phone call brings the MASH a card at once, which says that it is not in writing yet and when it must be', async () => {
  card = await phones(jane, '2 hours ago');
  reference = referenceInButtons(card);
  const shared = await until(() => cardSaying(cardInChannel(mo, reference), 'Call taken by'));
  const called = later(new Date(), -2 * hour);
  contains(
    shared.text,
    'NOT IN WRITING YET',
    orAMinuteBefore(called, (at) => `Phoned ${shortWords(at)}. Call taken by: Call handler Ann`),
    orAMinuteBefore(later(called, 48 * hour), (at) => `In writing by ${shortWords(at)}`),
  );
  lacks(shared.text, 'OVERDUE');
  expect(shared.buttons).toEqual(expect.arrayContaining(['Take this referral', 'Ask the referrer', 'Record decision']));
  lacks(shared.buttons, 'Everything');
  contains(summariesIn(mo.thread(reference))[0], `${reference}: phoned, not in writing yet, decision due`);
});

it('The card of a call says whom to ring as soon as the referrer has said it, and of a child in danger what the draft says of them', async () => {
  await card.presses('Continue', { ...aboutJane, 'Your role': 'school nurse' });
  const shared = await until(() =>
    cardSaying(cardInChannel(mo, reference), 'Jane Okafor, school nurse\nHealth\n01632 960 014'),
  );
  contains(shared.text, 'NOT IN WRITING YET');
  const child = { 'Child’s name': 'Girl Zircon', 'What worries you': 'Burn Topaz.' };
  await card.presses('Finish and send', child, 'They were not asked', 'Continue', consent);
  contains(
    (await until(() => cardSaying(cardInChannel(mo, reference), 'Girl Zircon'))).text,
    'In their draft, not sent yet',
    'Burn Topaz.',
  );
  lacks(allOf(mo.thread(reference)), 'He may be involved'); // not what was done about consent
  expect(mo.thread(reference)).toHaveLength(1);
});

it('No button on the card of a call shows more of the draft, even on a card that was tampered with', async () => {
  const other = await refers(tom, { about: { ...aboutJane, 'Your name': 'Tom Reed' } });
  const real = await until(() => cardInChannel(mo, other));
  const callCard = cardInChannel(ana, reference) ?? real;
  const forged = { ...callCard, json: JSON.parse(JSON.stringify(real.json).replaceAll(other, reference)) };
  for (const title of ['Ask the referrer', 'Record decision', 'Everything', 'More'])
    lacks(allOf([await ana.on(forged).presses(title)]), /Jasper|They were not asked/);
  contains(allOf([await ana.on(forged).presses('Everything')]), 'Nothing is in writing yet.');
  contains(cardInChannel(mo, reference)?.text, 'NOT IN WRITING YET');
});

it('A referrer who goes on without a call takes back that they phoned: the card says so, and the 48 hours no longer run', async () => {
  await card.presses('Change: Immediate danger', 'Yes, now', 'Continue to the written referral');
  await until(() => takenBack(reference));
  lacks(takenBack(reference)?.text, 'In writing by');
  lacks(summariesIn(mo.thread(reference)).join(), /: phoned/);
});

it('A referrer who answers “No” also takes back that they phoned and that there is danger: a report, and the case stays urgent', async () => {
  const check = await phones(ash, '90 minutes ago');
  const id = referenceInButtons(check);
  await seesCase(mo, id, 'In writing by');
  for (let back = 0; back < 4; back += 1) await check.presses('Back');
  await check.presses('No');
  isHeaded(check, 'Who is referring?');
  await until(() => takenBack(id));
  await check.presses(
    'Continue',
    aboutJane,
    'Finish and send',
    aChild,
    'They were not asked',
    'Continue',
    consent,
    'Submit referral',
  );
  const shared = await until(() => inWriting(mo, id));
  lacks(shared.text, 'Phoned first');
  contains(
    shared.text,
    'URGENT',
    /: Yes, said by \d\d:\d\d, .*\nThe referrer says “No” since \d\d:\d\d, .*, not confirmed\./,
  );
  const written = await until(() => writtenReferralInThread(mo, id));
  lacks(wordsOf(written), /Phoned|90 minutes ago|Call handler Ann/);
});

it('The receipt does not say “Delivered” for a call: it waits for the referral itself', async () => {
  await card.presses('Change: Immediate danger', 'Yes, now', 'I have phoned');
  await seesCase(mo, reference, 'In writing by');
  const root = mo.thread(reference)[0]?.id;
  const fault = teams.faults.add({
    match: ({ method, path }) => method === 'PUT' && path.endsWith(`/${root}`),
    trouble: { status: 503 },
  });
  await card.presses('Submit referral');
  shows(receipt(jane, reference), 'Sending to the MASH…');
  await until(() => fault.struck > 0);
  doesNotShow(receipt(jane, reference), 'Delivered to the MASH at');
  fault.end();
  await seesReceipt(jane, reference, 'Delivered to the MASH at');
});

it('The card of the call becomes the case card in the same message: it shows the call, and does not say LATE', async () => {
  const shared = await until(() => inWriting(mo, reference));
  lacks(shared.text, 'NOT IN WRITING YET');
  contains(shared.text, /Phoned first, \d\d:\d\d, \w+ \d+ \w+\n/);
  lacks(shared.text, /In writing|LATE/);
  contains(shared.text, 'Girl Zircon');
  const roots = teams.delivered(referrals.id).filter(({ summary }) => summary?.includes('not in writing yet'));
  expect(roots).toEqual([]);
  await until(() => mo.thread(reference).length === 2);
  expect(mo.thread(reference)[0]?.id).toBe(shared.activityId);
});

it('A referrer can type that they phoned, and take that back with “back” and “no”', async () => {
  await pat.says('start', 'yes', 'I have phoned', '01632 960 099', 'card');
  const draft = referenceInButtons(pat);
  await seesCase(mo, draft, 'In writing by');
  await pat.says('change danger', 'no');
  await until(() => takenBack(draft));
});

it('A call whose time was wrong and was corrected is not overdue', async () => {
  const check = await phones(sid, '50 hours ago');
  const id = referenceInButtons(check);
  await seesCase(mo, id, 'OVERDUE');
  while (!check.sees().headings.includes('You have phoned')) await check.presses('Back');
  await check.presses('Continue', { 'When did': '5 hours ago' });
  const due = orAMinuteBefore(later(new Date(), 43 * hour), (at) => `In writing by ${shortWords(at)}`);
  await until(() => caseCard(mo, id).has(due));
  doesNotShow(caseCard(mo, id), 'OVERDUE');
});
