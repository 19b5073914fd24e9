import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { StaffId } from '../../src/base/people.ts';
import { TeamsFault } from '../../src/connector/teams.ts';
import { aboutJane } from '../conversations/walks.ts';
import { profiles } from '../fakes/people.ts';
import { answersAtOnce, failing, heldCalls, second, slowTeams, unreachable } from '../fakes/slow-teams.ts';

// Answers while Teams is slow or away

let slow: Awaited<ReturnType<typeof slowTeams>>;
let world: typeof slow.world;
let responses: typeof slow.responses;

beforeEach(async () => {
  slow = await slowTeams();
  ({ world, responses } = slow);
});
afterEach(() => slow.ends());
const inChat = () => slow.inChat();
const numbers = () => inChat().filter((each) => /Ring 999.*0300 123 4043/s.test(each));
const notShown = 'I could not show you my answer. Type “my referrals” to see what is saved.';
const types = (text: string, ms: number) => slow.types(text, ms);

it('The emergency numbers arrive once, however long Teams was away', async () => {
  responses.send = unreachable;
  for (const text of ['he is here now', 'danger', 'hi']) await types(text, 3 * second);
  await world.machine.pass(600 * second);
  expect(inChat()).toEqual([]);
  responses.send = answersAtOnce;
  await world.machine.pass(30 * second);
  expect(numbers()).toHaveLength(2); // and once more in a line
  expect(inChat()).toContain(notShown);
  expect(inChat()).toHaveLength(3);
});

it('The emergency numbers do not wait behind an answer or earlier numbers that hang or that Teams has delayed', async () => {
  const { held, letAnswer } = heldCalls();
  responses.send = held;
  await types('hi', 3 * second);
  await types('he is here now', 3 * second);
  responses.send = failing(429, 50 * second);
  await types('danger', 3 * second);
  responses.send = answersAtOnce;
  await types('he is here now', 0);
  expect(numbers()).toHaveLength(1);
  await world.machine.pass(60 * second);
  expect(numbers()).toHaveLength(1); // the older ones that waited are no longer needed
  letAnswer();
  await world.machine.settle();
  expect(numbers()).toHaveLength(2); // a repetition does no harm
});

it('A late update of a card never replaces a newer card', async () => {
  const dangerQuestion = await world.types('jane', 'start');
  const { held, letAnswer } = heldCalls();
  responses.update = held;
  const press = world.presses('jane', dangerQuestion, 'No');
  await world.machine.pass(2.1 * second);
  const aboutYou = await press; // the press is answered although the chat does not show the card yet
  responses.update = answersAtOnce;
  void world.presses('jane', aboutYou, 'Continue', aboutJane);
  await world.machine.pass(2.1 * second);
  letAnswer();
  await world.machine.settle();
  expect(inChat().at(-1)).toContain('The child and your worry');
});

/**
 * Jane fills in a referral and types “submit”, but her receipt hangs.
 * @returns a function that lets it arrive
 */
async function submitsWithSlowReceipt(): Promise<() => void> {
  await world.checks();
  const { held, letAnswer } = heldCalls();
  responses.send = held;
  await types('submit', 0);
  return letAnswer;
}
const recordedReceipt = async () =>
  (await world.services.cases.of(StaffId.parse(profiles.jane.objectId), 1))[0]?.said.receipt;

it('A late receipt is replaced if the worker has already sent one, and the worker’s receipt stays', async () => {
  const letReceiptArrive = await submitsWithSlowReceipt();
  await world.machine.pass(7 * second);
  const before = await recordedReceipt();
  expect(before).toMatch(/^told-/);
  letReceiptArrive();
  await world.machine.settle();
  expect(inChat().some((each) => each.includes('Your receipt is another message here.'))).toBe(true);
  expect(await recordedReceipt()).toBe(before);
});

it('A receipt that arrives while the worker sends one is replaced, too', async () => {
  const letReceiptArrive = await submitsWithSlowReceipt();
  const { held, letAnswer } = heldCalls();
  responses.tell = held;
  await world.machine.pass(7 * second);
  letReceiptArrive();
  await world.machine.settle();
  expect(await recordedReceipt()).toMatch(/^answer-/);
  letAnswer();
  await world.machine.pass(second);
  expect(await recordedReceipt()).toMatch(/^told-/);
  expect(slow.told().some((each) => each.includes('Your receipt is another message here.'))).toBe(true);
});

/** Teams accepts words and fails for cards. */
const cardsFailWith = (status: number) => {
  responses.send = async (message) => {
    if ('card' in message) throw new TeamsFault(status);
  };
};

it('Words that Teams took are not sent again when it refuses the card after them', async () => {
  await types('start', second);
  world.said.length = 0;
  cardsFailWith(429);
  await types('delete this draft', 25 * second);
  expect(new Set(inChat()).size).toBe(inChat().length);
  expect(inChat()).toHaveLength(1);
  responses.send = answersAtOnce;
  await world.machine.pass(31 * second);
  expect(inChat()).toHaveLength(2);
  expect(inChat()[1]).toContain('It was not sent');
});

it('A card that Teams refuses for good is reported once as not shown', async () => {
  await types('start', second);
  world.said.length = 0;
  cardsFailWith(413);
  await types('card', 600 * second);
  expect(inChat()).toEqual([notShown]);
});

it('A message after an outage is answered at once, and so are the earlier ones, but no wait that Teams asked for is cut short', async () => {
  responses.send = unreachable;
  await types('hi', 40 * second);
  responses.send = answersAtOnce;
  await types('help', 0);
  expect(inChat().length).toBeGreaterThanOrEqual(2);
  world.said.length = 0;
  responses.send = failing(429, 20 * second);
  await types('hi', 5 * second);
  responses.send = answersAtOnce;
  await types('contacts', 14 * second);
  expect(inChat()).toEqual([]);
  await world.machine.pass(2 * second);
  expect(inChat().length).toBeGreaterThanOrEqual(2);
});
