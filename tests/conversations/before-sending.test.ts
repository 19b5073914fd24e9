import { describe, expect, it } from '@jest/globals';
import { minute, text } from './a-program.ts';
import { aTypedCheck } from './a-typed-check.ts';
import { contains, lacks } from './expecting.ts';

// What people type before sending is taken the first time, and nothing is asked again and again

const paragraphs = 'a child cannot consent to being trafficked';
const options = '1 They were not asked';

describe('who somebody is, what they say of the child and of consent, told before any question', () => {
  const { says, values } = aTypedCheck(
    'delete',
    'delete it',
    'im the night porter at a hostel, lad called Remy Okoye has been coming in with cash',
    'born 2011 he reckons',
    'his nan says its fine to send this',
  );

  it('is asked back card by card, and one “yes” writes all that stands in the line', async () => {
    contains(
      await says('no', 'Moira Flint, hostel night worker, 07700 900777'),
      'You wrote: Housing · Moira Flint, hostel night worker · 07700 900777. Is it that?',
    );
    contains(await says('what'), 'You wrote: Housing', '1 Health · 2 School or education · 3 Housing');
    contains(await says('yes'), 'Agency saved ✓', 'Your name saved ✓', 'Role saved ✓', 'Phone saved ✓');
    expect(await values()).toMatchObject({ agency: 'housing', name: 'Moira Flint', phone: '07700 900777' });
  });

  it('“send” asks once for what was told of the child, and says the agreement back', async () => {
    contains(
      await says('send'),
      'Not sent yet. This comes first: Child',
      'You wrote: Child: R… O… · born 2011. Is it that?',
    );
    contains(await says('yes'), paragraphs, 'You wrote: They agreed. Is it that?');
    contains(await says('yes'), 'You wrote: The parent or carer. Is it that?');
    contains(await says('yes'), 'Asked saved ✓', 'Could their knowing put the child at risk?');
    expect(await values()).toMatchObject({
      'child-name': 'Remy Okoye',
      'child-age': 'born 2011',
      consent: 'obtained',
      'consent-from': 'carer',
    });
  });

  it('Sends when no more is needed', async () => contains(await says('no'), 'Decision due by'));
});

describe.each([
  ['we havent asked his family', 'not-asked'],
  ['no one has asked the parents, they dont answer the door', 'not-asked'],
  ['her mother agreed to me doing this', 'obtained'],
  ['dad said ok', 'obtained'],
  ['he doesnt want anyone told', 'refused'],
  ['her aunt said no', 'refused'],
])('at consent, “%s”', (words, consent) => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.', 'send');

  it(`is ${consent}`, async () => {
    contains(await says(words), 'Consent saved ✓');
    expect(await values()).toMatchObject({ consent });
  });
});

describe('words at consent that do not say it', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.');

  it('write nothing; the two paragraphs come once', async () => {
    contains(await says('send'), paragraphs, options);
    for (const words of [
      'if dad agrees ill tell you',
      'i havent asked her where he lives',
      'does her mum have to agree?',
    ]) {
      const again = await says(words);
      contains(again, options);
      lacks(again, paragraphs);
    }
    lacks(await says('send'), paragraphs);
    expect(await values()).not.toHaveProperty('consent');
  });
});

describe('who was asked', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.', 'no', 'Ines Vale', '14');

  it('“her dad” is the parent or carer, and the child’s name is the child', async () => {
    await says('check answers', 'agreed', 'her dad');
    expect((await values())['consent-from']).toBe('carer');
    await says('change asked', 'ines');
    expect((await values())['consent-from']).toBe('child');
  });

  it('of a child in care, a parent may not be the carer: it is asked', async () => {
    await says('change care', 'yes', 'change asked', 'mum');
    expect((await values())['consent-from']).toBe('child');
  });
});

describe('a name with other words around it', () => {
  const { says, values } = aTypedCheck('no', '2');

  it('is the name, with the job and the number in their boxes', async () => {
    contains(await says('i put all of that up there. Iris Noon, school clerk. 01632 960 555'), 'Your name saved ✓');
    expect(await values()).toMatchObject({ name: 'Iris Noon', role: 'school clerk', phone: '01632 960 555' });
  });
});

describe.each([
  ['pete harris 07700 900555 abc taxis', { name: 'pete harris', organisation: 'abc taxis', phone: '07700 900555' }],
  ['07700 900555, abc taxis, pete harris', { name: 'pete harris', organisation: 'abc taxis', phone: '07700 900555' }],
  ['abc taxis pete harris 07700 900555', { name: 'pete harris', organisation: 'abc taxis', phone: '07700 900555' }],
  ['sarah brown pcso', { name: 'sarah brown', role: 'pcso' }],
  ['07700 900555 sarah brown, pcso 7714', { name: 'sarah brown', role: 'pcso 7714', phone: '07700 900555' }],
  ['carol webb, st marys primary, clerk', { name: 'carol webb', organisation: 'st marys primary', role: 'clerk' }],
])('who somebody is, in one line: “%s”', (words, boxes) => {
  describe('at the name', () => {
    const { says, values } = aTypedCheck('no', '2');

    it('goes into its boxes', async () => {
      contains(await says(words), 'Your name saved ✓');
      expect(await values()).toMatchObject(boxes);
    });
  });

  describe('at the agency', () => {
    const { says, values } = aTypedCheck('no');

    it('is asked back with it, and one “yes” writes it all', async () => {
      contains(await says(words), /You wrote: (?:Other|Police|School or education) · /, boxes.name);
      await says('yes');
      expect(await values()).toMatchObject(boxes);
    });
  });
});

describe('at danger', () => {
  const { says, values } = aTypedCheck();

  it('“I do not know” with more words is “not known”, and the words are kept', async () => {
    contains(await says('dunno mate, im just the caretaker here'), 'Danger or not: saved ✓', 'I kept your words');
    expect(await values()).toMatchObject({ danger: 'not-known' });
  });
});

describe('of a child who may be in danger, at consent', () => {
  const { says } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.', 'send', '1');

  it('after “send”, words of danger send what is there, though a reason is asked', async () =>
    contains(
      await says('theyre dragging her out'),
      'By what you wrote, the child may be in danger.',
      'Sent without: Why.',
    ));
});

describe('“yes send” where something is asked back', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111');

  it('writes it, and goes on; why is asked in whole words', async () => {
    await says('Petra Blum, 13, shes got two phones', 'send');
    contains(await says('yes send'), 'Child saved ✓', 'Age or date of birth saved ✓', 'Have you asked for consent?');
    expect(await values()).toMatchObject({ 'child-name': 'Petra Blum', 'child-age': '13' });
    contains(await says('not asked', 'not sure'), 'Why were they not asked?');
  });
});

