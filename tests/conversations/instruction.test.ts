import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Person } from './person.ts';
import { linkIn } from './saving.ts';
import {
  aboutJane,
  caseCard,
  decides,
  inChat,
  opensCallForm,
  receipt,
  referenceOn,
  refers,
  summariesIn,
  textsOf,
  wordsOf,
} from './walks.ts';
import { startWorld, type World } from './world.ts';

const keepHer = 'Keep her until 15:30, police are coming to the side door.';

describe('a message of the MASH to the referrer', () => {
  let world: World;
  let reference: string;
  beforeAll(async () => {
    world = await startWorld();
    reference = await refers(world.jane);
    await world.until(() => caseCard(world.pat, reference).sees());
    await world.until(() => receipt(world.jane, reference).sees().text.includes('Delivered'));
  });
  afterAll(() => world.stop());

  const card = (who: Person = world.mo) => caseCard(who, reference);
  const lines = () => summariesIn(world.ana.thread(reference));
  const words = () => world.ana.thread(reference).map(wordsOf).join('\n');

  it('“Tell the referrer” refuses an empty message, and a double press sends a message once', async () => {
    const due = /Decision due by (.*)/.exec(card().sees().text)?.[1];
    const form = card(world.pat);
    await form.presses('Tell the referrer');
    expect(form.sees().headings).toEqual(['Tell the referrer']);
    expect(form.sees().text).toContain('CARER NOT TOLD');
    await form.presses('Send message', { 'Your message': ' ' });
    expect(form.sees().text).toContain('Write your message.');
    const answers = await form.doubleClicks('Send message', { 'Your message': keepHer });
    for (const { status } of answers) expect(status).toBe(200);
    await world.until(() => card().sees().text.includes(keepHer));
    expect(/Decision due by (.*)/.exec(card().sees().text)?.[1]).toBe(due);
    expect(card().sees().text).toContain('Awaiting decision · seen, but nobody has taken it');
    await world.until(() => lines().includes(`${reference}: Message to the referrer`)); // comes just after the card
    expect(lines().filter((line) => line === `${reference}: Message to the referrer`)).toHaveLength(1);
  });

  it('The message reaches the referrer at once, with only the reference in its notification, and the receipt shows it', async () => {
    const { jane } = world;
    await world.until(() => inChat(jane, 'A message from the MASH').sees());
    const message = inChat(jane, 'A message from the MASH').sees();
    expect(message.json.fallbackText).toBe(`The MASH has a message about ${reference}`);
    expect(message.text).toContain(keepHer);
    expect(message.text).toMatch(/Pat Lee, \d\d:\d\d/);
    expect(message.text).toContain('The parent or carer has NOT been told.');
    expect(message.text).toContain('0300 123 4043');
    expect(summariesIn(jane.chat()).join('\n')).not.toContain('police');
    await world.until(() => receipt(jane, reference).sees().text.includes(keepHer));
    expect(receipt(jane, reference).sees().text).toContain('Seen by the MASH');
    for (const other of [world.tom, world.sid, world.dee]) expect(other.chat()).toEqual([]);
  });

  it('The card shows whether the message was delivered, and whether it was read', async () => {
    const { jane } = world;
    await world.until(() =>
      /Told the referrer \d\d:\d\d, by Pat Lee · delivered \d\d:\d\d, not read yet/.test(card().sees().text),
    );
    const message = inChat(jane, 'A message from the MASH');
    await message.presses('I have read it');
    expect(message.sees().text).toContain('You have read it');
    expect(message.sees().buttons).toEqual(['My referrals']);
    await jane.repeats();
    await world.until(() => /by Pat Lee · read \d\d:\d\d/.test(card().sees().text));
    await world.until(() => lines().includes(`${reference}: The referrer has read your message`));
    expect(lines().filter((line) => line.includes('has read'))).toHaveLength(1);
  });

  it('A member of the MASH can type a message in the channel with the reference, and in the thread without it', async () => {
    const { mo, jane } = world;
    const replies = await mo.mentions(`tell ${reference}: An officer is at the front desk.`);
    expect(textsOf(replies)).toBe(`${reference}: Your message is on its way. This card shows when they have it.`);
    await world.until(() => inChat(jane, 'An officer is at the front desk.').sees());
    await mo.mentions('tell: She has left, thank you.', { thread: card().sees().conversationId });
    await world.until(() => inChat(jane, 'She has left, thank you.').sees());
    await world.until(() => words().includes('An officer is at the front desk.'));
    await jane.says('I have read it');
    await world.until(() => lines().filter((line) => line.includes('has read')).length === 2);
  });

  it('A message without a reference, too long, empty, or by somebody outside the MASH is sent to nobody', async () => {
    const { mo, gus, jane } = world;
    const before = summariesIn(jane.chat()).length;
    expect(textsOf(await mo.mentions('tell: Zircon.'))).toContain('Nothing was sent: which referral?');
    expect(textsOf(await mo.mentions('tell HT-7: Zircon.'))).toContain('that is no whole reference');
    expect(textsOf(await mo.mentions(`tell ${reference}: ${'Zircon '.repeat(300)}`))).toContain('At most 2,000');
    expect(textsOf(await mo.mentions(`tell ${reference}:`))).toContain('Write your message.');
    expect(textsOf(await gus.mentions(`tell ${reference}: Zircon.`))).toContain('Only members of the MASH team');
    const form = card(world.pat);
    await form.presses('Tell the referrer');
    const forged = await gus.on(form.sees()).presses('Send message', { 'Your message': 'Zircon.' });
    expect(forged.card).toBeUndefined();
    expect(summariesIn(jane.chat())).toHaveLength(before);
    expect(words()).not.toContain('Zircon');
  });

  it('A message can be sent after the decision, too, and no log has its words', async () => {
    const { mo, jane } = world;
    await decides(mo, reference);
    await world.until(() => inChat(jane, 'The MASH has decided').sees());
    await card().presses('Tell the referrer');
    await card().presses('Send message', { 'Your message': 'A worker rings you at nine.' });
    await world.until(() => inChat(jane, 'A worker rings you at nine.').sees());
    await jane.says(`my copy ${reference}`);
    const link = linkIn(jane.chat());
    const page = await fetch(link.replace('localhost', '127.0.0.1'));
    expect(page.status).toBe(200);
    expect(world.log.join('\n')).not.toMatch(/side door|front desk|rings you at nine/);
  });

  it('A member of the MASH cannot send a message to themselves as the referrer', async () => {
    const { ana } = world;
    const ownReferral = await refers(ana, { about: { ...aboutJane, 'Your name': 'Ana Silva' } });
    await world.until(() => caseCard(ana, ownReferral).sees());
    const answer = await caseCard(ana, ownReferral).presses('Tell the referrer');
    expect(answer.message).toBe('You made this referral, so a colleague must tell you.');
  });
});

