import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import type { Card } from '../../src/cards/parts.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import { headingsIn, textIn } from '../fakes/card.ts';
import { profiles } from '../fakes/people.ts';
import { answersAtOnce, failing, heldCalls, second, slowTeams, unreachable } from '../fakes/slow-teams.ts';
import type { Json } from '../fakes/wire.ts';

// Turns while Teams is slow or away

let slow: Awaited<ReturnType<typeof slowTeams>>;
let world: typeof slow.world;
let responses: typeof slow.responses;
let asked: typeof slow.asked;

beforeEach(async () => {
  slow = await slowTeams();
  ({ world, responses, asked } = slow);
});
afterEach(() => slow.ends());
const inChat = () => slow.inChat();
async function isOverAfter(ms: number, work: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  void work.then(() => {
    isOver = true;
  });
  await world.machine.pass(ms);
  return isOver;
}
const types = (text: string, ms: number) => slow.types(text, ms);

it('A turn ends after two seconds, and its answer arrives when Teams takes it', async () => {
  const { held, letAnswer } = heldCalls();
  responses.send = held;
  expect(await types('hi', 1.9 * second)).toBe(false);
  await world.machine.pass(0.2 * second);
  expect(await types('hi', 2.1 * second)).toBe(true);
  expect(inChat()).toEqual([]);
  letAnswer();
  await world.machine.settle();
  expect(inChat()).toHaveLength(2);
});

it('A repeated message is answered once when Teams is back', async () => {
  responses.send = unreachable;
  for (const text of ['hi', 'help', 'hi', 'hi', 'contacts', 'hi']) await types(text, 3 * second);
  responses.send = answersAtOnce;
  await world.machine.pass(20 * second);
  expect(inChat()).toHaveLength(4); // “help”, “contacts” in words and as a card, and “hi”
  expect(new Set(inChat()).size).toBe(4);
});

it('A turn ends in time even if Teams does not say whether the person is a guest', async () => {
  const { held } = heldCalls();
  Object.assign(responses, { send: held, member: held });
  expect(await isOverAfter(2.1 * second, world.types('tom', 'hi'))).toBe(true);
  responses.send = answersAtOnce;
});

it('Only the draft’s current question is shown when Teams is back', async () => {
  await types('start', second);
  world.said.length = 0;
  responses.send = unreachable;
  for (const text of ['no', '1', 'Jane Okafor']) await types(text, 3 * second);
  expect(inChat()).toEqual([]);
  responses.send = answersAtOnce;
  await world.machine.pass(30 * second);
  expect(inChat()).toEqual([expect.stringContaining('Phone, for')]);
});

it('A card that is already on its way arrives before the current question, never after it, and the case records it', async () => {
  for (const text of ['start', 'no']) await types(text, second);
  world.said.length = 0;
  const { held, letAnswer } = heldCalls();
  responses.send = held;
  await types('card', 3 * second);
  responses.send = answersAtOnce;
  for (const text of ['1', 'Jane Okafor']) await types(text, 3 * second);
  expect(inChat()).toEqual([]);
  letAnswer();
  await world.machine.settle();
  const [late, ...others] = inChat();
  expect(late).toContain('Agency');
  expect(others).toEqual([expect.stringContaining('Phone, for')]);
  const [draft] = await world.services.cases.of(StaffId.parse(profiles.jane.objectId), 1);
  expect(draft?.said.draft).toHaveLength(1); // the card: words show no answers
});

it('A draft that was deleted meanwhile is not shown again, and a card that still shows it is replaced', async () => {
  for (const text of ['start', 'no']) await types(text, second);
  const { held, letAnswer } = heldCalls();
  responses.send = held;
  await types('card', 3 * second);
  responses.send = answersAtOnce;
  await types('delete this draft', 3 * second);
  await types('delete it', 3 * second);
  world.said.length = 0;
  letAnswer();
  await world.machine.pass(10 * second);
  const [late, ...after] = inChat();
  expect(late).toContain('Agency');
  expect(after[0]).toContain('deleted'); // it replaces the card
  expect(after.join('\n')).not.toContain('Agency');
});

it('Teams is asked again at the time it named, and not before', async () => {
  responses.send = failing(429, 20 * second);
  await types('hi', 0);
  const before = asked.send;
  await world.machine.pass(19 * second);
  expect(asked.send).toBe(before);
  responses.send = answersAtOnce;
  await world.machine.pass(2 * second);
  expect(inChat()).toHaveLength(1);
});

it('An answer that Teams refuses for good is reported as not shown, and one to a conversation that is gone is given up', async () => {
  let times = 0;
  responses.send = async () => {
    times += 1;
    if (times === 1) throw new TeamsFault(413);
  };
  await types('hi', second);
  expect(inChat()).toEqual(['I could not show you my answer. Type “my referrals” to see what is saved.']);
  responses.send = failing(404);
  await types('hi', 1200 * second);
  const { send } = asked;
  await world.machine.pass(3600 * second);
  expect(asked.send).toBe(send);
});

it('A person who presses in the channel is asked to press again if Teams does not say who they are, and is known then', async () => {
  const referral = await refers();
  const { held, letAnswer } = heldCalls();
  responses.member = held;
  void world.presses('mo', referral, 'Take this referral');
  await world.machine.pass(2.1 * second);
  expect(world.words.at(-1)).toContain('Teams did not tell me who you are just now, so nothing was done.');
  letAnswer();
  await world.machine.settle();
  const { member } = asked;
  const taken = await world.presses('mo', referral, 'Take this referral');
  expect(textIn(taken as Json)).toContain('taken by Mo Hussain');
  expect(asked.member).toBe(member);
});

/** Sends a referral. @returns its card in the MASH channel */
async function refers(): Promise<Card> {
  await world.refers();
  await world.machine.pass(second);
  const posted = world.told.flatMap(({ to, message }) =>
    to.startsWith('19:') && 'card' in message ? [message.card] : [],
  );
  return posted.find((each) => headingsIn(each as Json).some((line) => line.startsWith('HT-'))) ?? {};
}

it('The program waits two seconds for answers still on their way when it ends, and no longer', async () => {
  const { held, letAnswer } = heldCalls();
  responses.send = held;
  await types('hi', 3 * second);
  const ending = world.answered(2 * second);
  expect(await isOverAfter(1.9 * second, ending)).toBe(false);
  expect(await isOverAfter(0.2 * second, ending)).toBe(true);
  letAnswer();
});
