import { expect, it } from '@jest/globals';
import { oncePer } from '../../src/base/once-per.ts';
import { StaffId } from '../../src/base/people.ts';
import { CaseId } from '../../src/base/reference.ts';
import type { Card } from '../../src/cards/parts.ts';
import { callInviteCard } from '../../src/features/desk/cards.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { aCall } from './phoning.ts';

const inCare = { child: { 'In care?': 'Yes' } };
const place = '14 Mill Lane, Hitchin SG5 1AA';
const secret = /Mill Lane|Hitchin|SG5/;
const [leaveOut, mayRead] = ['Yes: leave it out', 'No: the MASH may read it'];

const world = aProgram();
const { machine, inChat, caseCard, receiptOf, services } = world;

/** All that was ever sent to anybody but Jane, or written over since. */
const toOthers = () => world.told.flatMap((each) => (each.to.includes('jane') ? [] : inWords(each.message))).join('\n');
const inWords = oncePer((message: object) => JSON.stringify(message));
const asked = () => inChat('jane').findLast((card) => titles(card).includes(leaveOut));
const says = (words: string): Promise<Card> => world.says(words);
async function answers(title: string): Promise<Card> {
  const answer = await world.presses('jane', asked() ?? {}, title);
  await machine.pass(1000);
  return answer;
}
const stored = async (reference: string) => JSON.stringify(await services.cases.load(CaseId.parse(reference)));
const inThread = (reference: string) => world.lines(reference).join();

let reference: string;

it('All other words go at once, danger rings at once, and only the address waits for its author', async () => {
  reference = await world.refers(inCare);
  await says(`He is here now, he has a knife, she is at ${place}`);
  contains(text(caseCard(reference)), 'He is here now, he has a knife, she is at [address 1 held back]');
  expect(world.summaries('mo', reference).length).toBeGreaterThan(0);
  expect(toOthers()).not.toMatch(secret);
  expect(summaryOf(asked())).toBe(`Referral ${reference}`);
  contains(text(asked()), 'Is the child placed there?', place);
  contains(text(receiptOf(reference)), 'An address you wrote is held back');
  lacks(text(receiptOf(reference)), 'Mill Lane');
  contains(text(await says('my referrals')), 'an address you wrote is held back until you answer');
});

it('“No” shows it to the MASH: on the card, and as news in the thread; the same address is not asked about again', async () => {
  contains(text(await answers(mayRead)), 'The MASH can read it.\nNo address of yours is held back.');
  contains(text(caseCard(reference)), `she is at ${place}`);
  contains(inThread(reference), 'The child is not placed there');
  const before = asked();
  await says('add: still at 14 Mill Lane');
  contains(text(caseCard(reference)), 'still at 14 Mill Lane');
  expect(asked()).toBe(before);
});

it('“No” by mistake can be taken back: the address goes from the card and from what was posted, also from words that wait', async () => {
  await says('add: now at 8 Yew Row');
  await answers(mayRead);
  contains(text(caseCard(reference)), 'now at 8 Yew Row');
  const sent = await says(`add ${reference}: or at 8 Yew Row`);
  await world.presses('jane', sent, 'Another child');
  await world.types('jane', `placed ${reference}`);
  await machine.pass(3000);
  contains(text(caseCard(reference)), 'now at [place left out]');
  expect(inThread(reference)).not.toMatch(/Yew Row/);
  expect(await stored(reference)).not.toMatch(/Yew Row/);
  expect(JSON.stringify(await services.people.load(StaffId.parse(profiles.jane.objectId)))).not.toMatch(/Yew Row/);
});

it('“yes” typed removes an address for good, from the stored case too; the same words again are asked about again', async () => {
  await machine.pass(11 * minute); // no more with the words that wait
  await says('they moved her to 9 Fir Row, Luton');
  const answer = text(await says('yes'));
  contains(answer, 'Left out. The MASH does not see it.\nNo address of yours is held back.');
  contains(text(caseCard(reference)), 'they moved her to [place left out]');
  expect(await stored(reference)).not.toMatch(/Fir Row/);
  await says('add: she is still at 9 Fir Row');
  contains(text(caseCard(reference)), 'she is still at [address');
  expect(toOthers()).not.toMatch(/Fir Row/);
});

