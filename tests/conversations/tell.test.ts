import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import type { Person } from './person.ts';
import { hears, linesOf, repliesInText, seesCase, seesLine, seesReceipt } from './waiting.ts';
import { allOf, arrives, caseCard, decides, inChat, opensCallForm, referenceOn, summariesIn } from './walks.ts';

const keepHer = 'Keep her until 15:30, police are coming to the side door.';

const world = aWorld();
const { jane, tom, mo, ana, pat, gus, until } = world;

describe('a message of the MASH to the referrer', () => {
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, jane);
  });

  const card = (who: Person = mo) => caseCard(who, reference);

  it('“Tell the referrer” refuses an empty message, and a double press sends a message once', async () => {
    const due = /Decision due by (.*)/.exec(card().sees().text)?.[1];
    const form = card(pat);
    await form.presses('Tell the referrer');
    isHeaded(form, 'Tell the referrer');
    shows(form, 'NOT KNOWN IF THE CARER KNOWS');
    await form.presses('Send message', { 'Your message': ' ' });
    shows(form, 'Write your message.');
    const answers = await form.doubleClicks('Send message', { 'Your message': keepHer });
    for (const { status } of answers) expect(status).toBe(200);
    const { text } = await seesCase(mo, reference, keepHer, 'Awaiting decision · seen, but nobody has taken it');
    expect(/Decision due by (.*)/.exec(text)?.[1]).toBe(due);
    expect(await seesLine(ana, reference, 'Message to the referrer')).toHaveLength(1); // comes just after the card
  });

  it('The message reaches the referrer at once, with only the reference in its notification, and the receipt shows it', async () => {
    const { json, text } = await hears(jane, 'A message from the MASH');
    expect(json.fallbackText).toBe(`The MASH has a message about ${reference}`);
    contains(text, keepHer, 'It is not known if the parent or carer knows.', '0300 123 4043');
    expect(text).toMatch(/Pat Lee, \d\d:\d\d/);
    lacks(summariesIn(jane.chat()).join(), 'police');
    await seesReceipt(jane, reference, keepHer, 'Seen by the MASH');
    for (const other of [world.tom, world.sid, world.dee]) expect(other.chat()).toEqual([]);
  });

  it('The card shows whether the message was delivered, and whether it was read', async () => {
    await until(() =>
      /Told the referrer \d\d:\d\d, by Pat Lee · delivered \d\d:\d\d, not read yet/.test(card().sees().text),
    );
    const message = inChat(jane, 'A message from the MASH');
    await message.presses('I have read it');
    shows(message, 'You have read it');
    expect(message.sees().buttons).toEqual(['My referrals']);
    await jane.repeats();
    await until(() => /by Pat Lee · read \d\d:\d\d/.test(card().sees().text));
    expect(await seesLine(ana, reference, 'The referrer has read your message')).toHaveLength(1);
  });

  it('A member of the MASH can type a message in the channel with the reference, and in the thread without it', async () => {
    await repliesInText(
      mo.mentions(`tell ${reference}: An officer is at the front desk.`),
      `${reference}: Your message is on its way. This card shows when they have it.`,
    );
    await hears(jane, 'An officer is at the front desk.');
    await mo.mentions('tell: She has left, thank you.', { thread: card().sees().conversationId });
    await hears(jane, 'She has left, thank you.');
    await until(() => allOf(ana.thread(reference)).includes('An officer is at the front desk.'));
    await jane.says('I have read it');
    await until(() => linesOf(ana, reference, 'The referrer has read your message').length === 2);
  });

  it('A message without a reference, too long, empty, or by somebody outside the MASH is sent to nobody', async () => {
    const before = jane.chat().length;
    await repliesInText(mo.mentions('tell: Zircon.'), 'Nothing was sent: which referral?');
    await repliesInText(mo.mentions('tell HT-7: Zircon.'), 'that is no whole reference');
    await repliesInText(mo.mentions(`tell ${reference}: ${'Zircon '.repeat(300)}`), 'At most 2,000');
    await repliesInText(mo.mentions(`tell ${reference}:`), 'Write your message.');
    await repliesInText(gus.mentions(`tell ${reference}: Zircon.`), 'Only members of the MASH team');
    expect(jane.chat()).toHaveLength(before);
    lacks(allOf(ana.thread(reference)), 'Zircon');
  });

  it('A message can be sent after the decision, too, and no log has its words', async () => {
    await decides(mo, reference);
    await hears(jane, 'The MASH has decided');
    await card().presses('Tell the referrer', 'Send message', { 'Your message': 'A worker rings you at nine.' });
    await hears(jane, 'A worker rings you at nine.');
    expect(world.log.join('\n')).not.toMatch(/side door|front desk|rings you at nine/);
  });
});

// A message to a referrer whom Teams does not reach

it('The card says that the message did not reach the referrer, with the number to ring, until somebody has rung', async () => {
  const reference = await arrives(world, tom);
  world.teams.faults.add({
    match: ({ method, path }) => method !== 'GET' && path.startsWith(`/v3/conversations/${tom.chatId}/`),
    trouble: { status: 403 },
  });
  await mo.mentions(`tell ${reference}: ${keepHer}`);
  await seesCase(
    pat,
    reference,
    'NOT REACHED: ring them',
    'The referrer was NOT REACHED in Teams. Please ring them:\n01632 960 014',
  );
  await caseCard(pat, reference).presses('I have told them');
  await until(() => /by Mo Hussain · told by phone \d\d:\d\d/.test(caseCard(mo, reference).sees().text));
});

it('The bot cannot message a caller who is not in Teams, and says to ring them', async () => {
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
  lacks((await seesCase(mo, reference)).buttons, 'Tell the referrer');
  await repliesInText(
    mo.mentions(`tell ${reference}: Stay there.`),
    'They rang, so I cannot reach them here. Ring them: the number is on the card.',
  );
});
