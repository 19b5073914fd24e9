import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { allOf } from '../conversations/walks.ts';
import { startWorld, type World } from '../conversations/world.ts';
import { groupChat } from '../fakes/people.ts';
import { type TeamsClient, teamsClient } from '../fakes/teams-client.ts';
import { type Activity, isJson, type Json } from '../fakes/wire.ts';

const missing = Symbol('missing');
const oddValues = {
  null: null,
  missing,
  'a number': 42,
  'a boolean': true,
  'a list': ['Chrysoprase'],
  'an object': { x: 'Chrysoprase' },
};
type Odd = keyof typeof oddValues;
const nullOrMissing: Odd[] = ['null', 'missing'];
const ofAnotherType: Odd[] = ['a number', 'a boolean', 'a list', 'an object'];
const all = [...nullOrMissing, ...ofAnotherType];

/** The activity with an odd value at this path. */
function withOdd(activity: Activity, path: string, odd: Odd): Activity {
  const copy: Activity = structuredClone(activity);
  const names = path.split('.');
  const last = names.pop() ?? '';
  let at: Json = copy;
  for (const name of names) {
    const next = isJson(at[name]) ? at[name] : {};
    at[name] = next;
    at = next;
  }
  if (odd === 'missing') delete at[last];
  else at[last] = oddValues[odd];
  return copy;
}

/**
 * The fields that are not needed to answer “hi”, whether or not the bot uses them. Those of one list are odd at the same
 * time: one that is wrongly needed keeps the answer away.
 */
const notNeeded = [
  [
    ...['id', 'timestamp', 'localTimestamp', 'rawTimestamp', 'localTimezone', 'expiration', 'locale', 'importance'],
    ...['entities', 'attachments', 'attachmentLayout', 'textFormat', 'summary', 'action', 'valueType', 'label'],
    ...['replyToId', 'membersAdded', 'reactionsAdded', 'topicName', 'speak', 'inputHint', 'suggestedActions', 'code'],
    ...['callerId', 'deliveryMode', 'listenFor', 'textHighlights', 'semanticAction', 'relatesTo'],
  ],
  [
    ...['recipient.id', 'recipient.name', 'from.id', 'from.name', 'from.role', 'from.properties'],
    ...['conversation.name', 'conversation.role', 'channelData.team', 'channelData.eventType'],
    ...['channelData.settings', 'channelData.channel', 'channelData.source'],
  ],
  ...['conversation.conversationType', 'conversation.tenantId', 'conversation.isGroup'],
  ...['channelData', 'channelData.tenant', 'channelData.tenant.id', 'recipient'],
].map((paths) => [paths].flat().join(', '));

let world: World;
let client: TeamsClient;
let chat: string;
beforeAll(async () => {
  world = await startWorld();
  client = teamsClient(world.jane.profile, world.teams);
  chat = world.jane.chatId;
});
afterAll(() => world.stop());

/** Sends an activity. @returns its answer, in the response and in the chat, and the reasons in the log */
async function sending(activity: Activity) {
  const [messages, logged] = [world.jane.chat().length, world.log.length];
  const { status, body } = await world.jane.raw(activity);
  const answered = world.jane.chat().slice(messages);
  const reasons = () => world.log.slice(logged).filter((line) => /"(turn|activity)\.(unread|refused)"/.test(line));
  return { status, answer: `${JSON.stringify(body)} ${allOf(answered)}`, reasons };
}

/** @returns each odd value for which the answer is not the expected one */
async function wrongAt(paths: string, activity: () => Activity, odds: Odd[], answer: string): Promise<object[]> {
  const wrong: object[] = [];
  for (const odd of odds) {
    const sent = await sending(paths.split(', ').reduce((changed, path) => withOdd(changed, path, odd), activity()));
    if (sent.status !== 200 || !sent.answer.includes(answer)) wrong.push({ odd, ...sent });
  }
  return wrong;
}

async function statusOnceLogged(path: string, activity: Activity, odd: Odd, reason: string): Promise<number> {
  const { status, reasons } = await sending(withOdd(activity, path, odd));
  await world.until(() => reasons().some((line) => line.includes(`"kind":"${reason}"`)));
  return status;
}

// A message

const hi = () => client.message(chat, 'hi');

it.each([...notNeeded, 'name, value'])('A message is answered as usual, whatever its %s is', async (paths) => {
  expect(await wrongAt(paths, hi, all, 'My referrals')).toEqual([]);
});