it('A “yes” that could answer two questions answers none', async () => {
  await says('add: at 3 Elm Way, they leave at 3.20');
  contains(text(await says('yes')), 'Which question?', '“time: yes” or “address: yes”');
  contains(text(caseCard(reference)), /at \[address \d held back\], they leave at 3.20/);
  contains(text(await says('address: yes')), '4  9 Fir Row: is the child placed there?', '“5 yes” or “5 no”');
  contains(text(await says('4 yes, 5 yes')), 'Left out. The MASH does not see it.');
});

it('Words without a child are shown to the MASH without addresses, and are held back in the case that they go to', async () => {
  const another = await world.refers({ child: { 'In care?': 'No' } });
  await machine.pass(3 * minute);
  const which = await says('she was taken to 7 Ash Lane');
  contains(text(which), 'Which child?');
  const told = inChat('mo').findLast((card) => text(card).includes('Child not yet said'));
  const shown = await world.presses('mo', told ?? {}, 'Show the words', {}, 'chat');
  contains(text(shown), 'she was taken to [address held back]');
  await world.presses('jane', which, reference);
  await machine.pass(1000);
  contains(text(caseCard(reference)), /she was taken to \[address \d+ held back\]/);
  contains(text(asked()), '7 Ash Lane');
  await answers(mayRead);
  contains(text(caseCard(reference)), 'she was taken to 7 Ash Lane');
  lacks(text(caseCard(another)), 'Ash Lane');
});

it('What was added to one child and is about another takes no mask with it', async () => {
  const sent = await says(`add ${reference}: they went to 5 Oak Row`);
  const which = await world.presses('jane', sent, 'Another child');
  const told = inChat('mo').findLast((card) => text(card).includes('Child not yet said'));
  await machine.pass(1000);
  lacks(text(await world.presses('mo', told ?? {}, 'Show the words', {}, 'chat')), 'Oak Row');
  lacks(text(which), 'Oak Row');
});

it('An address in words of the MASH reaches nobody, the referrer least of all, until its writer has answered in their own chat', async () => {
  const form = await world.presses('mo', caseCard(reference) ?? {}, 'Tell the referrer');
  await world.presses('mo', form, 'Send message', { 'Your message': 'She is safe at 2 Work Row' });
  await machine.pass(1000);
  contains(
    text(inChat('jane').findLast((card) => text(card).includes('She is safe at'))),
    /at \[address \d+ held back\]/,
  );
  const question = inChat('mo').findLast((card) => text(card).includes('Is the child placed there?'));
  contains(text(question), '2 Work Row');
  expect(summaryOf(question)).toBe(`${reference}: a question about what you wrote`);
  await says(`not placed ${reference}`); // of an address of her own
  lacks(text(caseCard(reference)), 'Work Row');
  const thanks = await world.types('mo', `placed ${reference}`);
  await machine.pass(1000);
  contains(text(thanks), 'No address of yours is held back.');
  expect(await stored(reference)).not.toMatch(/Work Row/);
  await says('my referrals');
  expect(JSON.stringify(inChat('jane'))).not.toMatch(/Work Row/);
});

it('The same words pressed twice are one message, though their address is held back', async () => {
  const form = await world.presses('mo', caseCard(reference) ?? {}, 'Tell the referrer');
  for (const _ of ['once', 'twice'])
    await world.presses('mo', form, 'Send message', { 'Your message': 'We ring you from 6 Elm Close' });
  const { events } = (await services.cases.load(CaseId.parse(reference))) ?? { events: [] };
  expect(events.filter(({ type }) => type === 'ReferrerMessaged')).toHaveLength(2);
});

it('Care that becomes known after a call was joined counts in the call, too: its writer is asked, and may say yes', async () => {
  const kept = await world.refers({ child: { 'In care?': 'No' } });
  const form = await world.presses('mo', callInviteCard(), 'Open the form');
  const logged = await world.presses('mo', form, 'Log it', { ...aCall, 'What did they say': 'She is at 6 Kiln Lane.' });
  const call = /HT-[\w-]{8}/.exec(text(logged))?.[0] ?? '';
  await machine.pass(1000);
  await world.types('ana', `join ${call} with ${kept}`);
  contains(await stored(call), 'JoinedInto', 'She is at 6 Kiln Lane.');
  await says(`add ${kept}: she is in foster care now`);
  await machine.pass(1000);
  contains(await stored(call), 'She is at [address 1 held back].');
  contains(text(inChat('mo').findLast((card) => titles(card).includes(leaveOut))), call, '6 Kiln Lane');
  contains(text(await world.types('mo', `placed ${call}`)), 'No address of yours is held back.');
  expect(await stored(call)).not.toMatch(/Kiln Lane/);
});