describe('a time of leaving in a story, and “send” twice', () => {
  const { says, values, readings } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111');

  it('is asked back; left open, it goes as a time that is not confirmed', async () => {
    await says('she has to be out of the flat by 6pm or he hurts her. she is not going now');
    contains(await says('send'), 'You wrote: leaves at 18:00. Is it that?');
    await says('nobody picks up the phone there');
    expect(await values()).not.toHaveProperty('leaves-sight');
    contains(await says('send'), 'Consent');
    expect((await values())['leaves-sight']).toContain('out of the flat by 6pm');
    expect((await readings())['leaves-sight']).toMatchObject({ leaves: 'ahead', offered: true });
  });
});

describe('of a child in danger', () => {
  const { says, told, machine } = aTypedCheck('yes', '2');

  it('“send” sends it with what is there, says what the MASH reads, and what it went without', async () => {
    const sent = await says('jess here. a man keeps ringing her', 'send');
    contains(
      sent,
      'Decision due by',
      'Sent. The MASH now reads: Your name, Worry.',
      'Sent without: Agency, Phone, Consent.',
    );
    await machine.pass(5000);
    const cards = told.map(({ message }) => ('card' in message ? text(message.card) : '')).join();
    contains(cards, 'Consent\nNot said', 'a man keeps ringing her');
    contains(sent, 'Type your number: it goes to them.');
    const before = told.length;
    await says('07700 900111');
    await machine.pass(5000);
    const after = told.slice(before).map(({ message }) => ('card' in message ? text(message.card) : ''));
    contains(after.join(), '07700 900111');
  });
});

describe('of a child in danger who is named in the story alone', () => {
  const { says, told, machine } = aTypedCheck('yes', '2');

  it('“send” takes who it is, and who writes, from their words', async () => {
    await says('amber doyle 9 in my class has bruises, im jess the dinner lady at holly park school', 'send');
    await machine.pass(5000);
    const cards = told.flatMap(({ message }) => ('card' in message ? [text(message.card)] : []));
    contains(cards.join(), 'amber doyle, 9', 'jess, dinner lady', 'holly park school');
  });
});

describe('who somebody is, said in one go without commas', () => {
  const { says, values } = aTypedCheck('no', 'jess moore teaching assistant 01438 555 404');

  it('is offered, and a “no” asks plainly and keeps nothing', async () => {
    contains(await says('send'), 'You wrote: School or education · jess moore, teaching assistant · 01438 555 404.');
    const plain = await says('no');
    contains(plain, '2 School or education');
    lacks(plain, 'You wrote');
    contains(await says('2'), 'You wrote: jess moore, teaching assistant');
    lacks(await says('nope'), 'You wrote');
    expect(await values()).not.toHaveProperty('name');
  });

  it('is read so where the name is asked, too; a “no” to the number is no number', async () => {
    contains(
      await says('lena marsh ta at st josephs'),
      'Your name saved ✓',
      'Role saved ✓',
      'You wrote: 01438 555 404.',
    );
    await says('no');
    expect(await values()).toMatchObject({ name: 'lena marsh', role: 'ta', organisation: 'st josephs' });
    expect(await values()).not.toHaveProperty('phone');
  });
});

describe('a porter of a hotel', () => {
  const { says, values } = aTypedCheck();

  it('says that nobody answers, which is no “no”, and is of another agency', async () => {
    lacks(await says('man brought a lad to room 9 lad looks 13', 'no one picks up'), 'is that right?');
    await says('yes', '2');
    contains(await says('tommo price night porter at the crown hotel 01438 555 111'), 'You wrote: Other · tommo price');
    await says('yes');
    expect(await values()).toMatchObject({ danger: 'yes', agency: 'other', role: 'night porter' });
  });
});

describe('of a child in danger, a time of leaving that was told', () => {
  const { says, readings, told, machine } = aTypedCheck('yes', '2', 'a man waits. bell goes at 3.10 then he takes her');

  it('goes as they wrote it, and nobody is asked', async () => {
    await says('send');
    expect((await readings())['leaves-sight']).toBeUndefined();
    await machine.pass(5000);
    const cards = told.map(({ message }) => ('card' in message ? text(message.card) : '')).join();
    contains(cards, /They wrote a time \(not confirmed\), said 14:\d\d, .*“bell goes at 3\.10 then he takes her”/);
    lacks(cards, 'No time known');
  });
});

describe('a time of leaving that the bot asked back', () => {
  const story = 'man checked in w a young girl. theyre going at 6';
  const before = ['yes', '2', '8', 'Dan Hale', '01632 960 112', story, 'no', 'skip', 'skip', 'skip', 'skip'];
  const asked = 'You wrote: leaves at 18:00. Is it that?';

  describe('and of which nobody said yes or no', () => {
    const { says, told, machine } = aTypedCheck(...before);

    it('goes with “send” as a time, not confirmed, and the clock runs to it', async () => {
      contains(await says('hes looking at me'), asked);
      contains(await says('can u send it now pls im shaking'), 'Sent. The MASH now reads', 'Next leaves sight');
      await machine.pass(5000);
      const cards = told.map(({ message }) => ('card' in message ? text(message.card) : '')).join();
      contains(cards, 'Leaves sight 18:00, Wed 10 Jun (not confirmed)', '“im shaking”');
      lacks(cards, 'They wrote a time');
      contains(told.map(({ message }) => JSON.stringify(message)).join(), 'act before 18:00 Wed (not confirmed)');
    });

    it('“said leaving 4 not 6” is another time', async () => {
      await says('he just came down for the bill. said leaving 4 not 6');
      await machine.pass(5000);
      const cards = told.map(({ message }) => ('card' in message ? text(message.card) : '')).join();
      contains(cards, 'Is the time right?', 'Leaves sight 16:00, Wed 10 Jun (not confirmed)');
    });
  });

  describe.each(['yes 6', 'yeah at 6', 'yep theyre going at 6', 'yes 6ish', 'yes about six'])('“%s”', (words) => {
    const { says, readings } = aTypedCheck(...before);

    it('is a yes', async () => {
      contains(await says(words), 'Next leaves sight saved ✓');
      expect((await readings())['leaves-sight']).toMatchObject({ at: '2026-06-10T17:00:00.000Z', leaves: 'ahead' });
      expect((await readings())['leaves-sight']).not.toHaveProperty('offered');
    });
  });

  describe.each([
    ['yes 6. hes leaving early he said, to beat traffic', 'hes leaving early he said, to beat traffic'],
    ['yes at 6 he told the desk', 'he told the desk'],
  ])('“%s”', (words, rest) => {
    const { says, values } = aTypedCheck(...before);

    it('is a yes, and what stands behind it is kept', async () => {
      contains(await says(words), 'Next leaves sight saved ✓');
      expect(await values()).toMatchObject({
        'leaves-sight': 'leaves at 18:00',
        worry: expect.stringContaining(`“${rest}”`),
      });
    });
  });

  describe.each(['yes 5', 'yes 6 or maybe 5', 'yes 6 people', 'no'])('“%s”', (words) => {
    const { says, values } = aTypedCheck(...before);

    it('is no yes to that time', async () => {
      await says(words);
      expect((await values())['leaves-sight']).not.toBe('leaves at 18:00');
    });
  });

  describe('“yes 6. …, can u send it now”', () => {
    const { says, told, machine } = aTypedCheck(...before);

    it('is a yes, keeps the rest, and sends', async () => {
      contains(await says('yes 6. he paid cash, can u send it now pls im shaking'), 'Sent. The MASH now reads');
      await machine.pass(5000);
      const cards = told.map(({ message }) => ('card' in message ? text(message.card) : '')).join();
      contains(cards, 'Leaves sight 18:00, Wed 10 Jun', '“he paid cash, im shaking”');
      lacks(cards, '18:00, Wed 10 Jun (not confirmed)');
    });
  });
});

