import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { hour, later, shortWords } from './london.ts';
import type { CardActions, Person } from './person.ts';
import {
  aboutJane,
  aChild,
  allOf,
  beginsCheck,
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
import { startWorld, type World } from './world.ts';

/** Records that they phoned at this time because of immediate danger. @returns the card, which then asks who refers */
async function phones(person: Person, when: string): Promise<CardActions> {
  const card = await beginsCheck(person);
  await card.presses('Yes, now');
  await card.presses('I have phoned');
  while (!card.sees().headings.includes('You have phoned')) await card.presses('Back');
  await card.presses('Continue', { 'When did': when, 'Who took': 'Call handler Ann' });
  if (card.sees().headings.includes(numberQuestion)) await card.presses('Continue', { Phone: '01632 960 014' });
  return card;
}

/** @returns the card of a case if it is in writing */
function inWriting(person: Person, id: string) {
  const seen = caseCard(person, id).sees();
  return !seen.text.includes('NOT IN WRITING YET') && seen;
}

const numberQuestion = 'Which number can the MASH ring?';
const callButtons = ['Take this referral', 'Ask the referrer', 'Record decision'];

async function fillsInAndSends(card: CardActions): Promise<void> {
  if (card.sees().headings.includes('Who is referring?')) await card.presses('Continue', aboutJane);
  await card.presses('Check answers', { ...aChild, 'Child’s name': 'Girl Zircon' });
  await card.presses('Yes');
  await card.presses('Continue', { Why: 'The man Jasper.' });
  await card.presses('Submit referral');
}

describe('a phone call that comes before the written referral', () => {
  let world: World;
  let card: CardActions;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('A phone call brings the MASH a card at once, which says that it is not in writing yet and when it must be', async () => {
    const { jane, mo } = world;
    card = await phones(jane, '2 hours ago');
    reference = referenceInButtons(card);
    const shared = await world.until(() => cardSaying(cardInChannel(mo, reference), 'Call taken by'));
    expect(shared.text).toContain('NOT IN WRITING YET');
    const called = later(new Date(), -2 * hour);
    const times = [called, later(called, -60_000)].map((at) => [shortWords(at), shortWords(later(at, 48 * hour))]);
    const isShown = times.some(
      ([from, to]) =>
        shared.text.includes(`Phoned ${from}. Call taken by: Call handler Ann`) &&
        shared.text.includes(`In writing by ${to}`),
    );
    expect(isShown).toBe(true);
    expect(shared.text).not.toContain('OVERDUE');
    expect(shared.buttons).toEqual(expect.arrayContaining(callButtons));
    expect(shared.buttons).not.toContain('Everything');
    expect(summariesIn(mo.thread(reference))[0]).toMatch(`${reference}: phoned, not in writing yet, decision due`);
  });

  it('The card of a call says whom to ring as soon as the referrer has said it, and never a fact of the child', async () => {
    const { mo } = world;
    await card.presses('Continue', { ...aboutJane, 'Your role': 'school nurse' });
    const shared = await world.until(() =>
      cardSaying(cardInChannel(mo, reference), 'Jane Okafor, school nurse\nHealth\n01632 960 014'),
    );
    expect(shared.text).toContain('NOT IN WRITING YET');
    await card.presses('Check answers', { 'Child’s name': 'Girl Zircon', 'What worries you': 'Burn Topaz.' });
    await card.presses('Yes');
    await card.presses('Continue', { Why: 'The man Jasper.' });
    expect(allOf(mo.thread(reference))).not.toMatch(/Zircon|Topaz|Jasper|burn/i);
    expect(mo.thread(reference)).toHaveLength(1);
  });

  it('No button on the card of a call shows a fact of the child, even on a card that was tampered with', async () => {
    const { mo, ana, tom } = world;
    const other = await refers(tom, { about: { ...aboutJane, 'Your name': 'Tom Reed' } });
    const real = await world.until(() => cardInChannel(mo, other));
    const callCard = cardInChannel(ana, reference) ?? real;
    const forged = { ...callCard, json: JSON.parse(JSON.stringify(real.json).replaceAll(other, reference)) };
    for (const title of ['Ask the referrer', 'Record decision', 'Everything', 'More'])
      expect(allOf([await ana.on(forged).presses(title)])).not.toMatch(/Zircon|Topaz|Jasper/);
    expect(allOf([await ana.on(forged).presses('Everything')])).toContain('Nothing is in writing yet.');
    expect(cardInChannel(mo, reference)?.text).toContain('NOT IN WRITING YET');
  });

  it('A referrer who goes on without a call takes back that they phoned: the card says so, and the 48 hours no longer run', async () => {
    const { mo } = world;
    await card.presses('Change: Immediate danger');
    await card.presses('Yes, now');
    await card.presses('Continue to the written referral');
    const shared = await world.until(() => cardSaying(cardInChannel(mo, reference), 'No phone call is recorded.'));
    expect(shared.text).not.toContain('In writing by');
    expect(summariesIn(mo.thread(reference)).join()).not.toMatch(/: phoned/);
  });

  it('A referrer who answers “No” also takes back that they phoned, and the referral says nothing of a call', async () => {
    const { ash, mo } = world;
    const check = await phones(ash, '90 minutes ago');
    const id = referenceInButtons(check);
    await world.until(() => cardInChannel(mo, id)?.text.includes('In writing by'));
    for (let back = 0; back < 4; back += 1) await check.presses('Back');
    await check.presses('No');
    expect(check.sees().headings).toEqual(['Who is referring?']);
    await world.until(() => cardInChannel(mo, id)?.text.includes('No phone call is recorded.'));
    await fillsInAndSends(check);
    const shared = await world.until(() => inWriting(mo, id));
    expect(shared.text).not.toMatch(/URGENT|Phoned first/);
    const written = await world.until(() => writtenReferralInThread(mo, id));
    expect(wordsOf(written)).not.toMatch(/Phoned|90 minutes ago|Call handler Ann/);
  });

  it('The receipt does not say “Delivered” for a call: it waits for the referral itself', async () => {
    const { jane, mo } = world;
    await card.presses('Change: Immediate danger');
    await card.presses('Yes, now');
    await card.presses('I have phoned');
    await world.until(() => cardInChannel(mo, reference)?.text.includes('In writing by'));
    const root = mo.thread(reference)[0]?.id;
    const fault = world.teams.faults.add({
      match: ({ method, path }) => method === 'PUT' && path.endsWith(`/${root}`),
      trouble: { status: 503 },
    });
    await card.presses('Submit referral');
    expect(receipt(jane, reference).sees().text).toContain('Sending to the MASH…');
    await world.until(() => fault.struck > 0);
    expect(receipt(jane, reference).sees().text).not.toContain('Delivered to the MASH at');
    fault.end();
    await world.until(() => receipt(jane, reference).sees().text.includes('Delivered to the MASH at'));
  });

  it('The card of the call becomes the case card in the same message: it shows the call, and does not say LATE', async () => {
    const { mo } = world;
    const shared = await world.until(() => inWriting(mo, reference));
    expect(shared.text).not.toContain('NOT IN WRITING YET');
    expect(shared.text).toMatch(/Phoned first, \d\d:\d\d, \w+ \d+ \w+\n/);
    expect(shared.text).not.toMatch(/In writing|LATE/);
    expect(shared.text).toContain('Girl Zircon');
    const roots = world.teams.delivered(referrals.id).filter(({ summary }) => summary?.includes('not in writing yet'));
    expect(roots).toEqual([]);
    await world.until(() => mo.thread(reference).length === 2);
    expect(mo.thread(reference)[0]?.id).toBe(shared.activityId);
  });

  it('A referrer can type that they phoned, and take that back with “back” and “no”', async () => {
    const { pat, mo } = world;
    for (const text of ['start', 'yes', 'I have phoned', '01632 960 099']) await pat.says(text);
    const draft = referenceInButtons(pat);
    await world.until(() => cardInChannel(mo, draft)?.text.includes('In writing by'));
    for (const text of ['back', 'back', 'back', 'back', 'back', 'no']) await pat.says(text);
    await world.until(() => cardInChannel(mo, draft)?.text.includes('No phone call is recorded.'));
  });

  it('A call whose time was wrong and was corrected is not overdue', async () => {
    const { sid, mo } = world;
    const check = await phones(sid, '50 hours ago');
    const id = referenceInButtons(check);
    await world.until(() => cardInChannel(mo, id)?.text.includes('OVERDUE'));
    while (!check.sees().headings.includes('You have phoned')) await check.presses('Back');
    await check.presses('Continue', { 'When did': '5 hours ago' });
    const due = later(new Date(), 43 * hour);
    const shared = await world.until(() => {
      const seen = cardInChannel(mo, id);
      return [due, later(due, -60_000)].some((at) => seen?.text.includes(`In writing by ${shortWords(at)}`)) && seen;
    });
    expect(shared.text).not.toContain('OVERDUE');
  });
});

describe('a phone call without a written referral in time, with 48 hours as three seconds', () => {
  let world: World;
  let card: CardActions;
  let reference: string;
  beforeAll(async () => {
    const writtenConfirmation = { within: 'PT3S', remind: ['PT1S'], overdueEvery: 'PT1H' };
    world = await startWorld({
      clockStands: true,
      pack: { extends: 'hertfordshire-2016', clocks: { writtenConfirmation } },
    });
    card = await phones(world.jane, 'just now');
    reference = referenceInButtons(card);
  });
  afterAll(() => world.stop());

  it('A call without a written referral in time is overdue on the card, and the referrer is told', async () => {
    const { jane, mo } = world;
    for (const seconds of [1, 2.1]) {
      await world.pass(seconds);
    }
    await world.until(() => cardInChannel(mo, reference)?.text.match(/In writing by \d\d:\d\d, .*\. OVERDUE/));
    await world.until(() => /It was due by .*late is better than not/.test(wordsOf(jane.chat().at(-1) ?? {})));
    expect(mo.thread(reference)).toHaveLength(1);
  });

  it('A written referral that comes too late after the call goes to the MASH, and says LATE', async () => {
    const { jane, mo } = world;
    await fillsInAndSends(card);
    const shared = await world.until(() => inWriting(mo, reference));
    expect(shared.text).toContain('LATE, due within 48 hours of the call');
    await world.until(() => receipt(jane, reference).sees().text.includes('Delivered to the MASH at'));
  });
});