it.each(['yes leave it out', 'yep thats right', 'yes thats her placement'])(
  '“%s” answers as “yes” does, and is no leaving; its street without the number is held back later, too',
  async (words) => {
    reference = await world.refersAnew(inCare);
    await says(`add ${reference}: now at 6 Holly Lane`);
    contains(text(await says(`${reference} ${words}`)), 'Left out. The MASH does not see it.');
    lacks(text(caseCard(reference)), 'Leaves sight');
    await says(`add ${reference}: he was waiting on holly lane again`);
    contains(text(caseCard(reference)), 'he was waiting on [address');
    expect(toOthers()).not.toMatch(/holly lane/i);
  },
);

// What is said in more words

const held = () => /\[address \d+ held back\]/.test(text(caseCard(reference)));
const alertsOf = () =>
  world.told.filter(
    ({ to, message }) => 'alert' in message && message.alert && (to === 'a:jane' || to.includes('jane')),
  ).length;

it.each(['no dont share it with anyone', 'address: no dont tell them', 'leave it out', 'can u leave that out pls'])(
  '“%s” keeps the address back, deletes nothing, and is news as well',
  async (words) => {
    reference = await world.refersAnew(inCare);
    await says(`add ${reference}: her new carers are at 4 Birch Close, Blaby`);
    contains(text(await says(`${reference} ${words}`)), 'It stays held back, and nothing is deleted.', 'Birch Close');
    contains(text(caseCard(reference)), words.replace('address: ', ''));
    expect(held()).toBe(true);
    expect(toOthers()).not.toMatch(/Birch Close/);
    expect(await stored(reference)).toMatch(/Birch Close/);
    contains(text(await says(`${reference} 1`)), 'Left out. The MASH does not see it.');
    expect(await stored(reference)).not.toMatch(/Birch Close/);
  },
);

it('A “no” with other words leaves it held, and so does a plain “no” after it: it is asked plainly, and “2” shows it', async () => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: she could move to 4 Tarn Close`);
  contains(text(await says(`${reference} no she is placed there thats the point`)), 'Type 1 or 2:', '4 Tarn Close');
  contains(text(await says(`${reference} no`)), '2 No, the child is not placed there.');
  expect(held()).toBe(true);
  expect(toOthers()).not.toMatch(/Tarn Close/);
  await says(`${reference} 2`);
  contains(text(caseCard(reference)), 'she could move to 4 Tarn Close');
});

it('The hotel of traffickers is released by plain words, and is not held back in the answer to a question about it', async () => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: she has a key card, at Rowan Hotel, room 114`);
  expect(held()).toBe(true);
  await says(`${reference} no hang on its the traffickers hotel`);
  contains(text(caseCard(reference)), 'Rowan Hotel');
});

it('Each other way to write the place rings nobody again; what became of it is answered from the case', async () => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: her carers live at 27 Tern Lane`);
  const rang = alertsOf();
  await says(`add ${reference}: twenty seven tern ln`);
  await says(`add ${reference}: they are at hse 27`);
  await machine.pass(1000);
  expect(alertsOf()).toBe(rang);
  expect(toOthers()).not.toMatch(/tern ln|hse 27/i);
  contains(text(await says(`did the address of ${reference} get sent`)), 'hse 27', 'Nobody has read it');
  await says(`${reference} leave it all out`);
  contains(text(await says(`is it left out then ${reference}`)), 'It stays held back', 'hse 27');
});

it('Answers by number beside other words answer each address, and “no 2” in them is no house', async () => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: she was seen at 4 Tarn Close and at 7 Mill Lane`);
  await says(`${reference} nobodys placed anywhere 1 no 2 no`);
  contains(text(caseCard(reference)), 'seen at 4 Tarn Close and at 7 Mill Lane', 'nobodys placed anywhere 1 no 2 no');
  expect(held()).toBe(false);
});

