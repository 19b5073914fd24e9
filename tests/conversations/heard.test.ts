import { beforeAll, describe, expect, it } from '@jest/globals';
import { profiles, referrals } from '../fakes/people.ts';
import { teamsClient } from '../fakes/teams-client.ts';
import { aWorld } from './a-world.ts';
import { contains, isHeaded, lacks, shows } from './expecting.ts';
import type { CardActions, Person } from './person.ts';
import { linesOf, seesLine } from './waiting.ts';
import {
  allOf,
  arrives,
  asks,
  beginsCheck,
  caseCard,
  continuesToChild,
  inChat,
  referenceInButtons,
  summariesIn,
  textsOf,
  wordsOf,
} from './walks.ts';

const hours = 3600;

/** The same card, whatever the answer to a press puts in its place. */
function keeping(person: Person, card: CardActions): CardActions {
  const { activityId } = card.sees();
  return person.on((each) => each.activityId === activityId);
}

describe('words typed after one referral was sent', () => {
  const world = aWorld({ clockStands: true });
  const { jane, mo, until } = world;
  let reference: string;
  const added = () => linesOf(mo, reference, 'Added by the referrer');
  beforeAll(async () => {
    reference = await arrives(world, jane);
  });

  it.each([
    'no', // later it may answer whether a time was read right
    'theyve just walked out',
    'theyve just walked out', // once more is news once more
    'She is gone.',
    'please help me',
    'report: he hit her again',
    'he is here now',
    'where r the police??',
  ])('“%s” comes to the MASH in these words, and the thread says that they were typed', async (words) => {
    const before = added().length;
    const sent = await jane.says(words);
    lacks(summariesIn(sent).join(), words, 'HT-HT');
    await until(() => added().length === before + 1);
    contains(wordsOf(added().at(-1) ?? {}), words, 'typed in Jane Okafor’s chat');
    isHeaded(inChat(jane, 'Not read yet'), 'Sent to the MASH');
    expect(inChat(jane, 'Not read yet').sees().json.fallbackText).toBe(reference);
  });

  it('Words of danger bring the numbers first, and are sent', async () => {
    const before = added().length;
    expect(allOf(await jane.says('hes got a knife at the school gate in Elm Road'))).toMatch(
      /^.*Ring 999 now.*Sent to the MASH/,
    );
    expect(allOf(await jane.says('999'))).toMatch(/Ring 999 now.*Sent to the MASH/);
    await until(() => added().length === before + 2);
  });
});

describe('what follows from words typed after one referral was sent', () => {
  const world = aWorld({ clockStands: true });
  const { jane, mo, pat, until } = world;
  let reference: string;
  const added = () => linesOf(mo, reference, 'Added by the referrer');
  beforeAll(async () => {
    reference = await arrives(world, jane);
  });

  it.each(['thanks', 'OK.', 'hi', 'contacts', 'my referrals', '👍'])('“%s” is not news', async (words) => {
    const before = added().length;
    lacks(allOf(await jane.says(words)), '"text":"Sent to the MASH"');
    await world.rests();
    expect(added()).toHaveLength(before);
  });

  it('A message that Teams sends twice is sent to the MASH once', async () => {
    const before = added().length;
    for (const words of ['he is outside now', 'a blue van']) {
      await jane.says(words);
      await jane.repeats();
    }
    await world.rests();
    expect(added()).toHaveLength(before + 2);
  });

  it('Words beside a picture are sent, and the author hears that the picture is not', async () => {
    const message = teamsClient(jane.profile, world.teams).message(jane.chatId, 'this is the car');
    const picture = { contentType: 'image/*', contentUrl: 'https://x.example/1' };
    await jane.raw({ ...message, attachments: [picture] });
    await until(() => added().map(wordsOf).join().includes('this is the car'));
    contains(textsOf(jane.chat().slice(-1)), 'Pictures and files do not reach the MASH');
  });

  it('The only open question of the MASH is answered by what is typed, and the answer can be corrected', async () => {
    await asks(pat, reference, 'How tall is he?');
    await until(() => inChat(jane, 'How tall is he?').sees());
    await jane.says('thanks');
    const sent = await jane.says('quite tall');
    lacks(summariesIn(sent).join(), 'tall');
    await until(() => mo.thread(reference).map(wordsOf).join().includes('The referrer answers\nquite tall'));
    await inChat(jane, 'You have answered the MASH').presses('Change it');
    const form = inChat(jane, 'Add information');
    contains(Object.values(form.sees().values).join(), 'I correct my answer of ');
    await form.presses('Send to the MASH', { 'What is new?': 'I correct my answer: 150 cm' });
    await until(() => added().map(wordsOf).join().includes('150 cm'));
  });
});

