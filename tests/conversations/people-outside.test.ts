import { beforeAll, expect, it } from '@jest/globals';
import type { Card } from '../../src/cards/parts.ts';
import { inputsIn, labelOf } from '../fakes/card.ts';
import { mashMembers, profiles, referrals, type Who } from '../fakes/people.ts';
import type { Json } from '../fakes/wire.ts';
import { aProgram, minute, summaryOf, text, titles } from './a-program.ts';
import { contains, lacks } from './expecting.ts';
import { inTeamPresses } from './setting-up.ts';

const inTeam = mashMembers.filter(({ id }) => id !== profiles.dee.id);
const rosterOf = (conversation: string) => (conversation.startsWith('a:') ? Object.values(profiles) : inTeam);
const world = aProgram({ rosterOf, env: { MASH_ESCALATION: '', ADMINS: profiles.ash.objectId } });
const { types, presses, machine } = world;

const opens = () => inTeamPresses(world, 'set-up', {});
const choices = (form: Card, label: string) =>
  JSON.stringify(inputsIn(form as Json).find((each) => labelOf(each).startsWith(label)) ?? 'none');
const answersTest = async (who: Who): Promise<Card> => {
  const before = world.said.length;
  await presses(who, await types(who, 'test my chat'), 'Send me a test', {}, 'chat');
  const sent = world.said
    .slice(before)
    .flatMap(({ message }) => ('card' in message && message.alert ? [message.card] : []));
  return presses(who, sent.at(-1) ?? {}, 'I got it', {}, 'chat');
};

beforeAll(async () => {
  await types('ash', 'hi');
});

it('Somebody outside the team who has only opened the bot can be chosen for nothing', async () => {
  await types('dee', 'hi');
  const form = await opens();
  contains(text(form), 'type “test my chat” to me 1:1');
  lacks(JSON.stringify(form), 'Dee Alvarez');
});

it('They have a test message sent, which sounds, and answer it: they are offered by name, for what needs no channel', async () => {
  const offer = await types('dee', 'test my chat');
  expect(titles(offer)).toEqual(['Send me a test']);
  contains(text(await answersTest('dee')), 'Thank you: I can reach you');
  const form = await opens();
  for (const label of ['Who hears of it', 'Disagreements, level 2', 'Disagreements, level 3'])
    contains(choices(form, label), 'Dee Alvarez (outside, answered a test)');
  for (const label of ['MASH managers', 'Who else may']) lacks(choices(form, label), 'Dee Alvarez');
});

it('A guest and somebody of another organisation are not recorded', async () => {
  await presses('eve', await types('eve', 'test my chat'), 'Send me a test', {}, 'chat').catch(() => undefined);
  lacks(JSON.stringify(await opens()), 'Eve', 'Gus');
});

it('Whoever is chosen so is recorded, and told like everybody who is in force', async () => {
  const managers = [profiles.mo.objectId, profiles.ana.objectId].join();
  const chosen = { channel__0: referrals.id, managers__0: managers, escalation__0: profiles.dee.objectId };
  const saved = await inTeamPresses(world, 'save-set-up', chosen);
  contains(text(saved), 'I can write to Dee Alvarez.');
  await machine.pass(minute);
  for (const who of ['dee', 'mo', 'ana', 'ash'] as const)
    contains(world.inChat(who).map(text).join('\n'), 'The escalation contact', 'Added: Dee Alvarez.');
  await types('ash', 'set-up history');
  contains(
    world.said.flatMap(({ message }) => ('card' in message ? [text(message.card)] : [])).join(),
    'Added: Dee Alvarez.',
  );
  contains(choices(await opens(), 'Who hears of it'), 'Dee Alvarez (not in this team)', profiles.dee.objectId);
});

it('While a check is open, the words are an answer to it', async () => {
  await types('jane', 'start');
  lacks(summaryOf(await types('jane', 'test message')), 'can I reach you');
});