it.each([
  ['her cousin lejla is in foster care at', '12 Larch Close'],
  ['Lejla is in care. its', '31 Sorrel Close'],
])('“%s” a place: another child in care may be there, and no “no” of this child shows it', async (words, place) => {
  reference = await world.refersAnew({ child: { 'Child’s name': 'Burn Topaz' } });
  await says(`add ${reference}: she was seen at 4 Tarn Close. ${words} ${place}`);
  contains(text(caseCard(reference)), 'she was seen at 4 Tarn Close'); // nobody says that this child is in care
  contains(text(asked()), place, 'By your words another child in care may be placed there.');
  for (const no of ['no', '1 no', 'no nobody placed her', 'no', 'its not a placement'])
    await says(`${reference} ${no}`);
  contains(text(await says(`${reference} no`)), 'another child in care may be placed there.');
  expect(toOthers().includes(place)).toBe(false);
  await says(`${reference} 1 nobody in care is there`);
  contains(text(caseCard(reference)), place);
});

it('A foster home of another child is asked about as such, also where this child may be there, too', async () => {
  reference = await world.refersAnew({ child: { 'Child’s name': 'Burn Topaz' } });
  await says(`add ${reference}: my sister fosters a lad at 8 Fennel Close and she is in foster care, too`);
  contains(text(await says(`${reference} no`)), '2 No child in care is placed there. The MASH may read it.');
  expect(toOthers().includes('Fennel Close')).toBe(false);
});

it('One answer frees the pieces of one address, and nothing that it did not speak of', async () => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: her carers live at 27 Tern Lane`);
  await says(`add ${reference}: he keeps her at 41 Alder Court / flat 6. 9 Rowan Road is his brothers`);
  expect(toOthers()).not.toMatch(/Alder Court|flat 6|Rowan Road/);
  await says(`${reference} no she isnt placed there its the flat where he keeps her`);
  expect(toOthers()).not.toMatch(/Alder Court|flat 6|Rowan Road/); // of which was not said
  await says(`${reference} 2 no`);
  contains(text(caseCard(reference)), 'he keeps her at 41 Alder Court / flat 6. [address');
  expect(toOthers()).not.toMatch(/Tern Lane|Rowan Road/);
});

it.each([
  'it may be read',
  '2 she doesnt live there',
  'she lives there yes but nobody placed her',
  'its not a placement',
  '41 alder court you can read it!! 2',
  'she is not placed there',
])(
  '“%s” frees it; a flat number alone of a child of whom nobody knows that they are placed is no place',
  async (words) => {
    reference = await world.refersAnew({ child: { 'What worries you': 'Burn Topaz. I dont know if shes in care.' } });
    await says(`add ${reference}: flat 6 second floor left`);
    contains(text(caseCard(reference)), 'flat 6 second floor left');
    await says(`add ${reference}: its 41 Alder Court`);
    contains(text(caseCard(reference)), 'its [address 1 held back]');
    await says(`${reference} ${words}`);
    contains(text(caseCard(reference)), 'its 41 Alder Court');
  },
);

it.each([
  'this drop in isnt where shes placed she came in to get warm',
  'shes NOT placed here i told you. read the address',
  'nah she doesnt live here you can have the address ffs',
])('“%s” frees it, among other words and after the quarter of an hour', async (words) => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: we are at 52 Elder Street`);
  expect(held()).toBe(true);
  await machine.pass(20 * minute);
  await says(`${reference} ${words}`);
  contains(text(caseCard(reference)), 'we are at 52 Elder Street');
});

it('Who asked where they are is rung that the place is held back, and reads no more of that once it can be read', async () => {
  reference = await world.refersAnew({ ...inCare, danger: 'Yes, now' });
  await world.types('mo', `I am on it ${reference}`);
  const form = await world.presses('mo', caseCard(reference) ?? {}, 'Ask the referrer');
  await world.presses('mo', form, 'Send question', { 'Your question': 'What is the street address?' });
  await machine.pass(4 * minute);
  await says(`answer ${reference}: its 8 Sorrel Street, side door`);
  const rung = inChat('mo').findLast((card) => text(card).includes('NEW INFORMATION'));
  contains(text(rung), 'A PLACE IS HELD BACK: RING THEM', 'HELD BACK: ring them');
  lacks(text(rung), 'Sorrel Street');
  contains(text(await says(`${reference} hard to say if shes placed here`)), 'I do not know which you mean.');
  contains(text(caseCard(reference)), 'HELD BACK: ring them');
  await says(`${reference} 2`);
  lacks(text(caseCard(reference)), 'HELD BACK: ring them');
});

