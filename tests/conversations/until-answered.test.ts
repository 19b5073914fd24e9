import { beforeAll, expect, it } from '@jest/globals';
import type { CaseId } from '../../src/base/reference.ts';
import type { Who } from '../fakes/people.ts';
import { aProgram, minute, text } from './a-program.ts';
import { contains, lacks } from './expecting.ts';

// It is Wednesday, 14:03. The child was to leave at 14:50, Mo has the case, and nobody answers “Is the child safe?”.
const sent: { id: string; words: string }[] = [];
const world = aProgram({
  tellsThrough: (teams) => ({
    ...teams,
    async send(url, to, message) {
      const id = await teams.send(url, to, message);
      if ('card' in message) sent.push({ id, words: text(message.card) });
      return id;
    },
    async update(url, to, id, card) {
      await teams.update(url, to, id, card);
      sent.push({ id, words: text(card) });
    },
  }),
});
const { machine, inChat, caseCard, receiptOf, summaries, types } = world;
let reference: string;
const until = (time: string) => machine.pass(Date.parse(`2026-06-10T${time}:00.000Z`) - Date.parse(machine.now()));
const asks = (who: Who) =>
  summaries(who, `URGENT ${reference}: is the child safe?`).map((summary) => summary.slice(-5));

beforeAll(async () => {
  reference = await world.refers({ child: { 'When will they next': 'at 14:50' } });
  await types('mo', `I am on it ${reference}`);
  await until('13:41');
  await types('jane', `missing ${reference}: not yet`);
  await machine.pass(2000);
});

it('A child who is reported missing puts off no ask that runs: it stands as asked when it was', async () => {
  contains(
    text(caseCard(reference)),
    'CHILD MISSING',
    'At 14:40 I asked Mo Hussain whether the child is safe. No answer yet.',
  );
  lacks(String(caseCard(reference)?.fallbackText), 'act before');
  await until('13:44');
  for (const who of ['mo', 'ana', 'dee'] as const) expect(asks(who)).toContain('14:43');
  await until('13:51');
  for (const who of ['mo', 'ana', 'dee'] as const) expect(asks(who).at(-1)).toBe('14:50');
});

it('“I have read it” answers no ask: the message that asks stays, and no ✓ takes its place', async () => {
  const asking = sent.filter(({ words }) => words.includes('Is the child safe?\n')).map(({ id }) => id);
  const shown = () => asking.map((id) => sent.findLast((each) => each.id === id)?.words).join('\n');
  expect(asking).toHaveLength(7); // Mo’s three, and two each of Ana’s and Dee’s
  await types('mo', `I have read it ${reference}`);
  await machine.pass(minute);
  await types('jane', `${reference} her coat is gone`);
  await machine.pass(minute);
  lacks(shown(), '✓', 'I ask whether');
  for (const who of ['mo', 'ana', 'dee'] as const)
    contains(text(inChat(who).findLast((card) => text(card).includes('CHILD MISSING'))), 'Is the child safe?');
  await types('mo', `still on it ${reference}`);
  await machine.pass(2000);
  lacks(shown(), 'Is the child safe?\n');
  contains(shown(), '✓  You have it', 'I ask whether the child is safe at 15:23');
});

it('A leaving time that has passed is over on every card, and the asks go on', async () => {
  const second = await world.refers({ child: { 'When will they next': 'at 15:40' } });
  await types('mo', `I am on it ${second}`);
  await machine.pass(minute);
  contains(text(caseCard(second)), 'Leaves sight 15:40', 'Ring first, before 15:40');
  contains(text(receiptOf(second)), 'The child leaves at 15:40, before');
  await until('14:41');
  contains(text(caseCard(second)), 'Was to leave at 15:40, Wed 10 Jun', 'Ring first\n');
  lacks(text(caseCard(second)), 'Leaves sight', 'before 15:40');
  expect(caseCard(second)?.fallbackText).toMatch(/^URGENT: referral .*, decision due /);
  contains(text(receiptOf(second)), 'By what you said, the child was to leave at 15:40.', '999');
  lacks(text(receiptOf(second)), 'The child leaves at');
  contains(text(inChat('mo').findLast((card) => text(card).includes('Is the child safe?'))), 'Was to leave at 15:40');
  await until('15:04');
  contains(
    summaries('dee', `URGENT ${second}: is the child safe?`),
    `URGENT ${second}: is the child safe? Asked at 16:03`,
  );
});

it('A decision ends no ask about a child who leaves: it goes on before the time and at it, also on the lists, until it is answered', async () => {
  const third = await world.refers({ child: { 'When will they next': 'at 17:00' } });
  await types('mo', `I am on it ${third}`);
  await machine.pass(minute);
  const form = await world.presses('mo', caseCard(third) ?? {}, 'Record decision');
  await world.presses('mo', form, 'Confirm decision', {
    ...{
      Decision: 'Other action',
      'What action': 'A social worker visits.',
      Reasons: 'The burn.',
      'Concern about': 'No',
    },
  });
  await machine.pass(minute);
  contains(text(caseCard(third)), 'Next leaves sight: 17:00', 'I ask whether the child is safe at 16:50');
  const upNext = async () => (await world.services.cases.load(third as CaseId))?.upNext;
  const isAsked = (who: Who) =>
    summaries(who, `URGENT ${third}: is the child safe?`).map((summary) => summary.slice(-5));
  await until('15:54');
  expect([isAsked('mo'), isAsked('ana'), isAsked('dee')]).toEqual([['16:50', '16:53'], ['16:53'], ['16:53']]);
  await until('16:01');
  expect(isAsked('mo').at(-1)).toBe('17:00');
  expect(await upNext()).toContain('16:00:00');
  await types('mo', `still on it ${third}`);
  await machine.pass(minute);
  expect(await upNext()).toMatch(/^[36]/);
  await machine.jump(60 * minute);
  await machine.pass(minute);
  expect(isAsked('mo').at(-1)).toBe('17:00');
});