it('A message is answered as usual if its channel is null or missing', async () => {
  expect(await wrongAt('channelId', hi, nullOrMissing, 'My referrals')).toEqual([]);
});

it('A message without a text is answered: the bot reads only words', async () => {
  expect(await wrongAt('text', hi, all, 'I can only read words')).toEqual([]);
});

it.each(['from', 'from.aadObjectId'])(
  'A message whose %s names no person is refused, and the sender is told',
  async (path) => {
    const said = 'Teams did not tell me who you are, so I did not take this.';
    expect(await wrongAt(path, hi, all, said)).toEqual([]);
    for (const odd of all) expect(await statusOnceLogged(path, hi(), odd, 'no-person')).toBe(200);
  },
);

it('A message without an organisation is refused, and the sender is told', async () => {
  const nowhere = () => withOdd(client.message(chat, 'start'), 'channelData', 'null');
  const said = 'Teams did not tell me which organisation you are of, so I did not take this.';
  expect(await wrongAt('conversation.tenantId', nowhere, all, said)).toEqual([]);
  await statusOnceLogged('conversation.tenantId', nowhere(), 'null', 'no-tenant');
});

it.each(['conversation', 'conversation.id'])(
  'A message whose %s names no conversation is logged, because nobody can be answered',
  async (path) => {
    for (const odd of all) expect(await statusOnceLogged(path, hi(), odd, 'no-place')).toBe(200);
  },
);

it('A message with an odd type, service URL or channel is refused, and the log has the reason', async () => {
  for (const odd of all) expect(await statusOnceLogged('type', hi(), odd, 'type')).toBe(400);
  for (const odd of ofAnotherType) {
    expect(await statusOnceLogged('serviceUrl', hi(), odd, 'serviceUrl')).toBe(400);
    expect(await statusOnceLogged('channelId', hi(), odd, 'channelId')).toBe(400);
  }
  for (const odd of nullOrMissing)
    expect(await statusOnceLogged('serviceUrl', hi(), odd, 'not-authenticated')).toBe(401);
});

it('A message in a group is not taken for a 1:1 chat when Teams leaves out the kind of conversation', async () => {
  const before = world.teams.delivered(groupChat.id).length;
  const asked = () => withOdd(client.mention(groupChat.id, 'my referrals'), 'conversation.isGroup', 'missing');
  for (const odd of all) await sending(withOdd(asked(), 'conversation.conversationType', odd));
  const answers = world.teams.delivered(groupChat.id).slice(before);
  expect(new Set(answers.map(({ text }) => text))).toEqual(new Set(['Talk to me 1:1.']));
});

// A press

const press = () => client.execute(chat, '1', 'my-referrals', {});

it.each([...notNeeded, 'text', 'name, value.trigger, value.action.type', 'value.action.data'])(
  'A press is performed, whatever its %s is',
  async (paths) => {
    expect(await wrongAt(paths, press, all, 'My referrals')).toEqual([]);
  },
);

it.each(['below', 'list', 'page', 'case'])('A press is performed, whatever its button has as %s', async (name) => {
  const odds = all.filter((odd) => odd !== 'a boolean'); // true is a proper value of “below”
  expect(await wrongAt(`value.action.data.${name}`, press, odds, 'My referrals')).toEqual([]);
});

it.each([
  ['value', 'I could not read that button'],
  ['value.action', 'I could not read that button'],
  ['value.action.verb', 'I could not read that button'],
  ['from', 'Teams did not tell me who you are'],
  ['from.aadObjectId', 'Teams did not tell me who you are'],
  ['conversation', 'Teams did not tell me where you said this'],
  ['conversation.id', 'Teams did not tell me where you said this'],
])('The sender of a press whose %s cannot be read is told: %s', async (path, said) => {
  expect(await wrongAt(path, press, all, said)).toEqual([]);
});

it('A press in an old Teams client is performed if the fields that it does not need are null', async () => {
  const old = { ...client.submit(chat, '1', { verb: 'my-referrals', below: null, case: null }), name: null };
  expect((await sending(withOdd(old, 'text', 'null'))).answer).toContain('My referrals');
});

it('No odd field made a turn fail, and no word from one is in the log', () => {
  expect(world.log.filter((line) => /turn\.failed|Chrysoprase/.test(line))).toEqual([]);
});
