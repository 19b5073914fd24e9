import { beforeAll, describe, expect, it } from '@jest/globals';
import { aWorld } from './a-world.ts';
import { contains, lacks, shows } from './expecting.ts';
import { hears, seesCase, seesLine } from './waiting.ts';
import { allOf, arrives, caseCard, decides, opens, refers, wordsOf } from './walks.ts';
import { startWorld } from './world.ts';

const world = aWorld();
const { jane, tom, sid, mo, ana, pat } = world;

// The decision record

it('The decision form has the decisions of the protocol, early help and none, and asks for a concern about trafficking', async () => {
  const form = await opens(mo, await arrives(world, jane), 'Record decision');
  const { json, inputs } = form.sees();
  contains(
    JSON.stringify(json),
    'Concerns about trafficking: pass to the Assessment team',
    'Child protection: strategy discussion',
    'Act at once, for example an Emergency Protection Order',
    'Child in need',
    'Early help by another service',
    'No further action',
    'Other action',
    'Cannot tell',
  );
  contains(inputs, 'Concern about trafficking? (required)');
  await form.presses('Cancel');
});

it.each([
  ['Act at once, for example an Emergency Protection Order', 'Yes'],
  ['Child protection: strategy discussion', 'Cannot tell'],
  ['Child in need', 'No'],
])(
  'The card and the thread show the decision “%s” with the concern about trafficking “%s”',
  async (decision, concern) => {
    const reference = await arrives(world, jane);
    await decides(mo, reference, { Decision: decision, 'Concern about trafficking': concern });
    const words = [decision, `Concern about trafficking\n${concern}`];
    await seesCase(ana, reference, 'DECIDED', ...words);
    const [line] = await seesLine(mo, reference, 'Decided');
    contains(wordsOf(line ?? {}), ...words);
  },
);

it('The referrer reads what will be done, by whom, when and how to disagree, but nothing of the concern', async () => {
  const reference = await arrives(world, tom);
  const who = { 'By whom?': 'Sue Marsh', 'By when?': 'Friday' };
  await decides(ana, reference, { 'Concern about trafficking': 'Cannot tell', ...who });
  const { text } = await hears(tom, 'The MASH has decided', reference);
  const done = 'By whom: Sue Marsh · By when: Friday';
  contains(text, 'A social worker visits today.', done, 'Don’t agree?', '0300 123 4043');
  await seesCase(mo, reference, done);
  const [line] = await seesLine(mo, reference, 'Decided');
  contains(wordsOf(line ?? {}), done);
  expect(text).toMatch(/\d\d:\d\d, \w+ \d+ \w+, by Ana Silva, MASH manager/);
  lacks(allOf(tom.chat()), 'Cannot tell', 'oncern about trafficking');
});

it('Whoever does not say whether there is a concern is asked, and whoever passes the case on has said it', async () => {
  const reference = await arrives(world, jane);
  const form = await opens(mo, reference, 'Record decision');
  const filled = { 'What action': 'A visit.', Reasons: 'The burn.' };
  await form.presses('Confirm decision', { ...filled, Decision: 'Child in need' });
  shows(form, 'Choose yes, no or cannot tell.');
  await form.presses('Confirm decision', { Decision: 'Concerns about trafficking' });
  await seesCase(mo, reference, 'DECIDED', 'Concern about trafficking\nYes');
});

it('With a concern there is no “No further action”, and without it the referrer must learn what to do', async () => {
  const reference = await arrives(world, sid);
  const form = await opens(mo, reference, 'Record decision');
  const none = { Decision: 'No further action', 'What action': 'None now.', Reasons: 'She is 19, and safe.' };
  await form.presses('Confirm decision', { ...none, 'Concern about trafficking': 'Cannot tell' });
  shows(
    form,
    'With a concern, something must follow. Choose another decision.',
    'Say what the referrer should do now.',
  );
  await form.presses('Confirm decision', {
    'Concern about trafficking': 'No',
    'What should the': 'Keep in touch with her.',
  });
  await seesCase(mo, reference, 'DECIDED', 'No further action');
  await hears(sid, 'The MASH has decided', 'None now.', 'Keep in touch with her.');
});

it('Early help is a decision, and the referrer reads what they should do', async () => {
  const reference = await arrives(world, tom);
  await decides(mo, reference, { Decision: 'Early help', 'What should the': 'Ring the early help team.' });
  await hears(tom, 'The MASH has decided', 'Ring the early help team.');
});

// A decision after 24 hours

it('A decision after 24 hours is marked late on the card and in the thread, and the referrer hears it all the same', async () => {
  const clocks = { decision: { within: 'PT1S', remind: [], escalate: 'PT1S', overdueEvery: 'PT1H' } };
  await using world = await startWorld({ clockStands: true, pack: { extends: 'hertfordshire-2016', clocks } });
  const reference = await refers(world.jane);
  await world.pass(2);
  await seesCase(world.mo, reference, 'OVERDUE');
  await decides(world.mo, reference);
  await seesCase(world.ana, reference, 'By Mo Hussain, MASH manager · LATE');
  await seesLine(world.mo, reference, 'Decided · LATE');
  await hears(world.jane, 'The MASH has decided');
});

describe('a referrer whom Teams does not reach', () => {
  let reference: string;
  beforeAll(async () => {
    reference = await arrives(world, sid);
    world.teams.faults.add({
      match: ({ method, path }) => method !== 'GET' && path.startsWith(`/v3/conversations/${sid.chatId}/`),
      trouble: { status: 403 },
    });
    await decides(mo, reference);
  });

  it('The card says to ring a referrer whom Teams does not reach, with the number and a button', async () => {
    await seesCase(
      pat,
      reference,
      'The referrer was NOT REACHED in Teams. Please ring them:\n01632 960 014\nThen press “I have told them”.',
    );
  });

  it('The card and the thread show who told the referrer by phone, and when', async () => {
    await caseCard(pat, reference).presses('I have told them');
    const { text, buttons } = await seesCase(world.ana, reference, 'Told by phone');
    expect(text).toMatch(/Referrer\nTold by phone by Pat Lee at \d\d:\d\d, \w+ \d+ \w+/);
    lacks(text, 'NOT REACHED');
    lacks(buttons, 'I have told them');
    expect(await seesLine(mo, reference, 'The referrer was told by phone')).toHaveLength(1);
  });
});
