import { describe, expect, it } from '@jest/globals';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { allOf, beginsCheck, caseCard, continuesToChild, refers, types } from './walks.ts';

const world = aWorld();
const { jane, tom, mo, ash, pat } = world;

/** What people ask, by the heading of its answer, in words that are in no phrase of ours. */
const asked: [string, string[]][] = [
  [
    'What is the MASH?',
    ['so who exactly are the mash', 'whats a mash when its at home', 'could you explain what the mash is'],
  ],
  [
    'Must I give my name?',
    ['can i leave my name off this', 'do you need to know who i am', 'is it possible to report without my name'],
  ],
  [
    'Who reads this?',
    ['who is going to read what i put here', 'who does this get sent to', 'which people will see it'],
  ],
  [
    'Will the parents know?',
    ['will her mum get told', 'are you going to tell his dad', 'does the family hear i reported them'],
  ],
  [
    'Will I get into trouble?',
    ['could i lose my job for this', 'am i going to get in trouble at work', 'can my manager sack me for reporting'],
  ],
  [
    'What happens next?',
    ['what happens once i send it', 'ok what will happen now', 'what do they do after i send this'],
  ],
  ['How long does it take?', ['how long is this going to take', 'how long before they decide', 'how quick is it']],
  [
    'Is somebody reading now?',
    [
      'is anyone reading what i type',
      'is there a person looking at this right now',
      'is somebody at the mash reading this',
    ],
  ],
  [
    'What if I am wrong?',
    ['what if im wrong about him', 'what happens if she is lying', 'what if it turns out im mistaken'],
  ],
  [
    'May I talk to the child?',
    ['can i speak to the girl about it', 'what should i say to her', 'am i allowed to ask the boy questions'],
  ],
  ['What is trafficking?', ['what counts as trafficking', 'is this even trafficking', 'what does trafficking mean']],
  ['Do I need proof?', ['do i need evidence for this', 'how much proof do you want', 'do i have to have evidence']],
  ['Are you a person?', ['am i talking to a robot', 'are you a real person', 'is this a bot']],
  [
    'Do I need consent?',
    ['do i need consent from her mum', 'must she agree before i send it', 'do i have to have her permission'],
  ],
  ['Is this confidential?', ['is what i type confidential', 'is this chat private', 'will this stay confidential']],
  [
    'Should I let the child go?',
    ['can her uncle take her', 'should i let her go home with him', 'do i let the aunt take her'],
  ],
  [
    'Should I ring the police?',
    ['should i call the police', 'do i need to ring the police too', 'will the police be told'],
  ],
  ['Can I take it back?', ['can i undo what i sent', 'how do i cancel a referral', 'can i take back what i sent']],
  ['Is there another language?', ['can i write in romanian', 'do you speak polish', 'is there an interpreter']],
  ['Is that still a child?', ['is a 17 year old still a child', 'does it count if she is 18', 'what if he is over 18']],
];
const each = asked.flatMap(([answer, words]) => words.map((question) => [question, answer] as const));

it('There is an answer to each of twenty questions, in two lines, and the table has three phrasings of each', () => {
  expect(
    loadPack()
      .answers.map(({ asks }) => asks)
      .sort(),
  ).toEqual(asked.map(([answer]) => answer).sort());
  expect(asked.every(([, words]) => words.length === 3)).toBe(true);
});

it('No answer promises secrecy or protection, and none lets a child go', () => {
  const promises =
    /\b(?:we|i|they) will protect|stays? secret(?!\.)|nobody (?:will|can) (?:know|find)|you are safe|(?:can|may|let) (?:her|him|them|the child) go\b(?!\?)/i;
  for (const { lines } of loadPack().answers)
    for (const line of lines) expect(line.replace(/Do not promise.*/, '')).not.toMatch(promises);
});

it.each(each)('With nothing open, “%s” is answered with “%s”, and says whom to ring', async (question, answer) => {
  const reply = allOf(await tom.says(question));
  contains(reply, answer, '0300 123 4043', 'not confirmed by your council');
  lacks(reply, 'I did not save that');
});