describe('of a child in danger, a card', () => {
  const { types, presses, values } = aTypedCheck('yes', '2');

  it('asks once for what is needed; pressed again, it goes without', async () => {
    const asked = await presses('jane', await types('jane', 'card'), 'Continue', { 'Your name': 'Jess Moore' });
    contains(text(asked), 'Choose your agency.', 'Press again: it goes without.');
    contains(text(await presses('jane', asked, 'Continue')), 'The child and your worry');
    expect(await values()).toMatchObject({ agency: '', name: 'Jess Moore', phone: '' });
  });
});

describe('of a missing child, at danger', () => {
  const { says, told, machine } = aTypedCheck();

  it('“send” leaves it open, and it is not taken for calm', async () => {
    contains(
      await says('shes missing now', 'send'),
      'Decision due by',
      'Sent without: Agency, Your name, Phone, Consent.',
    );
    await machine.pass(5000);
    const [card = ''] = told.flatMap(({ message }) => ('card' in message ? [text(message.card)] : []));
    lacks(card, 'about to be moved: No, said');
  });
});

describe('two lines of danger in a check that is not sent', () => {
  const { says } = aTypedCheck('no', '3');

  it('The next message says second that nobody has read it; “send” sends it', async () => {
    const [first = '', second = ''] = (await says('shes screaming in there now', 'he has a knife')).split(/\n+/);
    contains(first, 'Ring 999');
    contains(second, 'Nobody at the MASH has read this yet. Type “send”');
    contains(await says('send'), 'Decision due by', 'Sent without: Your name, Phone, Consent.');
  });
});

describe('a first line of danger with a time', () => {
  const { says, told, machine } = aTypedCheck();

  it('brings the numbers in one message, no next line is a dead end, and the time is not asked again', async () => {
    contains(await says('she wants to take her home within the hour'), 'Ring 999 now', '0300 123 4043', 'Type “yes”');
    contains(await says('shes in the waiting room with me'), 'In danger now? Ring 999', '1 Yes, now');
    contains(await says('yes'), 'Type 1 if you have phoned');
    await says('2', '2', 'Jo Bell', '01632 960 111');
    const sending = await says('send');
    lacks(sending, 'When will they next leave your sight?');
    contains(sending, 'Decision due by');
    await machine.pass(5000);
    const cards = told.map(({ message }) => ('card' in message ? text(message.card) : '')).join();
    contains(cards, 'within the hour');
  });
});

describe('a question behind what is told', () => {
  const { says } = aTypedCheck('no', '2', 'Carol Webb');

  it('is answered, the time is offered where it is asked, and nobody else is a second child', async () => {
    const answer = await says('the bell goes at 3.10 what do i do');
    contains(answer, 'Ring 999 now, then Children’s Services.', 'I kept your words');
    lacks(answer, 'I cannot answer that');
    lacks(await says('the other one is back w a white van'), 'more than one child');
    contains(await says('01632 960 111', 'send'), 'You wrote: leaves at 15:10. Is it that?');
  });
});

describe('of a child who is not in danger', () => {
  const { says } = aTypedCheck('no', 'A man rings her.');

  it('“send” again asks again, and says what else can be typed', async () => {
    lacks(await says('send'), 'not known');
    contains(await says('send'), 'This comes first: Agency. Or type “not known”.');
    contains(await says('not known'), 'Agency: not known ✓', 'Your name');
  });

  it('“dunno” is no reason to do without consent, and said again it is the answer', async () => {
    await says('Jess Moore', '01438 555404', 'send', '1', 'not sure');
    contains(await says('dunno'), 'Say why, in a few words. If you do not know, say so again.');
    contains(await says('dunno'), 'Decision due by');
  });
});

describe('“send” among other words', () => {
  const { says, values } = aTypedCheck(
    'no',
    'A man waits for her.',
    'im jess moore, teaching assistant, 01438 555 404',
  );

  it('sends, and what stands beside it is answered or kept; shown, it takes what was told', async () => {
    contains(await says('can i just send'), 'This comes first: Agency. “send” again takes what you wrote.');
    contains(await says('amy is with me. can u send it now please'), 'This comes first: Consent.');
    expect(await values()).toMatchObject({ agency: 'education', name: 'jess moore', phone: '01438 555 404' });
    expect((await values()).worry).toContain('amy is with me');
    contains(await says('3.10'), 'Have you asked for consent?'); // a time, and not the third choice
    await says('not asked. just send it', 'yes');
    contains(await says('he may be in on it'), 'Decision due by');
  });
});

describe.each(['just send it please', 'ok send it now please for all 3', 'send it for both of them'])(
  '“%s”',
  (words) => {
    const { says } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A man waits for all 3 girls.');

    it('says what comes first, and sends when that is answered', async () => {
      contains(await says(words), 'Not sent yet. This comes first: Consent.');
      contains(
        await says('not asked', 'no', 'mum is ill'),
        'Decision due by',
        'Sent. The MASH now reads: Phone, Agency',
      );
    });
  },
);