describe('words typed after eight hours without one', () => {
  const world = aWorld({ clockStands: true });
  const { jane, mo, until } = world;

  it('After eight hours without a word, words are sent at once, and the bot asks whether they are about this child', async () => {
    const reference = await arrives(world, jane);
    const added = () => linesOf(mo, reference, 'Added by the referrer');
    lacks(allOf(await jane.says('all calm')), 'Is this still');
    await world.pass(8 * hours);
    contains(allOf(await jane.says('now he is on the roof')), `Is this still ${reference}?`);
    await until(() => added().map(wordsOf).join().includes('on the roof'));
    await inChat(jane, 'Is this still').presses('Another child');
    expect(inChat(jane, 'Which child?').sees().buttons).toEqual(['Another child']);
    await world.pass(2);
    await until(() => allOf(world.teams.delivered(referrals.id)).includes('Words from Jane Okafor'));
    const card = keeping(
      mo,
      mo.on(({ text }) => text.includes('Words from Jane Okafor')),
    );
    await card.presses('Show the words');
    shows(card, 'now he is on the roof', `They came to ${reference} first.`);
    await world.pass(8 * hours);
    contains(allOf(await jane.says('and now she is')), `Is this still ${reference}?`);
    contains(allOf(await jane.says('no')), 'Which child?');
  });
});

