import { beforeAll, describe, expect, it } from '@jest/globals';
import { referrals } from '../fakes/people.ts';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { replies } from './waiting.ts';
import {
  allOf,
  beginsCheck,
  cardInChannel,
  continuesToChild,
  currentCard,
  inChat,
  referenceInButtons,
  refers,
  types,
} from './walks.ts';

const world = aWorld();
const { jane, tom, pat, sid, dee, ash, liz, sue, bea, mo, until } = world;

// Words for a missing child

it.each(['child missing', 'missing', 'missing child', 'missing not yet'])(
  'Words for a missing child are answered with “Ring the police first”, and nobody is told: “%s”',
  async (words) => {
    const reply = allOf(await tom.says(words));
    contains(reply, 'Ring the police first. Now.');
    lacks(reply, 'I kept your words');
    expect(world.teams.delivered(referrals.id)).toEqual([]);
  },
);

it.each([
  'he is gone',
  'She has run away!',
  'the girl has disappeared',
  'they are missing now',
  'he’s gone missing',
  'my pupil has gone missing',
  'child ran away', // also a valid reference: CHILD-RANA-WAY
])('What says so of a child is kept as well, in a check that is open or begins: “%s”', async (words) => {
  contains(allOf(await tom.says(words)), 'Ring the police first. Now.', 'I kept your words');
  expect(world.teams.delivered(referrals.id)).toEqual([]);
});

it.each(['he is gone', 'She has run away.', 'the child is missing', 'the boy ran away'])(
  'Words for a missing child are answered in the same way during a check, which stays where it was: “%s”',
  async (words) => {
    const card = await beginsCheck(jane);
    await continuesToChild(card);
    const reply = allOf(await jane.says(words));
    contains(reply, 'Ring the police first. Now.');
    contains(await types(jane, 'go on'), 'The child and your worry');
  },
);

it.each(['missing persons report from May', 'his passport is gone', 'The mother says that he was gone for two days'])(
  'Words that can be an answer in a check are taken as one: “%s”',
  async (words) => {
    await sid.says('start');
    if (allOf(sid.chat().slice(-1)).includes('Start a new one')) await sid.presses('Start a new one');
    await sid.says('no', 'card');
    if (sid.sees().headings.includes('Who is referring?'))
      await sid.presses('Continue', { Agency: 'Health', 'Your name': 'Sid Stone', 'Phone, for': '01632 960 051' });
    await sid.says('skip'); // past “In care?”, which takes no words
    const reply = allOf(await sid.says(words));
    lacks(reply, 'Ring the police first. Now.');
    await sid.says('back', 'card');
    contains(JSON.stringify(sid.sees().values), words);
  },
);

// Stopping

it.each(['help me', 'I need help', 'help'])('“%s” brings the menu with the numbers', async (words) => {
  const reply = allOf(await tom.says(words));
  contains(reply, 'Is the child in immediate danger', '999');
});

it.each(['stop', 'cancel', 'quit', 'exit'])(
  '“%s” in a check says that all is saved, offers to go on or to delete, and does neither',
  async (words) => {
    const card = await beginsCheck(dee);
    await continuesToChild(card);
    const draft = referenceInButtons(card);
    const replies = await dee.says(words);
    contains(allOf(replies), 'You can stop here');
    expect(dee.sees().buttons).toEqual(['Go on', 'Delete this draft', 'My referrals']);
    lacks(allOf(replies), 'The child and your worry'); // the word was not taken as an answer
    await dee.presses('Go on');
    const form = dee
      .on(({ json, headings }) => headings.includes('The child and your worry') && JSON.stringify(json).includes(draft))
      .sees();
    lacks(Object.values(form.values).join(), words);
  },
);

it.each(['stop', 'cancel', 'quit', 'delete', 'withdraw', 'delete this draft'])(
  '“%s” with no check open says so, and deletes nothing',
  async (words) => {
    const reply = allOf(await ash.says(words));
    contains(reply, 'There is nothing to stop', 'My referrals');
  },
);