describe('at why there is no consent, after “send”', () => {
  const { says } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.', 'send', '1', 'not sure');

  it('“not known” is taken at once, as the bot has said, and then it goes', async () => {
    contains(await says('send', 'send'), 'This comes first: Why. Or type “not known”.');
    contains(await says('not known'), 'Decision due by');
  });
});

describe('of a child in danger, what was read in somebody’s words', () => {
  const { says, told, machine } = aTypedCheck('yes', '2', 'jess moore teaching assistant 01438 555 404');

  it('is taken by “send”, which says so', async () => {
    contains(await says('send'), 'The MASH now reads: Phone, Agency, Your name, Role', 'Sent without: Consent.');
    await machine.pass(5000);
    const cards = told.map(({ message }) => ('card' in message ? text(message.card) : '')).join();
    contains(cards, 'jess moore, teaching assistant', '01438 555 404', 'School or education');
  });
});

describe('at danger, a line that begins or ends with a plain “yes”', () => {
  const { says, values } = aTypedCheck();

  it('is the yes, though the bot has just asked; the rest is kept', async () => {
    contains(await says('he wants to take her home within the hour'), 'Ring 999 now');
    lacks(await says('i said within the hour. yes'), 'is that right?', 'immediate danger, or about');
    expect(await values()).toMatchObject({ danger: 'yes' });
    expect((await values()).worry).toContain('“i said within the hour. yes”');
  });
});

describe.each([
  'yes. who am i ringing im in the corridor he can see me',
  'in 20 mins',
  'yes he might',
  'he goes at ten past 3',
])('while “Yes – is that right?” is open about danger, “%s”', (words) => {
  const { says, values } = aTypedCheck();

  it('is the yes', async () => {
    contains(await says('she has a coat on', 'in half an hour'), 'Yes – is that right?', 'Ring 999');
    expect(await values()).not.toHaveProperty('danger');
    contains(await says(words), 'Ring 999, or Children’s Services on');
    expect(await values()).toMatchObject({ danger: 'yes' });
  });
});

describe('at danger, words of another time, of help, and with a “no”', () => {
  const { says, values } = aTypedCheck();

  it('are no yes', async () => {
    for (const words of [
      'yes no is right',
      'the ambulance comes within the hour',
      'she said yes',
      'not within the hour',
    ])
      await says(words);
    expect(await values()).not.toHaveProperty('danger');
  });
});

describe('an answer, and a question behind it', () => {
  const { says, values } = aTypedCheck();

  it('are both taken: at danger, and where something is asked back', async () => {
    contains(
      await says('yes. how long will you take to answer'),
      'The check takes a few minutes',
      'Danger or not: saved ✓',
    );
    await says('2', 'im jess moore, teaching assistant, 01438 555 404');
    contains(await says('yes thats me. when does it go'), 'Your name saved ✓', 'It goes when you type “send”.');
    expect(await values()).toMatchObject({ agency: 'education', name: 'jess moore', phone: '01438 555 404' });
  });
});

describe('“yes” and a question, where a name is asked back', () => {
  const { says, values } = aTypedCheck('yes', '2', 'im jess moore, teaching assistant, 01438 555 404', '2');

  it('are both taken', async () => {
    contains(await says('yes, has this gone yet'), 'Your name saved ✓', 'This check is not sent');
    expect(await values()).toMatchObject({ name: 'jess moore', phone: '01438 555 404' });
  });
});

describe('who somebody is, with more around it', () => {
  const { says, values } = aTypedCheck('yes', '2');

  it('fills the boxes of the same card, and nothing else goes into the name', async () => {
    contains(await says('health. staff nurse, bluebell ward at st annes hospital'), 'Agency saved ✓', 'Role saved ✓');
    for (const words of ['kofi mensah. hes 16', 'no signal. hes here', 'sorry im in the corridor. hes watching'])
      await says(words);
    expect(await values()).not.toHaveProperty('name');
    const answer = await says('change name', 'jane cole. hes got her coat out. iron shaped burn');
    contains(answer, 'Your name saved ✓', 'I kept your words');
    lacks(answer, /jane|iron/);
    await says('change phone', 'jane cole, ward 0161 496 0123 ext 7');
    expect(await values()).toMatchObject({
      role: 'staff nurse',
      organisation: 'bluebell ward at st annes hospital',
      name: 'jane cole',
      phone: 'ward 0161 496 0123 ext 7',
    });
    expect((await values()).worry).toContain('“hes got her coat out. iron shaped burn”');
  });
});

describe('a name with the number of a ward', () => {
  const { says, values } = aTypedCheck('yes', '2', 'health');

  it('is the name, and the number with its extension', async () => {
    contains(await says('jane cole, ward 0161 496 0123 ext 7'), 'Your name saved ✓', 'Phone saved ✓');
    expect(await values()).toMatchObject({ name: 'jane cole', phone: '0161 496 0123 ext 7' });
  });
});

describe('“not known” with more behind it, and a name told again with “send”', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A man waits.');

  it('are the answers, and the rest is kept', async () => {
    contains(
      await says('dont know. shes amina yusuf on the notes, no interpreter'),
      'In care saved ✓',
      'I kept your words',
    );
    contains(await says('i told you amina yusuf, about 13. SEND IT'), 'This comes first: Consent.');
    expect(await values()).toMatchObject({ care: 'not-known', 'child-name': /^amina yusuf/, 'child-age': '13' });
  });
});

describe('“3 not known. please send what youve got”', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A man waits.');

  it('is the answer, and then sends', async () => {
    contains(await says('3 not known. please send what youve got'), 'This comes first: Consent.');
    expect(await values()).toMatchObject({ care: 'not-known' });
  });
});

describe.each([
  'can you just send it to them now',
  'send what you have',
  'just get it to them',
  'send it off to them',
  'pls get this to someone',
  'can it go now',
])('“%s”', (words) => {
  const { says } = aTypedCheck('no', '2', 'Carol Webb');

  it('asks to send', async () => contains(await says(words), 'Not sent yet. This comes first: Phone.'));
});

describe.each([
  'he wants me to send it',
  'dont send',
  'she sends money',
  'send police',
  'get it to her mum',
  'can she go now',
])('“%s”', (words) => {
  const { says } = aTypedCheck('no', '2', 'Carol Webb');

  it('asks for nothing to be sent', async () => lacks(await says(words), 'Not sent yet'));
});

