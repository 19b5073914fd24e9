import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { inProcess } from '../fakes/in-process.ts';

/**
 * Sends texts of 250,000 characters, built to be slow to read, wherever somebody can type. The tests measure processor
 * time from the activity to the answer, so a busy machine makes no difference.
 */
const mostMs = 200; // of processor time in one turn, on a machine that needs `yardstickMs` for the yardstick
const yardstickMs = 100;
const longest = 20_000; // the longest text the bot reads: 10,000 characters of two code units each

const shapes: Record<string, (length: number) => string> = {
  'dots before a letter': (length) => `${'.'.repeat(length - 1)}x`,
  'spaces before a letter': (length) => `${' '.repeat(length - 1)}x`,
  'a colon after spaces': (length) => `${' '.repeat(length - 1)}:`,
  'lines without words': (length) => `${'\n'.repeat(length - 1)}x`,
  'one endless word': (length) => 'a'.repeat(length),
  'clauses of one letter': (length) => 'a,'.repeat(length / 2),
  'danger denied again and again': (length) => 'no danger, not her, '.repeat(length / 20),
  'characters that expand to eighteen others': (length) => 'ﷺ'.repeat(length),
};

const tooLong =
  /^That is too long for me to read\. I take 10,000 characters at once\. I kept nothing of it and cut nothing: shorten it and send it again\. Cannot wait\? Ring 0300 123 4043\. Immediate danger: call 999\.$/;

/** The first words of the commands and answers of all features. */
const openings = [
  ...['x', 'report', 'my copy', 'on it', 'I have read it', 'find', 'add', 'add HT-'],
  ...['my phone HT-', 'tell', 'answer', 'answer:', 'I disagree', 'I disagree HT-', 'my disagreement'],
  ...['close disagreement HT-', 'hand over', 'take over HT-7K3F-92Q', 'join ', 'join HT-7K3F-92Q with', 'separate'],
  ...['rota', 'on duty until', 'off duty', 'on call', 'I stay on until', 'got it'],
  ...['I cannot', 'text me on', 'email me at', 'code', 'the child is', 'linked:', 'refer a', 'change', 'yes'],
  ...['police told', 'set up', '12/', 'found', 'missing'], // what follows a missing child is news, so its case grows
];

type Place = (typeof places)[number];
const places = [
  ['in a check', 'jane', false],
  ['with no check open', 'tom', false],
  ['in a manager’s own chat', 'mo', false],
  ['in the MASH channel', 'mo', true],
] as const;

// A long text that was made to cost time

let world: ReturnType<typeof inProcess>;
async function begins() {
  world = inProcess('2026-11-24T12:00:00.000Z');
  await world.starts();
  await world.types('jane', 'start'); // from now on her messages answer a question
}
beforeAll(begins);
afterAll(() => world.ends());

/** @returns the milliseconds of processor time, and the reply */
async function turn(who: Place[1], text: string, inChannel: boolean): Promise<{ ms: number; reply: string }> {
  const before = world.said.length;
  const begun = process.threadCpuUsage();
  await world.acts(who, { type: 'message', text }, inChannel);
  const { user, system } = process.threadCpuUsage(begun);
  return { ms: (user + system) / 1000, reply: JSON.stringify(world.said.slice(before)) };
}

const cases = places.flatMap(([place, who, inChannel], placeAt) =>
  Object.entries(shapes).map(([shape, filled], shapeAt) => {
    // Each opening comes in every second shape into the channel, and in each shape into one of the own chats in turn.
    const meets = (openingAt: number) => (openingAt + shapeAt) % (inChannel ? 2 : 3) === placeAt % 3;
    const openingsHere = openings.filter((opening, at) => opening === 'x' || meets(at));
    return { place, who, inChannel, shape, filled, openingsHere };
  }),
);

/** @returns how many times as long as on a quiet machine this one takes now: two threads of a core slow each other */
function slowness(): number {
  const begun = process.threadCpuUsage();
  const words = [...'all the words of an ordinary text, '.repeat(100_000).matchAll(/[a-z]+/g)];
  expect(words.length).toBe(700_000);
  const { user, system } = process.threadCpuUsage(begun);
  return Math.max(1, (user + system) / 1000 / yardstickMs);
}

/** Names the texts that take too long on each of three tries: anything may be slow the first time. */
async function slowTexts(texts: string[], who: Place[1], inChannel: boolean): Promise<string[]> {
  const slow: string[] = [];
  for (const text of texts) {
    let fastest = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries < 3 && fastest > mostMs; tries += 1)
      fastest = Math.min(fastest, (await turn(who, text, inChannel)).ms);
    if (fastest > mostMs && fastest > mostMs * slowness()) slow.push(`${text.slice(0, 30)}: ${fastest} ms`);
  }
  return slow;
}

it.each(cases.filter(({ who, inChannel }) => who === 'jane' || inChannel))(
  '250,000 characters ($shape) sent $place are refused as too long, and no turn takes over 200 ms',
  async ({ who, inChannel, filled }) => {
    const before = world.said.length;
    const texts = ['x', 'add HT-', 'the child is'].map((opening) => `${opening}${filled(250_000)}`);
    expect(await slowTexts(texts, who, inChannel)).toEqual([]);
    const replies = world.said.slice(before).map(({ message }) => ('text' in message ? message.text : 'a card'));
    expect(replies.length).toBeGreaterThanOrEqual(texts.length);
    expect(replies.filter((text) => !tooLong.test(text))).toEqual([]);
  },
);

it.each(cases)(
  'The longest text that the bot reads ($shape) sent $place takes no turn over 200 ms',
  async ({ who, inChannel, filled, openingsHere }) => {
    if (!inChannel) await world.ends().then(begins); // a case of many such texts is another matter
    const before = world.said.length;
    const texts = openingsHere.map((opening) => `${opening}${filled(longest - opening.length)}`.slice(0, longest));
    expect(await slowTexts(texts, who, inChannel)).toEqual([]);
    expect(world.said.length - before).toBeGreaterThanOrEqual(openingsHere.length);
    expect(JSON.stringify(world.said.slice(before))).not.toContain('is too long for me to read');
  },
);

it('A too long text that mentions danger is answered with the emergency numbers first', async () => {
  const { reply } = await turn(
    'tom',
    `${'she told me. '.repeat(10_000)} He is here now. ${'x'.repeat(100_000)}`,
    false,
  );
  expect(reply).toContain('Ring 999 now');
  expect(reply).toContain('is too long for me to read');
});

it('A too long text in a card’s box stays there, and the press is answered with what to do, emergency numbers first', async () => {
  const aboutYou = await world.presses('tom', await world.types('tom', 'start'), 'No');
  const press = async (text: string) => {
    await world.presses('tom', aboutYou, 'Continue', { 'Your name': text });
    return world.words.at(-1);
  };
  const pressed = 'What you wrote on the card is too long for me to read.';
  expect(await press('.'.repeat(250_000))).toMatch(new RegExp(`^${pressed}`));
  expect(await press(`${'.'.repeat(250_000)} he is here now`)).toMatch(new RegExp(`^Ring 999 now[^]*${pressed}`));
  expect(JSON.stringify(await world.types('tom', 'card'))).toContain('Your name'); // they are still on the same step
});
