import { beforeAll, describe, expect, it } from '@jest/globals';
import { aProgram, sendsReferral, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { twoReferrals } from './two-referrals.ts';

const who = ['jane', 'tom', 'sid', 'bea', 'liz', 'ivy', 'sue', 'eve', 'pat', 'ash'] as const;

/** One referral of each person: what they hear, and how the MASH's card then reads. */
function referralOfEach() {
  const world = aProgram();
  const { types, told, said, machine, caseCard } = world;
  beforeAll(async () => {
    await types('mo', 'on duty');
  });
  return async (person: (typeof who)[number], ...words: string[]) => {
    const reference = await sendsReferral(world, person);
    const [heard, came] = [said.length, told.length];
    for (const each of words) {
      await types(person, each);
      await machine.pass(3000);
    }
    const answers = said.slice(heard).map(({ message }) => ('card' in message ? text(message.card) : message.text));
    const rang = told.slice(came).some(({ to, message }) => to === 'a:mo' && 'card' in message && message.alert);
    return { answers: answers.join('\n'), rang, card: text(caseCard(reference)) };
  };
}

describe('a child who has not come back', () => {
  const says = referralOfEach();

  it.each<[(typeof who)[number], string]>([
    ['jane', 'Minh did not return from college today.'],
    ['tom', 'Not returned to placement, carer has called it in'],
    ['sid', 'Minh was not in placement at bedtime check'],
    [
      'bea',
      'Update - Minh did not return from college today. Carer rang me 17:05, he should have been in by 16:15. Phone going to voicemail.',
    ],
  ])('%s: “%s” rings, and asks whether the child is missing', async (person, words) => {
    const { answers, rang, card } = await says(person, words);
    contains(answers, 'Is the child missing?');
    expect(rang).toBe(true);
    lacks(card, 'CHILD MISSING');
  });

  it.each<[(typeof who)[number], ...string[]]>([
    ['liz', 'he is AWOL'],
    ['ivy', 'He’s missing as of now'],
    ['sue', 'he failed to return from college', 'yes'],
    ['eve', 'he failed to return from college', 'Croydon police know, CAD 6612, MISPER officer not allocated yet'],
  ])('%s: “%s”, and what answers it, is the report', async (person, ...words) => {
    const { card } = await says(person, ...words);
    contains(card, 'CHILD MISSING');
    if (words[1]?.includes('CAD')) contains(card, 'The police were told', words[1]);
  });

  it('A “no” to it is news, and what the police know then is no report', async () => {
    const { card } = await says('pat', 'he failed to return from college', 'no', 'I told the police about the van');
    lacks(card, 'CHILD MISSING');
  });

  it('“shes gone” with more words says that the child may have left, and an age is no time', async () => {
    const { card } = await says('ash', 'about 13', 'yes hes outside now and shes gone');
    contains(card, 'May have left 14:03');
    lacks(card, 'leaves soon', '13:00');
  });
});

describe('a name that stands only where the worry begins', () => {
  const world = twoReferrals();
  const { says, written, machine } = world;
  let third = '';
  beforeAll(async () => {
    third = await sendsReferral(world, 'jane', {
      child: { 'Child’s name': '', 'What worries you': 'amina came out crying.' },
    });
    await machine.pass(60_000);
  });

  it.each(['amina!!', 'AMINA', 'about amina'])('“%s” says which child, and the report counts', async (answer) => {
    contains(text(await says('police are coming. the girl is missing')), 'Which child?');
    contains(text(await says(answer)), 'missing');
    contains(written(third).join(), 'CHILD MISSING', 'police are coming. the girl is missing');
  });

  it('For the MASH it says nothing', async () => {
    await says('she has a red bag');
    await world.acts('mo', { type: 'message', text: 'about amina' }, true);
    lacks(written(third).join(), 'she has a red bag');
  });
});