it('A number once more, when the address is free already, is no time at which the child leaves', async () => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: hes saying theyre going to his brothers in luton tonight`);
  await says(`add ${reference}: 2 she doesnt live there normally`);
  await says(`add ${reference}: 5`);
  lacks(text(caseCard(reference)), /Leaves sight \d/);
});

it('A hostel alone is no placement: an address is read at once, until care is known', async () => {
  const id = await world.refers({ child: { 'What worries you': 'A man waits for her by the hostel.' } });
  await world.types('jane', `add ${id}: he lives at 9 Ash Grove, Ware`);
  await machine.pass(1000);
  contains(text(caseCard(id)), 'he lives at 9 Ash Grove, Ware');
  await world.types('jane', `add ${id}: shes looked after. she sleeps at 3 Oak Row, Ware`);
  await machine.pass(1000);
  lacks(text(caseCard(id)), 'Oak Row');
});

// Care that becomes known later, and whose an address is

const dangerAt = { 'What worries you': 'Was at 14 Marsh Lane flat 2 today. The car is back, he is on the stairs.' };
const flat = /marsh lane/i;

it('Care that is over holds no address back but the foster carer’s, and no bare “no” frees that', async () => {
  reference = await world.refersAnew({ child: dangerAt });
  const sent = text(await says(`add ${reference}: he was in care before his foster carer lives at 5 elm grove`));
  contains(sent, 'The address in them is held back until you answer.');
  contains(
    text(caseCard(reference)),
    'Was at 14 Marsh Lane flat 2 today',
    'his foster carer lives at [address 1 held back]',
  );
  for (const no of ['no', 'address: no', 'no thats mums flat, the foster one is elm grove', 'nope thats mums flat'])
    await says(`${reference} ${no}`);
  await says(`not placed ${reference}`);
  contains(text(caseCard(reference)), 'no thats mums flat, the foster one is [address');
  expect(toOthers()).not.toMatch(/elm grove/i);
  contains(
    text(await says(`${reference} address: no`)),
    'By your own words the child may be placed there.',
    '5 elm grove',
  );
  contains(text(caseCard(reference)), 'Was at 14 Marsh Lane flat 2 today');
});

it('An address told before is hidden when care becomes known, the MASH reads whom to ask, and the author is asked of each', async () => {
  reference = await world.refersAnew({ danger: 'Yes, now', child: dangerAt });
  await machine.pass(3 * minute);
  await says(`add ${reference}: hes in foster care since monday, the carer lives at 5 elm grove`);
  contains(
    text(caseCard(reference)),
    /Was at: address 1, told at \d\d:\d\d, hidden/,
    /Address 1 is hidden since \d\d:\d\d: the child may be placed there\. I asked Jane Okafor: ring them\./,
  );
  lacks(text(caseCard(reference)), flat);
  const question = inChat('jane').findLast((card) => titles(card).includes('1 yes: leave out'));
  contains(
    text(question),
    '1  14 Marsh Lane flat 2: is the child placed there?',
    /It stood on the MASH’s card from \d\d:\d\d to \d\d:\d\d\. It is hidden now\./,
    '2  5 elm grove: is the child placed there?',
    'Nobody has read it since',
  );
  expect(titles(question)).toEqual(['1 yes: leave out', '1 no: may be read', '2 yes: leave out', '2 no: may be read']);
  contains(text(await says(`${reference} address: no`)), '1  14 Marsh Lane', '2  5 elm grove'); // which?
  lacks(text(caseCard(reference)), flat, /elm grove/);
  await says(`${reference} no thats mums flat, the foster one is elm grove`);
  contains(text(caseCard(reference)), 'Was at 14 Marsh Lane flat 2 today', 'the foster one is [address');
  contains(inThread(reference), 'The child is not placed there');
  lacks(text(caseCard(reference)), 'is hidden since', /5 elm grove/);
  await says(`${reference} 5 elm grove: yes`);
  expect(/elm grove/i.test(await stored(reference))).toBe(false);
});

it.each([
  'the address of the flat is 14 marsh lane flat 2 tell the police',
  '14 marsh lane flat 2 is mums flat',
  'where the man lives is 14 marsh lane flat 2',
  '14 marsh lane flat 2: no',
  '1 no',
])('“%s” says which address it is of, and frees it alone', async (words) => {
  reference = await world.refersAnew({ child: dangerAt });
  await says(`add ${reference}: hes in foster care since monday, the carer lives at 5 elm grove`);
  lacks(text(caseCard(reference)), flat);
  await says(`${reference} ${words}`);
  contains(text(caseCard(reference)), 'Was at 14 Marsh Lane flat 2 today');
  expect(toOthers()).not.toMatch(/5 elm grove/);
});

it.each([
  'mums flat is 9 Tanner Court, shes on her way there',
  'the mans house is 9 Tanner Court',
  'the school is at 9 Tanner Court',
  'the car is parked at 9 Tanner Court',
])('“%s” is never held back for a child in care', async (words) => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: ${words}`);
  contains(text(caseCard(reference)), words);
});