describe('a message to a referrer whom Teams does not reach', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld();
  });
  afterAll(() => world.stop());

  it('The card says that the message did not reach the referrer, with the number to ring, until somebody has rung', async () => {
    const { jane, mo, pat } = world;
    const reference = await refers(jane);
    await world.until(() => receipt(jane, reference).sees().text.includes('Delivered'));
    world.teams.faults.add({
      match: ({ method, path }) => method !== 'GET' && path.startsWith(`/v3/conversations/${jane.chatId}/`),
      trouble: { status: 403 },
    });
    await mo.mentions(`tell ${reference}: ${keepHer}`);
    const lost = await world.until(() => {
      const { text } = caseCard(pat, reference).sees();
      return text.includes('NOT REACHED: ring them') && text;
    });
    expect(lost).toContain('The referrer was NOT REACHED in Teams. Please ring them:\n01632 960 014');
    await caseCard(pat, reference).presses('I have told them');
    await world.until(() => /by Mo Hussain · told by phone \d\d:\d\d/.test(caseCard(mo, reference).sees().text));
  });

  it('The bot cannot message a caller who is not in Teams, and says to ring them', async () => {
    const { pat, mo } = world;
    const form = await opensCallForm(pat);
    await form.presses('Log it', {
      'Who rang': 'Nina Berg',
      'Their agency': 'Police',
      'Their phone': '01632 960 099',
      'When did they ring': 'just now',
      Urgent: 'No',
      'What did they say': 'A girl in a flat.',
    });
    const reference = referenceOn(form);
    await world.until(() => caseCard(mo, reference).sees());
    expect(caseCard(mo, reference).sees().buttons).not.toContain('Tell the referrer');
    const replies = await mo.mentions(`tell ${reference}: Stay there.`);
    expect(textsOf(replies)).toContain('They rang, so I cannot reach them here. Ring them: the number is on the card.');
  });
});
