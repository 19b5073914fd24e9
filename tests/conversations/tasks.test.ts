import { expect, it } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import type { Who } from '../fakes/people.ts';
import { aProgram, minute, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

const world = aProgram();
const { machine, presses, inChat } = world;
const hour = 60 * minute;
let reference: string;

const inMash = (who: Who, card: Card | undefined, title: string, inputs = {}) =>
  presses(who, card ?? {}, title, inputs, 'channel');
const caseCard = () => world.caseCard(reference);
const tasksOf = async (who: Who) => inMash(who, await inMash(who, caseCard(), 'More'), 'Tasks');
const newest = (who: Who, words: string) => inChat(who).findLast((card) => text(card).includes(words));

it('Somebody of the MASH writes down who does what until when; the card and the thread say it', async () => {
  reference = await world.refers();
  await inMash('pat', caseCard(), 'Take this referral');
  await inMash('mo', await inMash('mo', caseCard(), 'Record decision'), 'Confirm decision', {
    ...{
      Decision: 'Child in need',
      'What action': 'Visit.',
      Reasons: 'The burn.',
      Concern: 'No',
      'By whom': 'Sue Marsh',
    },
    'By when': 'Friday',
  });
  const form = await tasksOf('pat');
  contains(text(form), 'Who does what, by when?');
  contains(JSON.stringify(form), '"value":"Sue Marsh"'); // what the decision says stands in the boxes
  const again = await inMash('pat', form, 'Write it down', {
    'What (': 'Visit the flat.',
    'Who does': '',
    'By when': '2026-06-01',
  });
  contains(text(again), 'Say who does it.');
  const late = await inMash('pat', again, 'Write it down', {
    'What (': 'Visit the flat.',
    'Who does': 'Sue',
    'By when': '2026-06-01',
  });
  contains(text(late), 'Choose today or a later day');
  await inMash('pat', late, 'Write it down', {
    'What (': 'Visit the flat.',
    'Who does': 'Sue',
    'By when': '2026-06-12',
  });
  await machine.pass(minute);
  contains(text(caseCard()), 'To be done', 'Visit the flat.', 'Sue, by Fri 12 Jun');
});

it('On the day whoever wrote it and whoever has the case is reminded at 09:00, without a fact; the next day who is on duty, too', async () => {
  await machine.pass(42 * hour); // 08:00 on Friday
  expect(newest('pat', 'due today')).toBeUndefined();
  await machine.pass(2 * hour);
  const card = newest('pat', 'due today');
  contains(text(card), reference, 'Task 1: due today');
  lacks(text(card), 'flat', 'Sue', 'Girl');
  expect(newest('ana', 'due today')).toBeUndefined();
  await machine.pass(24 * hour);
  contains(text(newest('ana', 'Task 1: OVERDUE')), 'Task 1: OVERDUE since Fri 12 Jun');
});

it('The board keeps a decided case with a task, and says once it is overdue', async () => {
  contains(text(await world.types('mo', 'board')), reference, 'TASK OVERDUE');
});

it('One press on the reminder says that it is done, and the reminders end', async () => {
  const card = newest('pat', 'Task 1: OVERDUE') ?? {};
  expect(titles(card)).toContain('Task 1 is done');
  await presses('pat', card, 'Task 1 is done', {}, 'chat');
  await machine.pass(minute);
  lacks(text(caseCard()), 'To be done');
  for (const who of ['pat', 'ana'] as const) contains(text(inChat(who).at(-1)), reference, 'You need do nothing');
  const before = inChat('ana').length;
  await machine.pass(25 * hour);
  expect(inChat('ana').slice(before).map(text).join()).not.toContain('Task 1');
});

it('A strategy discussion is done when what came of it is written down, with what was shared with the police', async () => {
  const form = await tasksOf('mo');
  await inMash('mo', form, 'Write it down', {
    'Which is it': 'The strategy discussion',
    'What (': 'With police and health.',
    'Who does': 'Mo',
    'By when': '2026-06-16',
  });
  await machine.pass(minute);
  const asked = await inMash('mo', await tasksOf('mo'), 'Task 2 is done');
  contains(text(asked), 'What came of the discussion?');
  const again = await inMash('mo', asked, 'Record it', { 'What was agreed': '' });
  contains(text(again), 'Say what was agreed.');
  await inMash('mo', again, 'Record it', { 'What was agreed': 'Section 47, Sue.', 'What was shared': 'CAD 44.' });
  await machine.pass(minute);
  contains(
    text(await inMash('mo', await inMash('mo', caseCard(), 'More'), 'Tasks')),
    'What came of it: Section 47, Sue.',
    'Shared with the police: CAD 44.',
  );
});