it.each([
  'shes with her foster mum at 61 Wren Row',
  'the carers house is 61 Wren Row',
  '61 Wren Row is the foster one',
  'mums flat is 61 Wren Row, thats where shes placed',
  'foster mums house is 61 Wren Row',
  'she was moved monday. its 61 Wren Row',
  'is 61 Wren Row mums flat?',
  'mums at 61 Wren Row kicking the door',
  'the mans car is outside 61 Wren Row',
  '61 Wren Row, not mums flat',
  'shes in a refuge with mum, mums address is 61 Wren Row',
  'her nans flat is 61 Wren Row, nan got special guardianship',
])('“%s” stays held back for a child in care', async (words) => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: ${words}`);
  expect(toOthers()).not.toMatch(/61 Wren Row/);
});

it.each([
  'van is parked on wren grove, that is where shes fostered',
  'hes outside the foster carers on wren grove',
  'hes parked by her placement in wren grove',
  'white van on Wren Grove near her foster home',
  'he is outside wren grove. thats where shes placed',
])('“%s” names the street of a placement: it waits, the other words go, and danger rings at once', async (words) => {
  reference = await world.refersAnew(inCare);
  await world.types('mo', `I am on it ${reference}`);
  const from = world.told.length;
  await says(`add ${reference}: ${words}`);
  contains(text(caseCard(reference)), words.replace(/wren grove/i, '[address 1 held back]'));
  expect(toOthers()).not.toMatch(/wren grove/i);
  const rang = world.told.slice(from).filter(({ to, message }) => to === 'a:mo' && 'alert' in message && message.alert);
  expect(rang.filter(({ message }) => inWords(message).includes(reference))).toHaveLength(1);
  await says(`placed ${reference}`);
  lacks(await stored(reference), /wren grove/i);
});

it.each(['saw her on heron grove', 'his van is parked on heron grove', 'they took her to a house on heron grove'])(
  '“%s” goes whole: no words call that street the placement',
  async (words) => {
    reference = await world.refersAnew(inCare);
    await says(`add ${reference}: ${words}`);
    contains(text(caseCard(reference)), words);
  },
);

// Of a child of whom nobody says that they are in care

const notKnown = {
  child: { 'In care?': 'Not known', 'What worries you': 'dunno if hes in care, a man has a boy of 15' },
};

it.each([
  'room 12, both in there now. 48 tanner street ymca',
  'they are at the tanner hostel, 48 tanner street',
  'i work at 48 tanner street',
  'the man booked 48 tanner street',
])('“%s” is shown: nobody says that this child is in care', async (words) => {
  reference = await world.refersAnew(notKnown);
  await says(`add ${reference}: ${words}`);
  contains(text(caseCard(reference)), words);
});

it.each(['52 ferry street ymca', 'i work at 52 ferry street'])('“%s” waits for a child in care', async (words) => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: hes at ${words}`);
  expect(toOthers()).not.toMatch(new RegExp(words));
  contains(text(caseCard(reference)), 'held back]');
});

