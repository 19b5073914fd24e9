import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { unsaidIn } from '../../src/store/people.ts';
import { profiles } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// A sent child, and the check of her brother that is not sent: whose the words are that somebody types

const jane = StaffId.parse(profiles.jane.objectId);

/** Linh Tran is sent, and the check of the next child is at its first question. */
function withLinh(...lines: string[]) {
  const world = aProgram();
  const { types, presses, machine, said, services, told, caseCard } = world;
  let linh = '';
  const says = async (...words: string[]) => {
    const from = said.length;
    for (const each of words) await types('jane', each);
    await machine.pass(3000);
    return said
      .slice(from)
      .map(({ message }) => ('card' in message ? text(message.card) : message.text))
      .join('\n');
  };
  beforeAll(async () => {
    await types('mo', 'on duty');
    const worry = 'linh is 16 and her brother is minh hes 13. She owes a man.';
    linh = await sendsReferral(world, 'jane', { child: { 'Child’s name': 'Linh Tran', 'What worries you': worry } });
    await machine.pass(minute);
    await says('next child', ...lines);
  });
  const own = () => services.cases.of(jane, 10);
  return {
    ...world,
    says,
    linh: () => linh,
    values: async () => (await own()).find(({ status }) => status === 'draft')?.facts.answers.values ?? {},
    added: async () => Object.values((await own()).find(({ id }) => id === linh)?.facts.texts ?? {}),
    waiting: async () => unsaidIn(await services.people.load(jane)).map(({ words }) => words),
    rings: (from: number) =>
      told
        .slice(from)
        .filter(({ to, message }) => to === `a:${profiles.mo.id}` && 'card' in message && message.alert === true)
        .length,
    asks: async (question: string) => {
      const form = await presses('mo', caseCard(linh) ?? {}, 'Ask the referrer', {}, 'channel');
      await presses('mo', form, 'Send question', { 'Your question': question }, 'channel');
      await machine.pass(3000);
    },
  };
}

const beside = (words: string) => expect.stringContaining(`Said beside the questions: “${words}”`);

describe('words that answer nothing in the check', () => {
  const { says, values, added, waiting, told, rings, machine } = withLinh('no', '1', 'no', 'A worry.');
  afterEach(() => machine.pass(11 * minute)); // then words are not of the child named before

  it.each([
    'we got to the placement at 5.35, both in with sarah now',
    'false alarm it was a delivery driver',
    'they both had toast',
  ])('“%s” is with the MASH at once, child not yet said, and with the check, until that is said', async (words) => {
    const from = told.length;
    contains(await says(words), 'Sent to the MASH. Which child? Type “this check”, the name or HT-');
    expect(await waiting()).toEqual([words]);
    expect(await values()).toMatchObject({ worry: beside(words) });
    expect(rings(from)).toBe(0);
    contains(await says('about linh'), 'Sent to the MASH');
    expect(await waiting()).toEqual([]);
    expect(await added()).toContain(words);
    expect((await values()).worry ?? '').not.toContain(words);
  });

  it.each(['about both', 'its both of them', 'both', 'sorry both kids'])('“%s” is of each', async (both) => {
    const words = `they came with one bag, ${both}`;
    await says(words);
    contains(await says(both), 'your words are about this check', /They stand in HT-\S+, too/);
    expect(await waiting()).toEqual([]);
    expect(await added()).toContain(words);
    expect(await values()).toMatchObject({ worry: beside(words) });
  });

  it.each(['both asleep now', 'both girls were crying all night'])('“%s” says more than which child', async (words) => {
    await says('they came in a taxi', words);
    expect(await waiting()).toContain(words);
    await says('this check');
  });
});

