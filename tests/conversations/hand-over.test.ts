import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tenantId } from '../fakes/people.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import type { CardActions } from './person.ts';
import { findLink } from './saving.ts';
import { allOf, caseCard, currentCard, decides, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';
import { startWorld, type World } from './world.ts';

describe('a referrer whose shift ends', () => {
  let world: World;
  let reference: string;
  let takeOverWords: string; // what the colleague types, with the code
  let offer: CardActions;
  beforeAll(async () => {
    world = await startWorld({ env: { ALLOW_GUESTS: 'yes' } });
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.pat, reference).sees());
    await world.until(() => receipt(world.jane, reference).sees().text.includes('Delivered'));
    await caseCard(world.pat, reference).presses('Ask the referrer');
    await caseCard(world.pat, reference).presses('Send question', { 'Your question': 'Which school is she at?' });
    await world.until(() => inChat(world.jane, 'Which school').sees());
  });
  afterAll(() => world.stop());

  const card = () => caseCard(world.mo, reference);
  const lines = () => summariesIn(world.ana.thread(reference));
  const chatOf = (who: 'jane' | 'tom' | 'sid' | 'gus') => world[who].chat().map(wordsOf).join('\n');

  it('A referrer gets a hand-over code by pressing or typing, the same one each time, and nobody else is told', async () => {
    const { jane } = world;
    await receipt(jane, reference).presses('Hand over');
    const codeCard = currentCard(jane);
    expect(codeCard.sees().headings).toEqual(['Hand over to a colleague']);
    expect(codeCard.sees().text).toContain('From then on you cannot open it. Until then it stays with you.');
    takeOverWords = new RegExp(`take over ${reference} \\d{3} \\d{3}`).exec(codeCard.sees().text)?.[0] ?? '';
    expect(takeOverWords).not.toBe('');
    for (const typed of [`hand over ${reference}`, 'Hand over.']) {
      await jane.says(typed);
      expect(currentCard(jane).sees().text).toContain(takeOverWords);
    }
    expect(receipt(jane, reference).sees().text).toContain('Delivered');
    expect(lines().filter((line) => line.includes('hand'))).toEqual([]);
    expect(world.log.join('\n')).not.toContain(takeOverWords.slice(-7).replace(' ', ''));
  });

  it('Nobody gets a hand-over code for somebody else’s referral', async () => {
    const { tom, jane } = world;
    await tom.says(`hand over ${reference}`);
    expect(currentCard(tom).sees().headings).toEqual(['I cannot open that']);
    const stolen = await tom.on(receipt(jane, reference).sees()).presses('Hand over');
    expect(allOf([stolen.body])).not.toContain('take over HT');
    expect(chatOf('tom')).not.toMatch(/take over HT/);
  });

  it('A wrong code, a wrong reference and a case without a code are answered alike, so that nothing can be found out', async () => {
    const { sid, tom } = world;
    const other = await refers(tom);
    const wrongCode = takeOverWords.endsWith('000 001') ? '000 002' : '000 001';
    const answers: string[] = [];
    for (const typed of [
      `take over ${reference} ${wrongCode}`,
      `take over HT-0000-000 ${wrongCode}`,
      `take over ${other} ${wrongCode}`,
    ]) {
      await sid.says(typed);
      expect(currentCard(sid).sees().headings).toEqual(['I cannot hand that over']);
      answers.push(currentCard(sid).sees().text);
    }
    expect(new Set(answers).size).toBe(1);
    expect(chatOf('sid')).not.toMatch(/Jane|Girl|burn/);
  });

  it('A guest of the organisation cannot take a referral over', async () => {
    const { gus } = world;
    await gus.says(takeOverWords);
    expect(currentCard(gus).sees().headings).toEqual(['You cannot take that over']);
    expect(chatOf('gus')).not.toMatch(/Jane|Girl|burn/);
  });

  it('The colleague reads what a hand-over means and no fact, gives a number and accepts in one press', async () => {
    const { sid } = world;
    await sid.says(takeOverWords);
    offer = currentCard(sid);
    expect(offer.sees().headings).toEqual(['Take this referral over?']);
    expect(offer.sees().text).toContain('Jane Okafor hands a referral to you.');
    expect(chatOf('sid')).not.toMatch(/Girl|burn|school|01632 960 014/);
    await offer.presses('I take it over');
    expect(offer.sees().text).toContain('Write the number to ring.');
    expect(receipt(world.jane, reference).sees().text).toContain('Delivered');
    const offerBefore = offer.sees();
    const answers = await offer.doubleClicks('I take it over', { 'Phone, for': '01632 960 077' });
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(allOf(answers)).toContain('It is with you now');
    const late = await world.tom.on(offerBefore).presses('I take it over', { 'Phone, for': '01632 960 078' });
    expect(allOf([late.card])).toContain('I cannot hand that over');
    await world.until(() => lines().includes(`${reference}: The referrer has handed it over`));
    expect(lines().filter((line) => line.endsWith('has handed it over'))).toHaveLength(1);
  });

  it('The MASH’s card names both referrers, with both numbers', async () => {
    await world.until(() => card().sees().text.includes('Handed over by Jane Okafor'));
    const { text } = card().sees();
    expect(text).toMatch(/Handed over by Jane Okafor, \d\d:\d\d, [^\n]*\. It is with\nSid Stone\n01632 960 077/);
    expect(text).toContain('Jane Okafor, role not given');
    expect(text).toContain('01632 960 014');
    expect(card().sees().buttons).toContain('Record decision');
  });

  it('The first referrer reads that the colleague accepted, and can no longer open anything of the case', async () => {
    const { jane } = world;
    await world.until(() => inChat(jane, 'Sid Stone took it over').sees());
    await world.until(() => !chatOf('jane').includes('Which school')); // the bot replaces the old cards of the case
    expect(chatOf('jane')).not.toContain('Decision due by');
    for (const typed of [`my copy ${reference}`, `add ${reference}: More.`, `hand over ${reference}`]) {
      await jane.says(typed);
      expect(currentCard(jane).sees().headings).toEqual(['I cannot open that']);
    }
    expect((await jane.says('my referrals')).map(wordsOf).join()).not.toContain(reference);
    const seen = inChat(jane, 'took it over').sees();
    expect(seen.json.fallbackText).toBe(`${reference} was handed over`);
  });

  it('The new referrer has the receipt, answers the open question, adds, and hears the decision', async () => {
    const { sid, mo, jane } = world;
    await world.until(() => receipt(sid, reference).sees().text.includes('Handed over to you by Jane Okafor'));
    await world.until(() => inChat(sid, 'Which school').sees());
    await inChat(sid, 'Which school').presses('Send answer', { 'Your answer': 'Hillside, year 9.' });
    await world.until(() => card().sees().text.includes('Hillside, year 9.'));
    await sid.says(`add ${reference}: A grey car.`);
    await world.until(() => card().sees().text.includes('A grey car.'));
    const before = jane.chat().length;
    await mo.mentions(`tell ${reference}: Police are at the door.`);
    await world.until(() => inChat(sid, 'Police are at the door.').sees());
    await decides(mo, reference);
    await world.until(() => inChat(sid, 'The MASH has decided').sees());
    await world.until(() => receipt(sid, reference).sees().buttons.includes('I disagree'));
    expect(jane.chat()).toHaveLength(before);
    await sid.says(`my copy ${reference}`);
    expect(findLink(sid.chat())).toBeDefined();
    expect((await sid.says('my referrals')).map(wordsOf).join()).toContain(reference);
  });

  it('Whoever works on a case for the MASH cannot take it over, and a manager who takes one over cannot decide it', async () => {
    const { tom, ana, mo } = world;
    const other = await refers(tom);
    await world.until(() => caseCard(mo, other).sees());
    await caseCard(mo, other).presses('Take this referral');
    await tom.says(`hand over ${other}`);
    const code = new RegExp(`take over ${other} [\\d ]{7}`).exec(currentCard(tom).sees().text)?.[0] ?? '';
    await mo.says(code);
    expect(currentCard(mo).sees().headings).toEqual(['You work on this one for the MASH']);
    await ana.says(code);
    await currentCard(ana).presses('I take it over', { 'Phone, for': '01632 960 079' });
    await world.until(() => caseCard(ana, other).sees().text.includes('Handed over by'));
    const answer = await caseCard(ana, other).presses('Record decision');
    expect(answer.message).toContain('You made this referral');
  });
});

describe('a referral and another organisation', () => {
  const elsewhere = '0e4a0000-0000-4000-8000-000000000009';
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ env: { ALLOWED_TENANTS: `${tenantId},${elsewhere}` } });
  });
  afterAll(() => world.stop());

  it('A referral cannot be handed to somebody of another organisation, even one that may refer', async () => {
    const { jane, sid } = world;
    const reference = await refers(jane);
    await jane.says(`hand over ${reference}`);
    const code = new RegExp(`take over ${reference} [\\d ]{7}`).exec(currentCard(jane).sees().text)?.[0] ?? '';
    const message = teamsClient(sid.profile, world.teams).message(sid.chatId, code);
    await sid.raw({
      ...message,
      conversation: { ...message.conversation, tenantId: elsewhere },
      channelData: { ...(message.channelData as object), tenant: { id: elsewhere } },
    });
    await world.until(() => inChat(sid, 'You cannot take that over').sees());
    await sid.says(code);
    expect(currentCard(sid).sees().headings).toEqual(['Take this referral over?']);
  });
});