describe('three digits where the time of leaving is asked', () => {
  const { says, values } = aTypedCheck(
    'no',
    '2',
    'Carol Webb',
    '01632 960 111',
    'A worry.',
    '3',
    'Amina',
    '13',
    'here',
    'me',
  );

  it('are a time of the day that is asked back; the number of a room is none', async () => {
    lacks(await says('room 310 she is in'), 'Is it that?');
    contains(await says('310 pickup theyll leave then'), 'You wrote: leaves at 15:10. Is it that?');
    expect((await values())['leaves-sight']).toBe('310 pickup theyll leave then');
    await says('yes');
    expect((await values())['leaves-sight']).toBe('leaves at 15:10');
  });
});

describe('a number that was told with a story', () => {
  const { says, told, machine } = aTypedCheck(
    'yes',
    '2',
    'jane porter, st marks office 01632 960114. the man is uncle dino',
  );

  it('stands beside the number that is known, without the story', async () => {
    await says(...Array<string>(6).fill('send'));
    await machine.pass(5000);
    const cards = told.map(({ message }) => ('card' in message ? text(message.card) : '')).join();
    contains(cards, 'Their words of a number, before sending\n“jane porter, st marks office 01632 960114”');
  });
});

describe('a first message that ends like a report of a missing child', () => {
  const { says, values } = aTypedCheck('delete', 'delete it');

  it('is a story, and is kept', async () => {
    const answer = await says('ive got a lad about 15 found in the boot of a car driver has gone');
    contains(answer, 'I kept your words as a draft.');
    contains((await values()).worry ?? '', 'found in the boot of a car');
  });
});

describe('what was said beside the questions of a check', () => {
  const story = 'a girl in year 10 has new phones and bruises and falls asleep in class. '.repeat(9);
  const { says, told } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', story, 'no', 'skip');

  it('stands on the card in the channel, the newest first, before what is only form', async () => {
    const lines = [
      'the man in the red golf came again at 8',
      'he said she owes him',
      'the plate was ab12 cde',
      'her friend says they go to luton',
    ];
    await says(...lines, 'send', 'not asked', '1', 'mum may know of it', 'send', 'send');
    const [card = ''] = told
      .flatMap(({ message }) => ('card' in message ? [text(message.card)] : []))
      .filter((each) => each.includes('Said beside'));
    const places = [...lines.toReversed(), 'Indicator check', 'mum may know of it'].map((each) => card.indexOf(each));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places[0]).toBeGreaterThan(card.indexOf('Worry'));
  });
});

describe.each(['same man', 'other house', 'same flat'])('“%s”, beside the questions', (words) => {
  const { says } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.', words);

  it('is not offered as the name of a child', async () => {
    const asked = await says('no');
    contains(asked, 'Child’s name');
    lacks(asked, 'You wrote');
  });
});

describe('a name and nothing else, where a place, a person or a reason is asked', () => {
  const { says, values } = aTypedCheck(
    'no',
    '2',
    'Carol Webb',
    '01632 960 111',
    'A man waits.',
    '2',
    'amber leigh',
    '13',
  );

  it('is kept and asked again; said again, what may be a name is the reason', async () => {
    contains(await says('amber'), 'I kept your words', 'Where are they now?');
    contains(await says('in maths', 'Leigh'), 'Who are they with?');
    await says('mr rao', 'not before tomorrow', 'send', 'not asked', 'no');
    contains(await says('amber'), 'Why were they not asked?');
    contains(await says('kayleigh'), 'Why were they not asked?');
    expect(await values()).toMatchObject({ whereabouts: 'in maths', with: 'mr rao' });
    expect(await values()).not.toHaveProperty('consent-why');
    contains(await says('kayleigh'), 'Sent. The MASH now reads: Phone');
  });
});

describe('a worry that begins with a hello', () => {
  const hello = 'hi is anyone there im in the office at school its about one of our girls';
  const { says, told, machine } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', hello);

  it('The MASH reads the harm first, wherever it was typed; what only hurries the bot is in the thread alone', async () => {
    await says('chanel has round marks up her arm like burns', 'yes', 'i havent rung nobody', 'no', 'send');
    await says('not asked', '1', 'mum may know of it', 'send');
    await machine.pass(5000);
    const cards = told.flatMap(({ message }) => ('card' in message ? [text(message.card)] : []));
    const [card = ''] = cards.filter((each) => each.includes('Indicator check'));
    contains(card, `Worry\nchanel has round marks up her arm like burns\n${hello}`);
    lacks(card, 'i havent rung');
    contains(cards.join(), 'i havent rung');
  });
});

describe('where the child is', () => {
  const { says, values } = aTypedCheck('not known', '2', 'Carol Webb', '01632 960 111', 'A girl came with a man.');

  it('is no car of a man, and of more sentences only the one with the place; the rest is kept', async () => {
    await says('hes in a black golf hes about 22 hes chanels boyfriend', 'no', 'Chanel');
    lacks(await says('14'), 'black golf');
    await says('no shes in room 14 upstairs at castle lodge. hes gone back up. he looks angry');
    await says('mr rao her teacher. the boyfriend is called danny something');
    expect(await values()).toMatchObject({
      whereabouts: 'no shes in room 14 upstairs at castle lodge',
      with: 'mr rao her teacher',
      worry: expect.stringMatching(/hes gone back up. he looks angry.*the boyfriend is called danny/s),
    });
  });
});

describe('at danger, “i dont know” with words of danger', () => {
  const { says, values } = aTypedCheck();

  it('is not known, and in doubt: whom to ring stands first, and the check goes on', async () => {
    const answer = await says('i dont know. hes in the room with her now. shes not his daughter');
    contains(answer, 'Ring 999 now', 'Danger or not: saved ✓', 'Agency');
    lacks(answer, 'not take this as an answer');
    expect(await values()).toMatchObject({ danger: 'not-known' });
    contains(await says('send'), 'By what you wrote, the child may be in danger.', 'Sent without: Agency');
  });
});

describe.each([
  'none of them its a hostel. im just reception. castle road lodge',
  'other then. room 14. he paid cash',
  'its not on the list',
])('at the agency, “%s”', (words) => {
  const { says, values } = aTypedCheck('no');

  it('is another one, and the rest is kept', async () => {
    contains(await says(words), 'Agency saved ✓', 'Your name');
    expect(await values()).toMatchObject({ agency: 'other', worry: expect.stringContaining(words) });
  });
});

describe('“jane, just jane. will he find out it was me”, at the name', () => {
  const { says, values } = aTypedCheck('no', '2');

  it('is the name, and the question is met', async () => {
    contains(await says('jane, just jane. will he find out it was me'), 'Your name saved ✓', 'Must I give my name?');
    expect(await values()).toMatchObject({ name: 'jane' });
  });
});

