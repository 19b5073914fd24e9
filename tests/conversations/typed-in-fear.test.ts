import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { referrals, type Who } from '../fakes/people.ts';
import { aProgram, minute, sendsReferral, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

/** The program, with what came to Mo, on duty, since the last test began. */
function onDuty() {
  const world = aProgram();
  const { machine, types, told } = world;
  let from = 0;
  beforeAll(async () => {
    await world.starts();
    await types('mo', 'on duty');
  });
  beforeEach(async () => {
    await machine.pass(3 * minute); // or what comes within two minutes waits
    from = told.length;
  });
  const since = () => told.slice(from).flatMap(({ to, message }) => ('card' in message ? [{ to, ...message }] : []));
  return {
    ...world,
    says: async (words: string, who: Who = 'jane') => {
      const answer = await types(who, words);
      await machine.pass(3000);
      return answer;
    },
    /** What rang at Mo’s, by its summary. */
    rang: () => since().flatMap(({ to, card, alert }) => (to === 'a:mo' && alert === true ? [summaryOf(card)] : [])),
    channel: () => since().flatMap(({ to, card }) => (to.startsWith(referrals.id) ? [text(card)] : [])),
  };
}

describe('a child is missing, typed after sending', () => {
  const world = onDuty();
  const { says, rang, caseCard, channel } = world;
  const of: Partial<Record<Who, string>> = {};

  it.each<[Who, string]>([
    ['jane', 'child is missing'],
    ['tom', 'Missing!'],
    ['sid', 'shes missing'],
    ['bea', 'the girl has gone missing'],
  ])(
    'With one referral it is recorded at once, rings, and the card asks what the police know (%s: “%s”)',
    async (who, words) => {
      const reference = await sendsReferral(world, who);
      of[who] = reference;
      const answer = await says(words, who);
      expect(rang()).toEqual([expect.stringMatching(new RegExp(`^URGENT ${reference}: CHILD MISSING, said`))]);
      contains(text(answer), 'Ring the police first. Now.', 'You said that the child is missing');
      expect(titles(answer)).toEqual(expect.arrayContaining(['Tell them more', 'The child is found']));
      contains(text(caseCard(reference)), 'CHILD MISSING', 'The referrer has not said whether the police know.');
      lacks(channel().join(), 'Added by the referrer'); // it is told once
    },
  );

  it('“not yet” about the police is added to that report', async () => {
    await says(`missing ${of.jane}: not yet`);
    contains(text(caseCard(of.jane ?? '')), 'The police were not told yet');
  });

  it.each(['she is missing', 'child is missing', 'missing: taken from the ward by a man in a hat'])(
    'With two referrals the words go at once without a child, ring, and the author is asked which: “%s”',
    async (words) => {
      if (words === 'she is missing') await sendsReferral(world, 'jane', { child: { 'Child’s name': 'Boy Topaz' } });
      contains(text(await says(words)), 'Which child?');
      expect(rang()).toEqual([expect.stringMatching(/words for the MASH, child not yet said/i)]);
    },
  );
});

describe('long words, typed after sending', () => {
  const { refers, says, rang, types, machine, caseCard } = onDuty();
  const story = 'We had tea, and the ward was full of people. '.repeat(52);
  let reference = '';

  it.each([
    ['danger in 2,400 characters', `${story}He is hurting her. We wait.`],
    ['danger at the end of 9,300', `${story.repeat(4)}he is hurting her`],
  ])('%s rings at once', async (_, words) => {
    reference ||= await refers();
    await types('mo', `I am on it ${reference}`);
    await machine.pass(3 * minute);
    await says(words);
    expect(rang()).toContain(`${reference}: NEW INFORMATION, not read yet`);
  });

  it('A long sentence about what a man said is a leaving time that is not confirmed', async () => {
    await says(
      'The man told her in front of me that they would be leaving for Birmingham at half past three and she was to pack',
    );
    expect(rang().length).toBeGreaterThan(0);
    contains(text(caseCard(reference)), 'Leaves sight 15:30', 'not confirmed');
  });

  it.each(['thx', 'ok ty', 'k thanks', 'cheers', 'Goodnight and thank you', 'nvm', 'thank you so much!'])(
    '“%s” is no news',
    async (words) => {
      lacks(text(await says(words)), 'Sent to the MASH');
      expect(rang()).toEqual([]);
    },
  );

  it('Thanks with anything else said are news', async () => {
    contains(text(await says('thanks, he is outside the house')), 'Sent to the MASH');
    contains(text(await says('thank you but a man came')), 'Sent to the MASH');
  });
});
