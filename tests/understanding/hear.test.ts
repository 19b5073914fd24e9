import { expect, it } from '@jest/globals';
import { dangerIn, mayBeDanger, namesDanger } from '../../src/understanding/danger.ts';
import { cannotAnswer, hear, isOtherLanguage } from '../../src/understanding/hear.ts';

it.each([
  'theyre putting her in a car',
  'hes just walked out with her',
  'a car has pulled up outside and two men are asking for her',
  'she wont wake up and her lips are blue',
  'they have her in a headlock by the lifts',
])('Danger is heard in words that no rule names: “%s”', (words) => expect(hear(words).danger).toBe('first'));

it.each([
  'tuan cut his wrists',
  'Nguyen Tuan has cut his arm open',
  'HT-7K3F-92Q bleeding from her ear',
  'nobody has seen her since lunch',
  'nobody has seen amina since registration',
  'she ran',
  'Tuan ran',
])('A name or a reference before words of danger does not weaken them: “%s”', (words) =>
  expect(dangerIn(words)).toBeDefined(),
);

it.each(['hes just sat here drawing', 'she is sat with us doing a jigsaw', 'Okafor Primary School', 'Linh Tran'])(
  '“%s” is no danger',
  (words) => expect(dangerIn(words)).toBeUndefined(),
);

it('A name that no phrase holds may be that of whom they fear: “rico is here now” is danger', () =>
  expect(hear('rico is here now').danger).toBe('first'));

it.each(['my boss is in the room', 'our head is here with me'])(
  '“%s” is a line, and first with words of danger beside it',
  (words) => {
    expect(hear(words).danger).toBe('line');
    for (const danger of ['and hes taking her', 'he has a knife'])
      expect(hear(`${words} ${danger}`).danger).toBe('first');
  },
);

it.each(['has it gone', 'did that send', 'has my referral gone through yet'])(
  '“%s” is about the message: the numbers do not come first',
  (words) => expect(hear(words).danger).not.toBe('first'),
);

it.each([
  ['he wont talk to me what do i do about it', 'q do-now'],
  ['bell goes at 3.10 what do i do', 'q do-now'],
  ['i havent asked anyone should i', 'q consent'],
  ['hes 18 next week does that still count', 'q adult'],
])('What is asked at the end of a sentence that tells is heard: “%s”', (words, means) =>
  expect(hear(words)).toMatchObject({ does: 'act', intents: [{ means }], tells: 'more' }),
);

it.each([
  ['ive never done a referral, is a receptionist allowed', 'q my-job'],
  ['her stepdad scares me will he be told it was me', 'q anonymous'],
  ['the form says mash on it who is that', 'q mash'],
])('What is asked behind a comma, or at the end, is answered or offered: “%s”', (words, means) => {
  expect(hear(words).intents.map((intent) => intent.means)).toContain(means);
  expect(cannotAnswer(words)).toBe(false);
});

it.each(['she asked me three times am i going to be sent back', 'the boy said will they take my sister as well'])(
  'What somebody else asked is no question to the bot: “%s”',
  (words) => expect(hear(words).does).toBeUndefined(),
);

it('Who asks how to change what they wrote reads which words to type', () =>
  expect(hear('how can i correct what i put, i wrote the wrong surname').intents[0]?.means).toBe('q stop'));

it.each(['do you share this with us or do i log it separately', 'can he go to his room', 'what if it happens again'])(
  'A topic of which the question has no word is offered, not answered: “%s”',
  (words) => expect(hear(words).does).toBe('ask'),
);

it.each(['what happens next she has cut her arms', 'do i need her consent to tell you she took 20 tablets'])(
  'Danger told behind a question is heard: “%s”',
  (words) => expect(hear(words).danger).toBe('first'),
);

it.each(['what do they do once they have it', 'can he go if she is taking too long', 'what happens after they get it'])(
  'What is only asked or supposed is told of nobody: “%s”',
  (words) => expect(hear(words).danger).not.toBe('first'),
);

it.each(['rang 999', 'no immediate danger', 'police are here now', 'he is coming to take her tomorrow'])(
  'What is denied, past or helped is a line with the number, and no ring: “%s”',
  (words) => {
    expect(dangerIn(words)).toBeUndefined();
    expect(hear(words).danger).toBe('line');
    expect(mayBeDanger(words)).toBe(true);
  },
);

it.each(['Jane Okafor', 'she is about 14', 'band 6 nurse', '12 High Street', 'her attendance dropped to 40 percent'])(
  'An everyday answer brings no numbers: “%s”',
  (words) => expect(hear(words)).toMatchObject({ danger: undefined, intents: [], does: undefined }),
);

it.each([
  ['whats the mash', 'q mash'],
  ['is this confidential??', 'q secret'],
  ['my referals', 'c my-referrals'],
  ['r u a robot', 'q robot'],
])('“%s” asks for “%s”', (words, means) => {
  expect(hear(words)).toMatchObject({ does: 'act', intents: [{ means }] });
});

it.each(['whats the mash', 'is this confidential??', 'will the parents find out'])(
  'Words that only ask tell nothing: “%s”',
  (words) => expect(hear(words).tells).toBe('nothing'),
);

it.each([
  'she begged me not to report it', // a known phrase, and news of her
  'can her uncle take her',
  'phone contacts are all just letters, no names',
  'she hides when the bell rings. do i need consent?',
  'what do i do he has a knife',
  'do i need her consent to tell you she took 20 tablets',
])('What may say more than it asks is kept or passed on as well: “%s”', (words) =>
  expect(hear(words).tells).toBe('more'),
);