describe('“… so yes”, last', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A man waits.');

  it('answers a question with yes and no, and the rest is kept', async () => {
    const words = 'she lived with foster carers twice and went back. so yes';
    contains(await says(words), 'In care saved ✓');
    expect(await values()).toMatchObject({ care: 'yes', worry: expect.stringContaining(words) });
  });
});

describe('words that name their box', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111');
  const story = `her aunt rose takes all 3 every fri, ${'there is a debt and an oath, '.repeat(8)}and a bruise`;

  it('go there at any length, from anywhere; “that wasnt where” puts it right, and keeps what stood there', async () => {
    contains(await says('A worry.', `worry = ${story}`), 'Worry saved ✓');
    await says('no', 'Joy', '13', 'at the shop with uncle festus, passports with him');
    contains(await says('no that wasnt where. now shes in the flat w me'), 'Where now saved ✓', 'I kept your words');
    await says('with: dawn and me');
    const { worry, ...others } = await values();
    contains(worry, `A worry.\n${story}`, 'passports with him');
    expect(others).toMatchObject({ whereabouts: 'now shes in the flat w me', with: 'dawn and me' });
  });
});

describe('of a child who is not in care, at “Is the child placed there?”', () => {
  const story = 'she lives with mum at 14 Ditherington Close. her friend may be in care';
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', story, 'no');

  it('“its where they live with mum” is the answer, and the address stays', async () => {
    contains(await says('finish', 'not asked', 'no', 'mum is ill', 'no'), '14 Ditherington Close');
    contains(await says('its where they live with mum, they have to know that'), 'Type “send” to send it');
    expect((await values()).worry).toContain('14 Ditherington Close');
  });
});

describe('“send”, and then', () => {
  const { says, values } = aTypedCheck('no', '2', 'Carol Webb', 'A man waits.');

  it('a question or “wait” sends nothing after the answer; the consent decision is asked for with its reason', async () => {
    contains(await says('send'), 'This comes first: Phone. Then I send it.');
    await says('who reads this');
    lacks(await says('01632 960 111'), 'Sent.');
    contains(
      await says('send'),
      'This comes first: Consent. The protocol wants it before it goes: any answer will do.',
    );
    contains(
      await says('send'),
      'Consent. The protocol wants it before it goes: any answer will do.',
      '4 There is nobody',
    );
    await says('hang on let me think');
    lacks(await says('not sure'), 'Sent.');
    expect(await values()).toMatchObject({ consent: 'unsure' });
    contains(await says('send'), 'Sent. The MASH now reads: Phone, Agency, Your name, Worry, Consent.');
  });
});

describe.each(['1 no 2 yes', 'first no second yes', 'no to 1 yes to 2', '1 yes, 2 no'])('at danger, “%s”', (words) => {
  const { says, values } = aTypedCheck();

  it('is of several questions, and no answer', async () => {
    contains(await says(words), 'In danger now? Ring 999', '1 Yes, now');
    expect(await values()).not.toHaveProperty('danger');
  });
});

describe.each(['ymca', 'lighthouse'])('at the agency, “housing, %s, jane orr, …”', (hostel) => {
  const { says, values } = aTypedCheck(
    'delete',
    'delete it',
    'lad about 15 at our hostel with a man, man wont let him talk',
    'not sure',
  );

  it('is the organisation, and no child’s name', async () => {
    contains(await says(`housing, ${hostel}, jane orr, 020 7946 0112`), 'Agency saved ✓', 'Organisation saved ✓');
    expect(await values()).toMatchObject({ agency: 'housing', organisation: hostel });
    contains(await says('yes'), 'Your name saved ✓', 'Phone saved ✓');
    const sent = await says('send it');
    contains(sent, 'Sent. The MASH now reads:', 'Organisation');
    lacks(sent, 'Child,');
  });
});

describe('“send it” twice, where consent is open', () => {
  const { says, machine, told } = aTypedCheck(
    'delete',
    'delete it',
    'lad about 15 here with a man at the hostel and i dont like it',
    'not sure',
    'housing',
    'jane orr',
    '020 7946 0112',
    'send it',
  );

  it('names why it did not go', async () =>
    contains(
      await says('send it'),
      'Not sent yet. This comes first: Consent.',
      'The protocol wants it before it goes',
    ));

  it('A reminder comes after 15 minutes, with sound and the number', async () => {
    const from = told.length;
    await machine.pass(16 * minute);
    const [reminder, another] = told.slice(from).filter(({ to }) => to.includes('jane'));
    expect(another).toBeUndefined();
    contains(JSON.stringify(reminder), 'Your check is not sent', '0300 123 4043', '"alert":true');
  });

  it('Words of danger bring the number, and what is there goes', async () => {
    const answer = await says('mans back hes angry asking who was on the phone');
    contains(answer, 'Ring 999 now', '0300 123 4043', 'Sent. The MASH now reads:', 'Sent without: Consent.');
  });
});

describe.each([
  'boy about 15 with a man, man does all the talking',
  'girl 15 with her uncle, he never leaves her side',
  'lad, 15. bloke answers for him',
  'boy of 15 here with a man. hes scared of him',
])('“%s” leaves danger in doubt', (worry) => {
  const { says } = aTypedCheck('delete', 'delete it', worry, 'not sure', 'housing', 'jane orr', '020 7946 0112');

  it('goes on “send it”', async () => contains(await says('send it'), 'Sent. The MASH now reads:'));
});

describe.each(['girl 15, her mum does all the talking', 'girl 15, i am worried about her homework'])(
  '“%s”',
  (worry) => {
    const { says } = aTypedCheck('delete', 'delete it', worry, 'not sure', 'housing', 'jane orr', '020 7946 0112');

    it('is in no doubt', async () => contains(await says('send it'), 'Not sent yet.'));
  },
);

describe('two telephone numbers in one line', () => {
  const { says, values } = aTypedCheck('no', '2', 'jane orr');
  const desk = 'but im asleep after 9 in the morning, ring the desk 020 7946 0112 its on all day';

  it('are the phone and whom else to ring', async () => {
    contains(await says(`07700 900431 ${desk}`), 'Phone saved ✓', 'Or ring saved ✓');
    expect(await values()).toMatchObject({ phone: '07700 900431', other: desk });
  });
});

describe('a number behind other words, and a name by which somebody goes', () => {
  const { says, values } = aTypedCheck(
    'no',
    '2',
    'jane orr',
    'i just told you. desk 020 7946 0112',
    'A worry.',
    'not known',
  );

  it('are taken, and no words are lost', async () => {
    contains(await says('he wont say his name. he goes by T'), 'Child saved ✓');
    const all = await values();
    const other = 'i just told you. desk 020 7946 0112';
    expect(all).toMatchObject({ phone: '020 7946 0112', other, 'child-name': 'T' });
    contains(all.worry ?? '', 'he wont say his name');
  });
});

