import { describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { ownAnswers } from '../../src/case/record.ts';
import { profiles, referrals } from '../fakes/people.ts';
import { aProgram, text } from './a-program.ts';
import { aTypedCheck } from './a-typed-check.ts';
import { contains, lacks } from './expecting.ts';

// Each word stands where it belongs, and none is thrown away

const begun = ['no', '2', 'Carol Webb', '01632 960 111', 'A worry.'];

describe('words that are no name', () => {
  const { says, values } = aTypedCheck(...begun, 'no');

  it('are kept beside the questions, and the question stands', async () => {
    contains(
      await says('placed since march, hes our looked after child, section 20'),
      'I kept your words',
      'Child’s name',
    );
    expect(await values()).toMatchObject({ worry: expect.stringContaining('“placed since march, hes our') });
    expect(await values()).not.toHaveProperty('child-name');
  });

  it('The words that a correction replaces are kept, too', async () => {
    await says('Dylan Marsh dob 12.9.2011', 'child: Dylan Marshall', 'change child name', 'Dylan Marshal');
    expect(await values()).toMatchObject({
      'child-name': 'Dylan Marshal',
      'child-age': '12.9.2011',
      worry: expect.stringMatching(/“Child, before: Dylan Marsh dob 12.9.2011”\n.*“Child, before: Dylan Marshall”/),
    });
  });

  it('A list at “when will they leave” is no time: the question comes again, and the words are kept', async () => {
    await says('at school', 'her aunt');
    contains(await says('phones, cash, nails done'), 'I could not read when the child leaves', 'leave your sight?');
    expect(await values()).toMatchObject({ 'leaves-sight': '', worry: expect.stringContaining('nails done”') });
    contains(await says('not before tomorrow'), 'Next leaves sight saved ✓');
  });
});

describe('“No – is that right?”', () => {
  const { says, values } = aTypedCheck(...begun);

  it('holds nothing back: what is typed goes to its question, and the “no” stays asked', async () => {
    contains(await says('no she lives with her nan'), 'No – is that right?');
    contains(await says('kofi mensah'), 'Child saved ✓', 'Age or date of birth', 'No – is that right?', '1 Yes · 2 No');
    contains(await says('16 ish'), 'Age or date of birth saved ✓', 'No – is that right?');
    contains(await says('rung 101 log 882'), 'I kept your words');
    expect(await values()).toMatchObject({ 'child-name': 'kofi mensah', 'child-age': '16 ish' });
    expect((await values()).care).toBeUndefined();
  });

  it('is answered by “yes” later', async () => {
    await says('change care', 'no she lives with her nan', 'at school');
    expect(await values()).toMatchObject({ whereabouts: 'at school' });
    await says('yes');
    expect(await values()).toMatchObject({ care: 'no', whereabouts: 'at school' });
  });
});

describe.each(['hes asleep. not in care no', 'not in care she lives with nan'])('“%s”', (words) => {
  const { says, values } = aTypedCheck(...begun);

  it('is a “no” that is asked again', async () => {
    contains(await says(words), 'No – is that right?');
    await says('yes');
    expect((await values()).care).toBe('no');
  });
});

describe('a “yes” after “Type yes to mark the child as in danger”', () => {
  const { says, values } = aTypedCheck(...begun, 'no');

  it('is heard a line later, too', async () => {
    contains(await says('he has a knife'), 'to mark the child as in danger');
    await says('her coat is red', 'what happens next');
    contains(await says('yes'), 'Ring 999');
    expect((await values()).danger).toBe('yes');
  });
});

describe('the same, where “yes” may answer the check', () => {
  const { says, values } = aTypedCheck(...begun);

  it('is asked about, and the next “yes” marks it', async () => {
    contains(await says('he has a knife'), 'to mark the child as in danger');
    await says('her coat is red');
    contains(await says('yes'), 'to mark the child as in danger');
    expect((await values()).care).toBeUndefined();
    await says('yes');
    expect((await values()).danger).toBe('yes');
  });
});

describe('words for sending', () => {
  const { says } = aTypedCheck(...begun);

  it('lead to the one thing that is missing, and ask that', async () => {
    contains(await says('send it pls'), 'Not sent yet. This comes first: Consent.', 'Have you asked for consent?');
  });

  it('send it once nothing is missing', async () => {
    await says('not asked', '1', 'He may know.');
    contains(await says('ok send'), 'Decision due by');
  });
});

describe('“I have phoned” after words of another call', () => {
  const { says, values } = aTypedCheck('ok ive rung 999 theyre sending someone', 'yes');

  it('records no call to the MASH', async () => {
    lacks(await says('i have phoned. just said'), 'Your call is recorded');
    expect((await values()).phoned).not.toBe('yes');
  });

  it('“1”, that somebody answered, records it, with a time that is not in their mouth', async () => {
    contains(await says('1'), 'Your call is recorded');
    expect((await values())['phoned-when']).toMatch(/^\d\d:\d\d$/);
  });
});

describe('a child in danger, before anything is sent', () => {
  const { told, types, machine } = aProgram();
  const inChannel = () =>
    told.flatMap(({ to, message }) => (to.startsWith(referrals.id) && 'card' in message ? [text(message.card)] : []));
  const card = () => inChannel().findLast((each) => each.includes('NOT IN WRITING YET')) ?? '';
  const says = async (...lines: string[]) => {
    for (const line of lines) await types('jane', line);
    await machine.pass(3000);
  };

  it('The URGENT card says what the draft holds of the child, as it is written', async () => {
    await says('a girl 15 on ward 6, her uncle answers everything', 'yes', '1', '01204 555731', '1', 'Marie Doyle');
    contains(card(), 'In their draft, not sent yet', 'a girl 15 on ward 6, her uncle answers everything');
    await says('no', 'Lien Nguyen', '15', 'ward 6', 'her uncle', '8am');
    contains(card(), 'Lien Nguyen', 'Where now: ward 6', 'Child is with: her uncle', '8am');
  });

  it('Where the child is placed stands there no more than after sending', async () => {
    await says('change worry', 'she said 14 Elm Street Bedford', 'change care', 'check: yes');
    contains(card(), 'she said [place left out]');
    lacks(card(), 'Elm Street');
  });
});

describe('a question of the MASH while the next child’s check is open', () => {
  const { types, presses, machine, said, services, refers, caseCard } = aProgram();
  const jane = StaffId.parse(profiles.jane.objectId);
  let reference = '';
  const hears = async (...lines: string[]) => {
    const from = said.length;
    for (const line of lines) await types('jane', line);
    await machine.pass(3000);
    return said
      .slice(from)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  };
  const asks = async (question: string) => {
    const form = await presses('mo', caseCard(reference) ?? {}, 'Ask the referrer', {}, 'channel');
    await presses('mo', form, 'Send question', { 'Your question': question }, 'channel');
    await machine.pass(3000);
  };

  it('Words that share something with it are asked about, are with the MASH, and answer no box', async () => {
    reference = await refers();
    await hears('next child', 'no', '3', 'no', 'A worry of Zoe', 'no');
    await asks('Who is Dex and what car does he drive?');
    contains(
      await hears('dex drives a black corsa, dont know his surname'),
      `For the MASH about ${reference}, or for this check?`,
      'now go to the MASH',
    );
    const [draft] = (await services.cases.of(jane, 10)).filter((own) => own.progress);
    lacks(JSON.stringify(draft && ownAnswers(draft)), 'corsa');
  });

  it('“for the mash” makes them the answer', async () => {
    await hears('for the mash');
    contains(text(caseCard(reference)), 'Answered 14:03\ndex drives a black corsa');
  });

  it('Words that the check cannot use are asked about, too, and what answers the check is not', async () => {
    await asks('What was she wearing?');
    contains(await hears('rung 101 log 882'), `For the MASH about ${reference}, or for this check?`);
    contains(await hears('this check'), 'about this check');
    contains(await hears('Zoe Bell'), 'Child saved ✓');
    contains(text(caseCard(reference)), 'What was she wearing?\nNo answer yet');
  });
});

describe('a line that begins another child', () => {
  const { says, values } = aTypedCheck(...begun, 'no', 'Amira Khan');

  it.each(['now zoe bell, 13, yr 9. she had the key card', 'and tash yr 9', 'next is Hanh Le 15'])(
    '“%s” is kept as of another child, with the offer',
    async (words) => {
      contains(await says(words), 'You write of more than one child', 'Age or date of birth');
      expect(await values()).toMatchObject({ worry: expect.stringContaining(`“Of another child: ${words}”`) });
    },
  );

  it.each(['now 15', 'now amira is 15'])('“%s” is of the same child', async (words) => {
    lacks(await says('change age', words), 'You write of more than one child');
  });
});