it.each(['found her!!', 'shes been found', 'do you tell her', 'must i give my name if he saw me phone'])(
  'Perhaps news: “%s”',
  (words) => expect(hear(words).tells).not.toBe('nothing'),
);

it('A sentence that asks is heard among others that tell', () => {
  const { does, intents } = hear('He hides whenever the bell rings and he has a new phone. Do I need consent?');
  expect([does, intents[0]?.means]).toEqual(['act', 'q consent']);
});

it('A question that is not sure is asked back with at most three meanings', () => {
  const { does, intents } = hear('do you tell her');
  expect(does).toBe('ask');
  expect([1, 2, 3]).toContain(intents.length);
});

it('A story with a question in it is no question', () => {
  expect(hear('she cried all lesson and then asked me who would read what she wrote in her book').does).toBeUndefined();
});

it('A phrase of the council adds to ours, where the words are the same after spelling', () => {
  const own = [
    { id: 'H1', means: 'danger', words: 'The bird’s flown, Margaret' },
    { id: 'H2', means: 'q mash', words: 'what is the hub' },
  ];
  expect(hear('the birds flown margaret!', own).danger).toBe('first');
  expect(hear('the birds flown margaret today', own).danger).not.toBe('first');
  expect(hear('What is the hub?', own)).toMatchObject({ does: 'act', intents: [{ means: 'q mash' }] });
  expect(hear('he has a knife', [{ id: 'H3', means: 'q mash', words: 'he has a knife' }]).danger).toBe('first');
});

it('Words that are names in every object of JavaScript are words like others', () => {
  expect(hear('constructor toString __proto__')).toMatchObject({ danger: undefined });
});

it('A text that is too long to read is searched for known phrases of danger', () => {
  const story = 'she told me about her day at school. '.repeat(1_000);
  expect(namesDanger(`${story} he is here now ${story}`)).toBe(true);
  expect(namesDanger(story)).toBe(false);
});

it.each([
  'amy cole st thomas ward 7 ext 4471',
  'dr singh queen elizabeth ward 12 bleep 441',
  'abdi farah hassan mohamed',
  'Sr Bukola Adeyemi, Swift ward, Lister',
])('Names, wards and numbers are no other language: “%s”', (words) => expect(isOtherLanguage(words)).toBe(false));

it.each([
  'co ay dang gap nguy hiem',
  'cô ấy đang gặp nguy hiểm',
  'el hombre se la lleva ahora',
  'kiz tehlikede lutfen yardim edin',
])('“%s” is in another language', (words) => expect(isOtherLanguage(words)).toBe(true));

it.each([
  '999 rang they got units coming',
  '999 are sending',
  'right rung 999 theyre sending someone ref 0412',
  'head teacher just walked in wants to know whos dealing with it',
  'head is back shell sit with him',
  'theyre lovely',
  'theyre really nice to her',
])('“%s” reports help, asks for it or praises somebody: a line with the number, and no alarm', (words) =>
  expect(hear(words).danger).toBe('line'),
);

it.each(['theyre lovely but hes outside', 'head is back with a gun', 'mum is here too shes screaming'])(
  'What is said beside that rings: “%s”',
  (words) => expect(hear(words).danger).toBe('first'),
);

it.each([
  ['send lillys one now please', 'c send'],
  ['is that it can i send', 'c send'],
  ['delete lillys draft', 'c delete'],
])('“%s” is a command with a name: %s', (words, means) =>
  expect(hear(words)).toMatchObject({ danger: undefined, does: 'act', intents: [{ means }] }),
);

it.each([
  'am i in trouble was the first thing she said',
  'is it my fault she asked me',
  'what he earns goes to the man who brought him',
  'delete everything he told her when the teacher came over',
  'corsas back',
])('A line that tells of somebody, is long or has a name is no command and no question by a guess: “%s”', (words) =>
  expect(hear(words).does).toBeUndefined(),
);

it.each(['how long til they ring', 'when is someone coming', 'is somebody on their way here'])(
  'Who asks when somebody rings or comes is heard by the MASH, too: “%s”',
  (words) => expect(hear(words).tells).not.toBe('nothing'),
);

it.each(['whats TETRA', 'what is new'])('“%s” is of a thing that no topic names: none is offered', (words) =>
  expect(hear(words).intents).toEqual([]),
);

it.each([
  'what do i do if he comes in',
  'do i lock us in',
  'what should i do hes outside the door',
  'is anybody reading this? do we lock the door',
  'hes in the building what shall we do',
  'what if he gets into the classroom',
  'do i hide her somewhere',
  'shall i barricade the door',
  'can we lock ourselves in the office',
  'do i open the door to him',
  'what do we do do we lock the ward',
])('“%s” is danger, and is answered for a door', (words) => {
  const { danger, intents } = hear(words);
  expect([danger, intents[0]?.means]).toEqual(['first', 'q at-door']);
});

it.each([
  'hes at the gate already',
  'hes already at reception',
  'office rang he is at the desk',
  'hes already outside the classroom',
  'reception just phoned up theyre in the foyer',
  'hes early hes in the car park',
  'hes in the waiting room already',
  'he is in reception now',
  'hes got past the office',
  'someone is already at the gate for her',
])('“%s” is danger: somebody has come', (words) => expect(hear(words).danger).toBe('first'));

it.each(['the head is at the gate', 'police are already at the gate', 'hes already been told', 'he has already left'])(
  '“%s” is none',
  (words) => expect(hear(words).danger).not.toBe('first'),
);