describe.each([
  'school nurse here lena marsh 07700 900456. lad of 14, marks on his arms, hes scared of his uncle',
  '07700 900456 but typing is better hes in the next room',
  'im at the front desk at elm court 07700 900456',
  'reach me on 07700 900456 after 4',
])('a number that is plainly their own: “%s”', (words) => {
  const { says, told, machine } = aTypedCheck('yes', '2', words);

  it('is theirs when the check is sent', async () => {
    lacks(await says('send'), /without:.*Phone/);
    await machine.settle();
    const [card = ''] = told.flatMap(({ to, message }) =>
      to.startsWith('19:') && 'card' in message ? [text(message.card)] : [],
    );
    contains(card, '07700 900456');
    lacks(card, 'No number');
  });
});

describe.each([
  'his phone keeps ringing, 07700 900456, every hour',
  'jo in the office 01920 555 01422', // a digit too many
])('a number that may be anybody’s: “%s”', (words) => {
  const { says, values, told, machine } = aTypedCheck('yes', '2', words, 'send');

  it('is in their words, and is no number of theirs', async () => {
    await says('hi');
    await machine.settle();
    expect((await values()).phone ?? '').toBe('');
    contains(
      told.map(({ message }) => ('card' in message ? text(message.card) : '')).join(),
      'No number on the form. In their words: 0',
    );
  });
});

describe.each([
  'not this second but his uncle is talking about taking him home tonight',
  'not this second but her aunt comes for her at 4',
  'not right now but the man could turn up any time',
  'no but theyre moving him tomorrow',
  'not at the moment, some man is collecting them after school',
  'no dad says hes taking him in half an hour',
])('a “no” to danger that tells of a leaving: “%s”', (words) => {
  const { says, values } = aTypedCheck(words);

  it('is no “No”: yes is offered, and “yes send” sends', async () => {
    contains(await says('hm'), 'Yes – is that right?');
    lacks(await says('hm'), 'saves “No”');
    contains(await says('yes send'), 'Sent. The MASH now reads');
    expect((await values()).danger).not.toBe('no');
  });
});

describe.each(['send the boy', 'send dario', 'send dario now please', 'send all three'])('“%s”', (words) => {
  const { says, values } = aTypedCheck('dario is 14, hes got marks on his arms and a man waits for him', 'no', '2');

  it('is never a name, and sends or says first that it is not sent', async () => {
    expect(await says(words)).toMatch(/Not sent yet|Sent/);
    expect(Object.values(await values())).not.toContain(words);
  });
});

describe.each([
  ['yes hes in danger. theres his sister too Poppy shes 2', true],
  ['yes, and his baby brother as well, he is 1', true],
  ['y shes got a knife and theres another kid in there, jake, 7', true],
  ['yes because mum said tonight shell finish her', false],
  ['yep craig has just gone for him and his brother', false],
  ['he said hes going to kill her', false],
  ['dad says hes gonna break his legs', false],
])('a yes to danger that says more: “%s”', (words, isOfSecond) => {
  const { says, values } = aTypedCheck('hi at a home visit, liam burke hes 5, burns on his arm. stepdad is upstairs');

  it('is the yes, is kept, and offers another child as one of their own', async () => {
    const answer = await says(words);
    contains(answer, 'Danger or not: saved ✓', ...(isOfSecond ? ['One referral each'] : []));
    lacks(answer, 'I did not take this as an answer');
    const { danger, worry, ...others } = await values();
    expect([danger, others['child-age']]).toEqual(['yes', undefined]);
    contains(worry, words.split(/\. |yes, /).at(-1));
  });
});

describe.each(['shes hitting him now', 'i dont think hes going to kill her'])(
  'words at danger that hold danger and no yes: “%s”',
  (words) => {
    const { says, values } = aTypedCheck('liam burke hes 5, burns on his arm');

    it('write nothing, are kept, and are in doubt when it is sent', async () => {
      const answer = await says(words);
      contains(answer, 'In danger now?', /All you wrote is kept|I kept your words/);
      lacks(answer, 'I did not take this as an answer');
      expect((await values()).danger).toBeUndefined();
    });
  },
);

describe('a yes to danger in the check of the next child', () => {
  const { says, values, told } = aTypedCheck(
    ...['delete', 'delete it', 'Jaden Price 14 told me two boys cut his arm when he lost some', 'send it', 'yes'],
    ...['next child', 'Zara Mistry 13, at the refuge, mum hits her with a hairbrush', 'dont know', 'not linked'],
  );

  it('comes behind “dont know”, and the MASH reads it as of this check', async () => {
    contains(await says('yes because mum said tonight shell finish her'), 'too, as about this check');
    expect((await values()).danger).toBe('yes');
    await says('send');
    contains(
      told.map(({ message }) => ('card' in message ? text(message.card) : '')).join('\n'),
      '“yes because mum said tonight shell finish her”',
      'Zara Mistry',
    );
  });
});

describe.each([
  'rang 999 theyre coming',
  '999 on their way',
  'police coming log 412',
  'called the cops, they said 20 mins',
])('that help is rung for: “%s”', (words) => {
  const { says, values } = aTypedCheck('liam burke hes 5, burns on his arm');

  it('is perhaps the yes to danger, and to “Did you ring?” that they write; it is kept', async () => {
    contains(await says(words), 'Yes – is that right?');
    contains(await says('yes'), 'Type 1 if you have phoned');
    contains(await says(words), 'Rung or not: saved ✓', '999 is not the MASH', 'Agency');
    const { danger, phoned, worry } = await values();
    expect([danger, phoned]).toEqual(['yes', '']);
    contains(worry, words);
  });
});

describe.each([
  'no one picked up at 999',
  'couldnt get thru to 999',
  'should i ring 999',
  'nobody answers at the mash',
])('that nobody was rung: “%s”', (words) => {
  const { says, values } = aTypedCheck('liam burke hes 5, burns on his arm', 'yes');

  it('is no call, and the question comes again with the numbers', async () => {
    for (const again of [words, `${words} at all`, words]) {
      const answer = await says(again);
      contains(answer, /999/);
      lacks(answer, 'Type only a number', 'saved ✓');
    }
    expect(await values()).not.toHaveProperty('phoned');
  });
});

