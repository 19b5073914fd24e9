import { beforeAll, expect, it } from '@jest/globals';
import type { Who } from '../fakes/people.ts';
import { aProgram, minute, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// It is Wednesday, 14:03. The child is in danger, and everything that is said comes after “The child is safe”.
const world = aProgram();
const { machine, inChat, caseCard, types } = world;
let reference: string;
const decision = {
  Decision: 'Other action',
  'What action': 'A social worker visits.',
  Reasons: 'The burn.',
  'Concern about': 'No',
};
const says = async (who: Who, words: string) => {
  const answer = await types(who, words);
  await machine.pass(2000);
  return text(answer);
};
/** How the old alarms of this person say that the case stands. */
const standing = (who: Who) =>
  text(inChat(who).findLast((card) => /have it, since|has it, since|Decided at/.test(text(card))));

beforeAll(async () => {
  reference = await world.refers({ danger: 'Yes, now' });
  await says('mo', `I am on it ${reference}`);
  await says('jane', `${reference} he is getting the car`); // about to leave
  await says('mo', `I have read it ${reference}`);
  await machine.pass(minute);
  await says('mo', `child is safe ${reference}: seen by PC Ali just now`);
});

it('The card of a manager says ✓, and nothing more, while nothing has come since', () => {
  contains(standing('ana'), '✓  The child is safe, says Mo Hussain, 14:04');
  lacks(standing('ana'), 'NEW', 'Leaves sight');
});

it('What the referrer writes since stands beside the ✓, NEW and not read, until somebody has read it', async () => {
  await says('jane', `${reference} he asks the neighbours questions`);
  for (const who of ['mo', 'ana'] as const)
    contains(
      standing(who),
      '✓  The child is safe, says Mo Hussain',
      'The referrer wrote again at 14:04, Wed 10 Jun: NEW, not read',
    );
  contains(text(caseCard(reference)), 'Safe at 14:04', 'The referrer wrote again at 14:04, Wed 10 Jun: NEW, not read');
  await says('mo', `I have read it ${reference}`);
  lacks(standing('ana'), 'NEW');
});

it('“You need do nothing” stands on a decided case only while everything is read and nothing is urgent', async () => {
  const form = await world.presses('mo', caseCard(reference) ?? {}, 'Record decision');
  await world.presses('mo', form, 'Confirm decision', decision);
  await machine.pass(2000);
  contains(standing('ana'), 'Decided at', 'You need do nothing.');
  await says('jane', `${reference} a grey shed is open`);
  lacks(standing('ana'), 'You need do nothing');
  contains(standing('ana'), 'The referrer wrote again at');
  await says('mo', `I have read it ${reference}`);
  contains(standing('ana'), 'You need do nothing.');
});

it('A time that was said before is over, and danger that is said now makes it URGENT again and asks', async () => {
  lacks(text(caseCard(reference)), 'URGENT', 'Leaves sight');
  await says('jane', `${reference} he is getting the car`);
  contains(text(caseCard(reference)), 'URGENT', 'Leaves sight soon, no time known (said by the referrer at 14:0');
  lacks(standing('ana'), 'You need do nothing', '✓  The child is safe');
  contains(standing('ana'), 'Leaves sight soon, no time known, said 14:0', 'NEW, not read');
  await machine.jump(5 * minute);
  await machine.pass(2000);
  contains(
    text(inChat('mo').findLast((card) => text(card).includes('Is the child safe?'))),
    'Leaves sight soon, no time known, said 14:0',
  );
});

it('A time before the referrer’s last words of danger ends nothing, typed and in the form', async () => {
  const asks =
    /They saw the child before the referrer’s words of \d\d:\d\d, Wed 10 Jun. Who has seen the child since, and when\?/;
  const form = await types('mo', `child is safe ${reference}: PC Ali saw her 13.50`);
  contains(text(form), asks);
  contains(JSON.stringify(form), '"value":"PC Ali"', '"value":"13.50"');
  contains(text(await world.presses('mo', form, 'Record it', { 'When?': '13:55' }, 'chat')), asks);
  await machine.pass(2000);
  contains(text(caseCard(reference)), 'URGENT');
  await says('mo', `child is safe ${reference}: PC Ali just now`);
  lacks(text(caseCard(reference)), 'URGENT');
});

it('What is new is said once for each kind, with how often and when last, on the card and 1:1', async () => {
  await says('mo', `I have read it ${reference}`);
  await machine.pass(3 * minute);
  await says('jane', `${reference} a red car`);
  await machine.pass(minute);
  await says('jane', `${reference} a blue car`);
  await machine.pass(2 * minute);
  for (const card of [
    caseCard(reference),
    inChat('mo').findLast((each) => text(each).includes('NEW INFORMATION since')),
  ])
    expect(text(card).match(/The referrer added something.*/g)).toEqual([
      expect.stringMatching(/^The referrer added something, 2 times, the last at \d\d:\d\d, Wed 10 Jun$/),
    ]);
});
