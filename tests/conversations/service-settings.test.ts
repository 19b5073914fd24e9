import { beforeAll, expect, it } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import { type Outside, OutsideFault } from '../../src/connector/outside.ts';
import { dataWith, fillIn, initialValues } from '../fakes/filling-in.ts';
import { profiles } from '../fakes/people.ts';
import { findExecuteAction } from '../fakes/seeing.ts';
import type { Json } from '../fakes/wire.ts';
import { aProgram, minute, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { inTeamPresses } from './setting-up.ts';

const codes: { to: string; code: string }[] = [];
let refuses = false;
const outside: Outside = {
  ways: ['sms'],
  async alert() {},
  async code({ to }, code) {
    if (refuses) throw new OutsideFault(400);
    codes.push({ to, code });
  },
};
const world = aProgram({ outside, env: { ADMINS: `${profiles.ash.objectId},${profiles.liz.objectId}` } });
const { types, presses, machine } = world;

const opens = () => inTeamPresses(world, 'set-up-service', {});
async function saves(filled: Record<string, string>, on?: Card): Promise<Card> {
  const form = (on ?? (await opens())) as Json;
  const action = findExecuteAction(form, 'Save');
  const data = dataWith(action, form, { ...initialValues(form), ...fillIn(form, filled) });
  const saved = await inTeamPresses(world, 'save-service', data as object);
  await machine.pass(minute);
  return saved;
}
const confirm = () => types('mo', 'confirm change');
const contacts = async () => text(await types('jane', 'contacts'));

beforeAll(async () => {
  for (const who of ['ash', 'liz', 'jane'] as const) await types(who, 'hi');
  await machine.pass(minute);
});

it('Hours, quiet hours and the length of a duty apply at once, are recorded, and all in force are told', async () => {
  const saved = await saves({
    'The office opens': '8',
    'The office closes': '18.30',
    'No reminders of paperwork from': '21:00',
    'Hours that a duty lasts': '8',
  });
  contains(text(saved), 'What needs nobody else applies now.');
  for (const who of ['mo', 'ana', 'liz', 'ash'] as const)
    contains(
      world.inChat(who).map(text).join('\n'),
      'Office hours\nFrom what the protocol pack says to 08:00 to 18:30',
      'Quiet hours\nFrom what the protocol pack says to 21:00 to 07:00',
      'Length of a duty\nFrom what the protocol pack says to 8 hours',
    );
  contains(await contacts(), 'MASH office hours: Monday to Friday, 08:00 to 18:30');
  expect(world.services.caseContext().pack.clocks.quiet).toEqual({ from: '21:00', until: '07:00' });
  await types('mo', 'on duty');
  contains(JSON.stringify(world.said.slice(-3)), '22:'); // eight hours from 14:…
  await types('ash', 'set-up history');
  contains(world.said.map(({ message }) => ('card' in message ? text(message.card) : '')).join(), 'Office hours');
});

it('What is no time, no length and no number is asked for again, and nothing is saved', async () => {
  const form = await saves({
    'The office opens': 'nine',
    'Hours that a duty lasts': '40',
    'Number to ring about': '999x',
  });
  contains(
    JSON.stringify(form),
    'Write a time, such as 09:00.',
    'Write a number from 1 to 24.',
    'That cannot be dialled.',
  );
  contains(await contacts(), '08:00 to 18:30');
});

it('A new number waits for another person, who says the code that came to it, and only then do cards show it', async () => {
  const saved = await saves({ 'Number to ring about': '01992 555 100' });
  contains(text(saved), 'Waits until somebody else confirms it', 'From what the protocol pack says to 01992 555 100');
  expect(codes).toEqual([{ to: '+441992555100', code: expect.stringMatching(/^\d{6}$/) }]);
  contains(text(world.inChat('mo').at(-1)), 'I ask for the code texted to it');
  lacks(await contacts(), '01992 555 100');
  await types('ash', 'confirm change');
  contains(
    text(world.said.flatMap(({ message }) => ('card' in message ? [message.card] : [])).at(-1)),
    'You cannot confirm this one',
  );
  let form = await confirm();
  contains(JSON.stringify(form), 'I have texted a code to 01992 555 100.');
  form = await presses(
    'mo',
    form,
    'Confirm',
    { 'I have texted': '000000' === codes[0]?.code ? '111111' : '000000' },
    'chat',
  );
  contains(JSON.stringify(form), 'That is not the code.');
  lacks(await contacts(), '01992 555 100');
  contains(text(await presses('mo', form, 'Confirm', { 'I have texted': codes[0]?.code ?? '' }, 'chat')), 'Confirmed');
  await machine.pass(minute);
  contains(await contacts(), '01992 555 100');
  contains(world.inChat('ana').map(text).join('\n'), '01992 555 100: the code that was texted came back.');
});

it('Every card from then on has the new number, also those that the worker sends', async () => {
  const reference = await world.refers();
  await machine.pass(minute);
  contains(text(world.receiptOf(reference)), '01992 555 100');
});

it('Five wrong codes confirm nothing any more, though the right one follows', async () => {
  await saves({ 'Number to ring about': '01992 555 200' });
  const code = codes.at(-1)?.code ?? '';
  let form = await confirm();
  for (let tried = 0; tried < 5; tried += 1)
    form = await presses('mo', form, 'Confirm', { 'I have texted': code === '000000' ? '111111' : '000000' }, 'chat');
  contains(
    JSON.stringify(await presses('mo', form, 'Confirm', { 'I have texted': code }, 'chat')),
    'Too many wrong codes.',
  );
  await types('mo', 'refuse change');
  await machine.pass(minute);
  lacks(await contacts(), '01992 555 200');
});

it('Where no code can be texted, the second person rings the number and says who answered, which is recorded', async () => {
  refuses = true;
  await saves({ 'Number to ring about': '01992 555 300', 'Number to ring when': '01992 555 400' });
  let form = await confirm();
  contains(JSON.stringify(form), 'Ring 01992 555 300 now. Who answered?', 'Ring 01992 555 400 now. Who answered?');
  form = await presses('mo', form, 'Confirm', { 'Ring 01992 555 300': 'Sue at the desk' }, 'chat');
  contains(JSON.stringify(form), 'Write who answered.', 'Sue at the desk');
  contains(text(await presses('mo', form, 'Confirm', { 'Ring 01992 555 400': 'Ivy' }, 'chat')), 'Confirmed');
  await machine.pass(minute);
  contains(world.inChat('ana').map(text).join('\n'), '01992 555 300: rang it, Sue at the desk answered.');
  contains(await contacts(), '01992 555 300');
});

it('The form of the set-up leads to it, and nobody but an administrator opens it', async () => {
  contains(titles(await inTeamPresses(world, 'set-up', {})), 'Hours and numbers');
});