describe.each([
  ['no i didnt ask them theyd hide her', 'not-asked'],
  ['didnt ask, stepdad is the one', 'not-asked'],
  ['they dont know and cant know, shed be on a plane', 'not-asked'],
  ['no, dad is the one hurting her', 'not-asked'],
  ['mum said no because shes scared of him', 'refused'],
])('an answer about consent that has its reason: “%s”', (words, consent) => {
  const { says, values, told } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.', 'check answers');

  it('fills the box of the reason in their words, which is not asked again and stands on the card', async () => {
    const answer = await says(words);
    contains(answer, 'Consent saved ✓', 'Why saved ✓');
    contains(answer.includes('Who was asked?') ? await says('1') : answer, 'put the child at risk?');
    expect(await values()).toMatchObject({ consent, 'consent-why': `“${words}”` });
    contains(await says('1', 'check answers', 'card'), `Why: “${words}”`);
    contains(await says('send'), 'Sent. The MASH now reads');
    contains(told.map(({ message }) => ('card' in message ? text(message.card) : '')).join('\n'), `“${words}”`);
  });
});

describe.each(['no', 'no not yet', 'not asked. shes in room 4', 'nobody asked the mum', 'i havent asked them yet ok?'])(
  'an answer about consent without a reason: “%s”',
  (words) => {
    const { says, values } = aTypedCheck('no', '2', 'Carol Webb', '01632 960 111', 'A worry.', 'send');

    it('is asked why', async () => {
      await says(words);
      expect(await values()).not.toHaveProperty('consent-why');
    });
  },
);

describe.each([
  ['jane mercer', { name: 'jane mercer' }],
  ['im jade obi ext 15', { name: 'jade obi', phone: 'ext 15' }],
  ['tom reid bleep 4412', { name: 'tom reid', phone: 'bleep 4412' }],
])('“%s” at the name, whatever was told before', (words, boxes) => {
  const { says, values } = aTypedCheck(
    'girl about 13 in room 14, a man and jane his wife are with her, jade and tom saw them',
    'no',
    '2',
  );

  it('is the name', async () => {
    contains(await says(words), 'Your name saved ✓');
    expect(await values()).toMatchObject(boxes);
  });
});

describe.each([
  ['name jane, mob 07700 900123', '3', { name: 'jane', phone: '07700 900123', agency: 'housing' }],
  ['im jade obi ext 15', '1', { name: 'jade obi', phone: 'ext 15', agency: 'health' }],
  ['hostel. just me on. name ola, 07700 900123', '', { name: 'ola', phone: '07700 900123', agency: 'housing' }],
])('who they are, told where the agency is asked: “%s”', (words, agency, boxes) => {
  const { says, values } = aTypedCheck('girl about 13 with a man, she looks scared', 'no');

  it('is offered at the name, and “yes” fills the boxes', async () => {
    const answer = await says(words, ...(agency ? [agency] : []));
    contains(answer, `You wrote: ${boxes.name} · ${boxes.phone}. Is it that?`);
    await says('yes');
    expect(await values()).toMatchObject(boxes);
  });
});

describe.each([
  ['5 police hertford 07700 900123', 'police'],
  ['2 school, 07700 900123 is the office line', 'education'],
])('“%s” at the agency', (words, agency) => {
  const { says, values } = aTypedCheck('girl about 13 with a man, she looks scared', 'no');

  it('is the agency and the number', async () => {
    contains(await says(words), 'Agency saved ✓', 'Phone saved ✓');
    expect((await values()).phone).toBe('07700 900123');
    expect((await values()).agency).toContain(agency);
  });
});

describe('the name of the child, where their own is asked', () => {
  const { says, values } = aTypedCheck('mina tran is 12, she has burns on both hands', 'no', '2');

  it('is no name of theirs', async () => {
    await says('mina tran');
    expect(await values()).not.toHaveProperty('name');
  });
});

describe('words of something else, again and again, where their own name is asked', () => {
  const { says, values } = aTypedCheck(
    'PC 3307 Amy Lunn, herts police. 2 girls in a van with no seats',
    'yes',
    '2',
    '5',
  );

  it('are never the name, and the check goes on', async () => {
    await says('07700 900511', 'dont know her name', 'nobody', 'in my car', 'kasia i think');
    contains(await says('at the station'), 'In care?');
    expect(await values()).not.toHaveProperty('name');
    await says('send');
    expect((await values()).name).not.toBe('in my car');
  });
});

describe.each(['cant ring they can hear me', 'cant call he is right here'])(
  '“%s”, where the call is asked',
  (words) => {
    const { says, values } = aTypedCheck('lad of 14 with two men who wont leave him', 'yes');

    it('says that they write, and “1” after it is the agency', async () => {
      contains(await says(words), 'Rung or not: saved ✓', 'Agency');
      await says('1');
      expect(await values()).toMatchObject({ phoned: '', agency: 'health' });
    });
  },
);

describe.each(['3 hostel', '3 housing', '3 im at a hostel'])('“%s” at the agency', (words) => {
  const { says, values } = aTypedCheck('no');

  it('is the one that both name', async () => {
    contains(await says(words), 'Agency saved ✓');
    expect((await values()).agency).toBe('housing');
  });
});

describe('“yes hes gone” beside the check of a next child', () => {
  const { says } = aTypedCheck(
    ...['delete', 'delete it'],
    'hiya jane wells housing officer 07700 900562. worried about ruby fenn, 9, 31 carling court. she told me her uncle gaz gets in her bed at night and mum sam dont believe her. shes gone to school now',
    ...['no she is safe at school until quarter past 3. send it', 'send', '2', 'housing', 'yes', 'send'],
    ...['ruby says dont tell mum so no', 'send', '1', 'send', 'she begged me not to tell sam'],
    'next child. different family, dylan oduya, 15, hes cut his arms and his dad paul threw him out last night, hes sat in my office',
    ...['hes ok sat with me. send it', 'not linked', 'dylan'],
    'next child. maisie pope, 4, found her on the landing in a nappy on her own, gran supposed to be minding her, different family again',
    ...['gran is back with her now', 'this check', 'not linked'],
    'gaz is stood outside rubys school in a grey fiesta, the lollipop lady just told me',
    ...['hes done another cut in my toilet, ambulance is coming', 'paul says he wont have him back'],
    'sorry not a fiesta its a grey focus BD19',
    'school have got ruby in the heads office, door locked, police told',
    'paramedics are taking him to the lister, ive got to stay here',
  );

  it('may be of a sent child: it marks nobody as in danger', async () => {
    lacks(await says('yes hes gone'), 'saved ✓');
  });
});