it.each([
  'he may be in a refuge, its the hostel at 48 tanner street',
  'dont know if his foster carer knows, hes at 48 tanner street hostel',
  'police protection since 9, hes at 48 tanner street hostel',
])('“%s” waits', async (words) => {
  reference = await world.refersAnew(notKnown);
  await says(`add ${reference}: ${words}`);
  expect(held()).toBe(true);
});

it.each([
  'no nobody placed him here the man booked it. give them the address theyre leaving',
  'no its not a placement. no to all 3',
  'no to all of them',
])('“%s” frees each address that was asked about', async (words) => {
  reference = await world.refersAnew(notKnown);
  const written = 'hes at 48 tanner row now, they go to 9 elder lane and 4 birch grove';
  await says(`add ${reference}: ${written}`);
  expect(held()).toBe(true);
  contains(text(await says(`${reference} ${words}`)), 'No address of yours is held back.');
  contains(text(caseCard(reference)), written);
});

it('For a child in care the same words free no address of several', async () => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: hes at 48 tanner row now, they go to 9 elder lane`);
  await says(`${reference} no nobody placed him here the man booked it`);
  expect(held()).toBe(true);
  lacks(text(caseCard(reference)), 'tanner row');
});

// Another child is in care, and not the child of the referral

const athome = {
  'Child’s name': 'Kian Doyle',
  'What worries you': 'A belt mark on his back. They live at 14b Belle Vue Road.',
};

it.each([
  'kians half sister Leah lives with foster carers at 9 Marlowe Drive dont let darren know',
  'his brother Jack is in care with the Smiths at 9 Marlowe Drive',
  'mums other girl is fostered, 9 Marlowe Drive',
  'social services moved his older brother to a children’s home, its 9 Marlowe Drive',
  'they took his sister into care last year. shes at 9 Marlowe Drive',
  'Leahs placement is 9 Marlowe Drive',
  'theres a brother looked after, lives at 9 Marlowe Drive with foster mum',
])('“%s” holds back that address only: the home of the child stays on every card', async (words) => {
  reference = await world.refersAnew({ danger: 'Yes, now', child: athome });
  const from = world.told.length;
  await says(`add ${reference}: ${words}`);
  await says(`add ${reference}: darren is on the stairs at 14b Belle Vue, his mate is at 2 Heron Walk`);
  const drawn = world.told.slice(from).flatMap(({ to, message }) => {
    const words = inWords(message);
    return to.includes('jane') || !words.includes(reference) ? [] : words;
  });
  expect(drawn.filter((each) => /Marlowe|live at \[|stairs at \[|mate is at \[/.test(each)).length).toBe(0);
  contains(text(caseCard(reference)), '14b Belle Vue Road', 'at 14b Belle Vue, his mate is at 2 Heron Walk');
  contains(await stored(reference), '[address 1 held back]');
});

it.each([
  'his sister Leah is in care too, with foster carers',
  'he lives with his brother in foster care',
  'both kids are in care',
  'kian is in care',
  'his sister says hes in care',
  'mum is in a refuge',
])('“%s” may say so of this child: their addresses wait', async (words) => {
  reference = await world.refersAnew({ child: athome });
  await says(`add ${reference}: ${words}`);
  lacks(text(caseCard(reference)), 'Belle Vue');
});

// An address is hidden whole, or stands whole

it.each([
  '22 Hoe Street flat 3',
  'flat 3 at 22 hoe street',
  '22 Hoe St. Flat 3',
  '22 hoe street, E17, flat 3',
  '22 Hoe Street (flat 3)',
])('“%s” is one address', async (words) => {
  reference = await world.refersAnew(inCare);
  await says(`add ${reference}: nan lives ${words} and she is in`);
  contains(text(caseCard(reference)), 'nan lives [address 1 held back] and she is in');
  await says(`${reference} no`);
  contains(text(caseCard(reference)), `nan lives ${words} and she is in`);
});

it('Another house in the street of a placement waits whole, too, and one that may be read stands whole', async () => {
  reference = await world.refersAnew({ child: athome });
  await says(`add ${reference}: his brother is in foster care at 9 Marlowe Drive`);
  await says(`add ${reference}: darren was outside 22 marlowe drive flat 3 just now`);
  contains(text(caseCard(reference)), 'outside [address 2 held back] just now');
  await says(`${reference} 2 no`);
  contains(text(caseCard(reference)), 'outside 22 marlowe drive flat 3 just now');
});