it('“delete” after a referral was sent deletes nothing and stops nothing: the MASH reads who asks, why, and whether somebody told them to', async () => {
  const sent = await refers(pat, {
    about: { Agency: 'Health', 'Your name': 'Pat Lee', 'Phone, for': '01632 960 023' },
  });
  contains(allOf(await pat.says('stop')), 'There is nothing to stop', 'type “withdraw”');
  contains(allOf(await pat.says('delete')), 'Ask to withdraw', 'Until then all goes on.');
  await pat.presses('Ask the MASH', { 'Did anybody': 'Yes' });
  contains(pat.sees().text, 'Say why.', 'Did anybody tell you to?');
  await pat.presses('Ask the MASH', { Why: 'My manager says that it is nothing.' });
  const card = () => cardInChannel(mo, sent);
  await until(() => card()?.text.includes('My manager says'));
  contains(card()?.text, 'I ask to withdraw this referral. Did anybody tell me to? Yes.');
  expect(card()?.buttons).toContain('Take this referral');
  await pat.says('my referrals');
  shows(pat, sent);
});

it('“delete” in a check asks before it deletes anything', async () => {
  await liz.says('start');
  contains(allOf(await liz.says('delete')), 'Delete this draft?');
  await liz.says('my referrals');
  shows(liz, 'Not sent yet');
  await liz.installs();
  shows(liz, 'You have a check open');
  expect(liz.sees().buttons).toEqual(['Go on', 'My referrals']);
});

/** What people type who have no hand free, dictate, or do not look at the card. */
describe('words typed in a hurry', () => {
  beforeAll(async () => {
    await refers(sue); // so that the bot knows who refers
  });

  const answers = (text: string, ...more: string[]) => types(sue, text, ...more);

  it.each(['yes she is', 'Yeah.', 'I think so'])('“%s” to danger brings the numbers to ring', async (typed) => {
    await sue.says('start new');
    contains(await answers(typed), 'Ring 999, or Children’s Services on 0300 123 4043.');
  });

  it('“missing” brings “Ring the police first” at every question of a check', async () => {
    await pat.says('start new');
    contains(allOf(await pat.says('Missing')), 'Ring the police first. Now.');
    await pat.says('go on', 'card');
    await currentCard(pat).presses('No');
    contains(allOf(await pat.says('missing')), 'Ring the police first. Now.', 'Which child?');
    await inChat(pat, 'Which child?').presses('This check');
  });

  it.each(['no', 'No thanks.', 'yes', 'keep it'])(
    '“%s” to “Delete this draft?” deletes nothing, because only “delete it” deletes, and is no answer to the check',
    async (typed) => {
      await answers('start new', 'delete');
      contains(await answers(typed), /^Nothing was deleted.*Is the child in immediate danger/s);
      contains(await answers('not known'), 'What worries you?');
    },
  );

  it('“submit” in the middle of a check is not taken as an answer, shows what comes first, and sends after that', async () => {
    await answers('start new', 'no', 'A burn.', 'no', 'Girl, Zephyrine', 'skip all');
    contains(await answers('back'), 'What worries you?');
    contains(await answers('Submit.'), /Not sent yet\. This comes first: Consent\..*Have you asked for consent\?/s);
    contains(await answers('not asked', 'not sure', 'I could not ask.'), 'Sent. The MASH now reads: Phone');
  });
});

describe('words typed after sending', () => {
  beforeAll(async () => {
    await bea.says('start');
  });

  it('“add:” before the referral is sent adds nothing to one, says so, and is kept with an open check', async () => {
    await replies(bea.says('add: a bruise'), 'Nothing was done: you have sent no referral yet.');
    await bea.says('the child is missing');
    const answer = allOf(await bea.says('add: a bruise'));
    contains(answer, 'I kept your words with this check');
    lacks(answer, 'Only the person who wrote it');
  });
});