describe('words typed with several children', () => {
  const world = aWorld();
  const { jane, tom, sid, mo, ana, pat, gus, until } = world;
  let first: string;
  let second: string;
  const thread = (id: string) => mo.thread(id).map(wordsOf).join('\n');
  const channel = () => world.teams.delivered(referrals.id);
  const unfiledFrom = (name: string) =>
    mo.on(({ text, conversationId }) => conversationId.startsWith(referrals.id) && text.includes(`Words from ${name}`));
  beforeAll(async () => {
    for (const who of [mo, ana]) await who.says('hi');
    await mo.mentions('on duty');
    first = await arrives(world, jane);
    second = await arrives(world, jane);
  });

  it('With several referrals words go to the MASH at once without a child, nowhere by a guess, and the author is asked', async () => {
    await jane.says(first); // its card was shown last
    const sent = await jane.says('the Peridot coat is blue');
    contains(allOf(sent), 'Which child?', first, second);
    lacks(summariesIn(sent).join(), 'Peridot', 'HT-');
    const asked = Date.now();
    await until(() => inChat(mo, 'Words from Jane Okafor').sees());
    await until(() => unfiledFrom('Jane Okafor').sees());
    expect(Date.now() - asked).toBeLessThan(50_000);
    lacks(allOf(ana.chat()), 'Words from'); // who is not on duty
    lacks(allOf([...channel(), ...mo.chat()]), 'Peridot');
    lacks(summariesIn([...channel(), ...mo.chat()]).join(), 'Jane');
  });

  it('A member of the MASH sees the words by a press, which is on record, and a guest does not', async () => {
    const card = keeping(mo, inChat(mo, 'Words from Jane Okafor'));
    await card.presses('Show the words');
    shows(card, 'the Peridot coat is blue');
    expect(card.sees().buttons.toSorted()).toEqual([first, second, 'I have read it'].toSorted());
    world.teams.members.add(profiles.gus);
    const seen = gus.on(({ text }) => text.includes('Words from Jane Okafor'));
    lacks(JSON.stringify(await seen.presses('Show the words')), 'Peridot');
  });

  it('The author says which child, and the words stand there; a press of the MASH then changes nothing', async () => {
    const card = keeping(jane, inChat(jane, 'Which child?'));
    await card.presses(second);
    isHeaded(card, 'Sent to the MASH');
    await until(() => thread(second).includes('the Peridot coat is blue'));
    const inHand = keeping(mo, unfiledFrom('Jane Okafor'));
    await inHand.presses('Show the words');
    shows(inHand, 'No words wait');
    await jane.repeats();
    await world.rests();
    expect(thread(second).match(/Peridot/g)).toHaveLength(2); // on the card and in the thread
    lacks(thread(first), 'Peridot');
  });

  it('A member of the MASH says which child, and the thread names who did', async () => {
    await jane.says('he sat at the Onyx window');
    await until(() => summariesIn(channel()).at(-1)?.startsWith('Words for')); // the message before says meanwhile which child
    const card = keeping(mo, unfiledFrom('Jane Okafor'));
    await card.presses('Show the words', first);
    const [line] = (await seesLine(mo, first, 'Added by the referrer')).slice(-1);
    contains(wordsOf(line ?? {}), 'he sat at the Onyx window', 'Mo Hussain said at');
    await inChat(jane, 'Which child?').presses(second);
    await world.rests();
    lacks(thread(second), 'Onyx');
  });

  it('The author can type which child, and “add:” without a reference is kept as well', async () => {
    await jane.says('add: a Beryl phone', `about ${first}`);
    await until(() => thread(first).includes('a Beryl phone'));
    await jane.says(`${first} he has her Topaz bag`);
    await until(() => thread(first).includes('he has her Topaz bag'));
    lacks(thread(second), 'Beryl');
  });

  it('Words that an open check cannot use go to the MASH, and “This check” takes none of them from the MASH', async () => {
    const sent = await arrives(world, tom);
    const card = await beginsCheck(tom);
    const draft = referenceInButtons(card);
    await tom.says('my Jasper neighbour took her');
    expect(inChat(tom, 'Which child?').sees().buttons).toEqual(['This check', sent, 'Another child']);
    await until(() => unfiledFrom('Tom Reed').sees());
    const asked = keeping(tom, inChat(tom, 'Which child?'));
    await continuesToChild(keeping(tom, inChat(tom, 'Is the child in immediate danger')));
    await tom.says('A burn.', '14 Elm Road'); // the second does not answer the check
    lacks(JSON.stringify(tom.sees().values), 'Elm');
    await tom.says(`about ${sent} last`);
    await until(() => thread(sent).includes('14 Elm Road'));
    lacks(thread(sent), 'Jasper');
    contains(allOf(await tom.says('he is hitting her')), 'Ring 999 now', 'Which child?');
    await tom.says(`about ${sent} last`);
    await until(() => thread(sent).includes('he is hitting her'));
    contains(allOf(await tom.says('no')), 'In care saved'); // danger of another child is not asked of this one any more
    lacks(JSON.stringify(tom.sees().values), 'hitting');
    await asked.presses('This check');
    await until(() => inChat(mo, 'About a check that Tom Reed has not sent yet').sees());
    await tom.says('Girl Opal'); // the check can use these
    await world.rests();
    lacks(allOf(channel()), 'Jasper', 'Opal', draft);
  });

  it('Words of danger that an open check cannot use bring the numbers and the question about danger, and go to the MASH', async () => {
    expect(allOf(await tom.says('back', 'back', 'they are hurting her now'))).toMatch(/Ring 999.*Which child\?/);
  });

  it('With a practice check open, words that it cannot use go to the MASH without a child', async () => {
    const real = await arrives(world, sid);
    await sid.says('practice', 'purple Topaz van outside');
    expect(inChat(sid, 'Which child?').sees().buttons).toEqual(['Only practice', real, 'Another child']);
    await until(() => unfiledFrom('Sid Stone').sees());
    await inChat(sid, 'Which child?').presses(real);
    await until(() => thread(real).includes('purple Topaz van outside'));
    await caseCard(pat, real).presses('Take this referral');
  });
});