describe('what is plainly of the next child', () => {
  const { says, values, added, waiting } = withLinh();

  it('A worry that only likens the child to the sent one stays with the check, and danger is told, child not yet said', async () => {
    const words = 'same as linh but he just sweeps, he says the man hits him';
    contains(await says(words), 'Ring 999 now', 'Which child?');
    expect(await added()).not.toContain(words);
    expect([await waiting(), (await values()).worry]).toEqual([[words], beside(words)]);
    await says('this check');
  });

  it('A name of the same family is no news, and is asked back where the check asks for the name', async () => {
    lacks(await says('minh tran'), 'Which child?');
    expect(await added()).not.toContain('minh tran');
    contains(await says('1', '2', 'no', 'A worry.', 'no'), 'You wrote: Child: m… t…. Is it that?');
    await says('yes');
    expect(await values()).toMatchObject({ 'child-name': 'minh tran' });
  });

  it('A date of birth that the sent child told is of the check', async () => {
    const words = 'his dob is 4/9/2012 linh told me';
    lacks(await says(words), 'Which child?');
    expect(await added()).not.toContain(words);
    expect((await values())['child-age']).toContain('4/9/2012');
  });

  it('Words that begin with the name of the sent child are of that one alone', async () => {
    const words = 'linhs got a cut on her arm that looks infected btw';
    contains(await says(words), 'Sent to the MASH');
    expect(await added()).toContain(words);
    expect((await values()).worry).not.toContain('infected');
  });
});

describe('“Is it the same as in HT-…?”', () => {
  describe.each([
    ['1', 'not-asked'],
    ['no change', 'not-asked'],
    ['same for minh', 'not-asked'],
    ['ugh 1 then, no change, same for minh', 'not-asked'],
    ['all of it', 'not-asked'],
    ['yes', undefined],
    ['just send minhs', undefined],
  ])('“%s”, typed', (words, consent) => {
    const { says, values, said } = withLinh('no', '1');

    it('leads on', async () => {
      contains(
        text(said.flatMap(({ message }) => ('card' in message ? [message.card] : [])).at(-1)),
        'Or type: 1 for “Yes, all of it”',
      );
      lacks(await says(words), 'Is it the same as in', 'Which child?');
      expect((await values()).consent).toBe(consent);
    });
  });
});

describe('“all the same but …”', () => {
  const { says, values } = withLinh('no', '1');

  it('takes over what is the same, but not where and with whom, and keeps the rest', async () => {
    const words = 'yes all the same but minh is in art with mrs bell';
    lacks(await says(words), 'Is it the same as in', 'Which child?');
    expect(await values()).toMatchObject({ consent: 'not-asked', worry: beside(words) });
    for (const box of ['whereabouts', 'with']) expect(await values()).not.toHaveProperty(box);
  });
});

describe('the name of the sent child and nothing else, where the check asks where the next one is', () => {
  const { says, values, added, waiting } = withLinh('no', '1', 'no', 'A worry.', 'no', 'Minh Tran', '13');

  it('is no place, and no news of the sent child', async () => {
    contains(await says('linh'), 'Where are they now?');
    expect([await added(), await waiting(), (await values()).whereabouts]).toEqual([[], [], undefined]);
  });
});

describe('a question of the MASH, with a check open', () => {
  const { says, added, waiting, asks, caseCard, linh } = withLinh('no', '1', 'no', 'A worry.');
  const answer = 'the eps team take both, sarah at the placement, 07700 900555';

  it('What its author types right after it is the answer, and what puts that right stands with it', async () => {
    await asks('Who has Minh when you go off at 6?');
    contains(await says(answer), 'You have answered the MASH');
    contains(text(caseCard(linh())), answer);
    await says('sorry not sarah. its her colleague tess');
    expect(await added()).toContain('sorry not sarah. its her colleague tess');
    contains(
      text(caseCard(linh())),
      /Answered \d\d:\d\d · PUT RIGHT by the referrer[^\n]*\n.*07700 900555 → PUT RIGHT \d\d:\d\d: sorry not sarah. its her colleague tess/,
    );
    expect(await waiting()).toEqual([]);
  });

  it('Of several lines that waited, the first and what puts it right are the answer', async () => {
    await asks('What was she wearing?');
    await says('rung 101 log 882', 'he wants his phone back', 'sorry not 882. log 828', 'about linh');
    contains(text(caseCard(linh())), 'Answered 14:04\nrung 101 log 882\nsorry not 882. log 828');
    expect(await added()).toContain('he wants his phone back');
  });
});

describe('a check without a name', () => {
  const { says } = withLinh('no', '1');

  it('Which child? says when it was begun, and nothing that was said beside it', async () => {
    const answer = await says('ugh', 'he has a knife');
    contains(answer, /The check that you are writing\nBegun at \d\d:\d\d: no name yet/);
  });
});
