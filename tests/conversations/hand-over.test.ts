import { beforeAll, describe, expect, it } from '@jest/globals';
import { tenantId } from '../fakes/people.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions } from './person.ts';
import { findLink } from './saving.ts';
import { hears, replies, seesCase, seesLine, seesReceipt } from './waiting.ts';
import { allOf, arrives, asks, currentCard, decides, inChat, receipt, refers, summariesIn, wordsOf } from './walks.ts';

describe('a referrer whose shift ends', () => {
  const world = aWorld({ env: { ALLOW_GUESTS: 'yes' } });
  const { jane, tom, mo, ana, gus, sid, until } = world;
  let reference: string;
  let takeOverWords: string; // what the colleague types, with the code
  let offer: CardActions;
  beforeAll(async () => {
    reference = await arrives(world, jane);
    await asks(world.pat, reference, 'Which school is she at?');
    await hears(jane, 'Which school');
  });

  const chatOf = (who: 'jane' | 'tom' | 'sid' | 'gus') => world[who].chat().map(wordsOf).join('\n');

  it('A referrer gets a hand-over code by pressing or typing, the same one each time, and nobody else is told', async () => {
    await receipt(jane, reference).presses('Hand over');
    const codeCard = currentCard(jane);
    isHeaded(codeCard, 'Hand over to a colleague');
    shows(codeCard, 'From then on you cannot open it. Until then it stays with you.');
    takeOverWords = new RegExp(`take over ${reference} \\d{3} \\d{3}`).exec(codeCard.sees().text)?.[0] ?? '';
    expect(takeOverWords).not.toBe('');
    for (const typed of [`hand over ${reference}`, 'Hand over.']) {
      await jane.says(typed);
      shows(currentCard(jane), takeOverWords);
    }
    shows(receipt(jane, reference), 'Delivered');
    lacks(summariesIn(ana.thread(reference)).join(), 'hand');
    lacks(world.log.join('\n'), takeOverWords.slice(-7).replace(' ', ''));
  });

  it('A wrong code, a wrong reference and a case without a code are answered alike, so that nothing can be found out', async () => {
    const other = await refers(tom);
    const wrongCode = takeOverWords.endsWith('000 001') ? '000 002' : '000 001';
    const answers = new Set<string>();
    for (const which of [reference, 'HT-0000-000', other]) {
      await sid.says(`take over ${which} ${wrongCode}`);
      isHeaded(currentCard(sid), 'I cannot hand that over');
      answers.add(currentCard(sid).sees().text);
    }
    expect(answers.size).toBe(1);
    expect(chatOf('sid')).not.toMatch(/Jane|Girl|burn/);
  });

  it('A guest of the organisation cannot take a referral over', async () => {
    await gus.says(takeOverWords);
    isHeaded(currentCard(gus), 'You cannot take that over');
    expect(chatOf('gus')).not.toMatch(/Jane|Girl|burn/);
  });

  it('The colleague reads what a hand-over means and no fact, gives a number and accepts in one press', async () => {
    await sid.says(takeOverWords);
    offer = currentCard(sid);
    isHeaded(offer, 'Take this referral over?');
    shows(offer, 'Jane Okafor hands a referral to you.');
    expect(chatOf('sid')).not.toMatch(/Girl|burn|school|01632 960 014/);
    await offer.presses('I take it over');
    shows(offer, 'Write the number to ring.');
    shows(receipt(jane, reference), 'Delivered');
    const offerBefore = offer.sees();
    const answers = await offer.doubleClicks('I take it over', { 'Phone, for': '01632 960 077' });
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    contains(allOf(answers), 'It is with you now');
    const late = await tom.on(offerBefore).presses('I take it over', { 'Phone, for': '01632 960 078' });
    contains(allOf([late.card]), 'I cannot hand that over');
    expect(await seesLine(ana, reference, 'The referrer has handed it over')).toHaveLength(1);
  });

  it('The MASH’s card names both referrers, with both numbers', async () => {
    const { text, buttons } = await seesCase(
      mo,
      reference,
      'Jane Okafor, role not given',
      '01632 960 014',
      'Sid Stone',
    );
    expect(text).toMatch(/Handed over by Jane Okafor, \d\d:\d\d, [^\n]*\. It is with\nSid Stone\n01632 960 077/);
    contains(buttons, 'Record decision');
  });

  it('The first referrer reads that the colleague accepted, and can no longer open anything of the case', async () => {
    const { json } = await hears(jane, 'Sid Stone took it over');
    expect(json.fallbackText).toBe(`${reference} was handed over`);
    // the bot replaces the old cards of the case
    await until(() => !/Which school|Decision due by/.test(chatOf('jane')));
    for (const typed of [`my copy ${reference}`, `add ${reference}: More.`, `hand over ${reference}`]) {
      await jane.says(typed);
      isHeaded(currentCard(jane), 'I cannot open that');
    }
    lacks((await jane.says('my referrals')).map(wordsOf).join(), reference);
  });

  it('The new referrer has the receipt, answers the open question, adds, and hears the decision', async () => {
    await seesReceipt(sid, reference, 'Handed over to you by Jane Okafor');
    await hears(sid, 'Which school');
    await inChat(sid, 'Which school').presses('Send answer', { 'Your answer': 'Hillside, year 9.' });
    await sid.says(`add ${reference}: A grey car.`);
    await seesCase(mo, reference, 'Hillside, year 9.', 'A grey car.');
    const before = jane.chat().length;
    await mo.mentions(`tell ${reference}: Police are at the door.`);
    await hears(sid, 'Police are at the door.');
    await decides(mo, reference);
    await hears(sid, 'The MASH has decided');
    await until(() => receipt(sid, reference).sees().buttons.includes('I disagree'));
    expect(jane.chat()).toHaveLength(before);
    await sid.says(`my copy ${reference}`);
    expect(findLink(sid.chat())).toBeDefined();
    await replies(sid.says('my referrals'), reference);
  });
});

describe('a referral and another organisation', () => {
  const elsewhere = '0e4a0000-0000-4000-8000-000000000009';
  const world = aWorld({ env: { ALLOWED_TENANTS: `${tenantId},${elsewhere}` } });
  const { jane, sid } = world;

  it('A referral cannot be handed to somebody of another organisation, even one that may refer', async () => {
    const reference = await refers(jane);
    await jane.says(`hand over ${reference}`);
    const code = new RegExp(`take over ${reference} [\\d ]{7}`).exec(currentCard(jane).sees().text)?.[0] ?? '';
    const message = teamsClient(sid.profile, world.teams).message(sid.chatId, code);
    await sid.raw({
      ...message,
      conversation: { ...message.conversation, tenantId: elsewhere },
      channelData: { ...(message.channelData as object), tenant: { id: elsewhere } },
    });
    await hears(sid, 'You cannot take that over');
    await sid.says(code);
    isHeaded(currentCard(sid), 'Take this referral over?');
  });
});
