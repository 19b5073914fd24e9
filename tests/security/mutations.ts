import fc from 'fast-check';
import { groupChat, referrals } from '../fakes/people.ts';
import type { TeamsClient } from '../fakes/teams-client.ts';
import { type Activity, isJson } from '../fakes/wire.ts';

/** Stands for anything that somebody wrote: the log must not hold it. */
export const anyTypedText = 'Chrysoprase';

const hostile = [
  '',
  ' ',
  anyTypedText,
  '__proto__',
  'constructor',
  '${7*7}',
  '{{DATE(2020-01-01)}}',
  '<at>',
  '<at></at>',
  '../../etc/passwd',
  '%00%2e%2e',
  '\u0000',
  '\u202e',
  '\ud800',
  '🙂'.repeat(2_000),
  'x'.repeat(20_000),
  `report${'.'.repeat(60_000)}x`,
  'he is not here now, '.repeat(5_000),
  '\udc00\ud800'.repeat(500),
  '[['.repeat(2_000),
  '2026-13-45T99:99:99Z',
  'HT-0000-000',
  'expectReplies',
  'invoke',
  'invokeResponse',
  'trace',
  'delay',
  'emulator',
  'AseChannel',
  'http://[',
  'javascript:alert(1)',
];

const nested = (depth: number): unknown => JSON.parse('{"a":['.repeat(depth) + ']}'.repeat(depth));

const value = fc.oneof(
  fc.constantFrom<unknown>(null, true, false, 0, -1, 1e308, [], {}, [null], [[]], { length: -1 }, nested(700)),
  fc.constantFrom(...hostile),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 20 }).map((units) => String.fromCharCode(...units)),
  fc.dictionary(
    fc.constantFrom('__proto__', 'constructor', 'toString', 'toJSON', 'then', 'id', 'text'),
    fc.jsonValue(),
  ),
  fc.jsonValue({ maxDepth: 3 }),
);

/** One change to an activity. `place`: the number of the field; after the last field it starts again. */
const change = fc.record({
  place: fc.nat(),
  how: fc.constantFrom('set', 'remove', 'add'),
  value,
  name: fc.constantFrom(...hostile),
});

type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(activity: Activity, changes: Change[]): unknown {
  const copy: unknown = structuredClone(activity);
  for (const { place, how, value, name } of changes) {
    const places = placesIn(copy);
    const [holder, key] = places[place % places.length] ?? [{}, ''];
    if (how === 'remove') delete holder[key];
    else define(holder, how === 'set' ? key : name, structuredClone(value));
  }
  return copy;
}

/** Like `holder[key] = value`, also where the key is `__proto__`. */
const define = (holder: object, key: string, value: unknown): void =>
  void Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });

function placesIn(value: unknown, depth = 0): [Record<string, unknown>, string][] {
  if (depth > 8) return [];
  if (Array.isArray(value)) return value.flatMap((each) => placesIn(each, depth + 1));
  if (!isJson(value)) return [];
  return Object.keys(value).flatMap((key) => [[value, key], ...placesIn(value[key], depth + 1)]);
}

/** One activity of each kind, from a manager and from a referrer who has a case. */
export function everyKind(who: TeamsClient, manager: TeamsClient, reference: string): Activity[] {
  const { chatId } = who;
  const card = '1';
  const ofCase = { case: reference };
  const decision = { ...ofCase, decision__0: 'other', action__0: anyTypedText, reasons__0: anyTypedText };
  return [
    who.message(chatId, 'start'),
    who.message(chatId, anyTypedText),
    who.message(chatId, `missing ${reference}: ${anyTypedText}`),
    who.message(chatId, `add ${reference}: ${anyTypedText}`),
    who.mention(referrals.id, anyTypedText),
    who.mention(groupChat.id, anyTypedText),
    who.execute(chatId, card, 'start', {}),
    who.execute(chatId, card, 'answer', { ...ofCase, step: 'child', revision: 1, name__1: anyTypedText }),
    who.execute(chatId, card, 'report-missing', { ...ofCase, know__0: 'yes', police__0: anyTypedText }),
    who.execute(chatId, card, 'send-information', { ...ofCase, information__0: anyTypedText }),
    who.execute(chatId, card, 'disagreement-save', { ...ofCase, reasons__0: anyTypedText }),
    who.execute(referrals.id, card, 'take', ofCase),
    manager.mention(referrals.id, 'waiting'),
    manager.execute(referrals.id, card, 'decide', ofCase),
    manager.execute(referrals.id, card, 'confirm-decision', decision),
    manager.execute(referrals.id, card, 'send-question', { ...ofCase, question__0: anyTypedText }),
    manager.execute(referrals.id, card, 'record-side', { ...ofCase, choice: 'family', words__0: anyTypedText }),
    manager.execute(referrals.id, card, 'list', { list: 'waiting', page: 0 }),
    who.submit(chatId, card, { verb: 'my-referrals' }),
    ...who.installed(),
    ...who.installedInTeam(),
    { ...who.execute(chatId, card, 'start', {}), name: 'composeExtension/query' },
    { ...who.execute(chatId, card, 'start', {}), name: 'fileConsent/invoke', value: { action: 'accept', context: {} } },
    { ...who.message(chatId, 'hi'), type: 'messageReaction', reactionsAdded: [{ type: 'like' }] },
  ];
}

/** Ten times in eleven, replaces the sender with one of a thousand strangers. */
function fromAStranger(activity: unknown, person: number): unknown {
  if (person >= strangers || !isJson(activity) || !isJson(activity.from)) return activity;
  return { ...activity, from: { ...activity.from, aadObjectId: `stranger-${person}` } };
}
const strangers = 1000;

/** Generates activities that are nearly right, each made from one of these. */
export const nearlyRight = (kinds: Activity[]): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.nat(), fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(1.1 * strangers))
    .map(([kind, changes, person]) => fromAStranger(changed(kinds[kind % kinds.length] as Activity, changes), person));
