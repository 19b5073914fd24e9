import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { inProcess } from '../fakes/in-process.ts';

/**
 * Texts of 250,000 characters that were made to cost time, wherever somebody may type. A turn is the processor's time from the activity to
 * the answer: on a busy machine no more than on another.
 */
const mostMs = 50; // of one turn
const longest = 20_000; // that is read: 10,000 characters, each of which may take two places

const shapes: Record<string, (length: number) => string> = {
  'dots, and a letter': (length) => `${'.'.repeat(length - 1)}x`,
  'spaces, and a letter': (length) => `${' '.repeat(length - 1)}x`,
  'a colon after spaces': (length) => `${' '.repeat(length - 1)}:`,
  'lines without words': (length) => `${'\n'.repeat(length - 1)}x`,
  'a word without end': (length) => 'a'.repeat(length),
  'clauses of one letter': (length) => 'a,'.repeat(length / 2),
  'danger that is denied': (length) => 'no danger, not her, '.repeat(length / 20),
  'signs that stand for eighteen others': (length) => 'ﷺ'.repeat(length),
};

const tooLong =
  /^That is too long for me to read\. I take 10,000 characters at once\. I kept nothing of it and cut nothing: shorten it and send it again\. Cannot wait\? Ring 0300 123 4043\. Immediate danger: call 999\.$/;

/** What a command begins with, or an answer: the words of all features. */
const begins = [
  ...[
    'x',
    'report',
    'my copy',
    'on it',
    'I have read it',
    'find',
    'add',
    'add HT-',
    'missing',
    'found',
    'my phone HT-',
  ],
  ...['tell', 'answer', 'answer:', 'I disagree', 'I disagree HT-', 'my disagreement', 'close disagreement HT-'],
  ...[
    'hand over',
    'take over HT-7K3F-92Q',
    'join ',
    'join HT-7K3F-92Q with',
    'separate',
    'rota',
    'rota add Mo',
    'rota offer',
  ],
  ...[
    'on duty until',
    'off duty',
    'on call',
    'I stay on until',
    'got it',
    'I cannot',
    'text me on',
    'email me at',
    'code',
  ],
  ...['the child is', 'linked:', 'refer a', 'change', 'yes', 'police told', 'set up', '12/'],
];

type Place = (typeof places)[number];
const places = [
  ['in a check', 'jane', false],
  ['with no check open', 'tom', false],
  ['in a manager’s own chat', 'mo', false],
  ['in the MASH channel', 'mo', true],
] as const;

describe('a long text that was made to cost time', () => {
  let world: ReturnType<typeof inProcess>;
  beforeAll(async () => {
    world = inProcess('2026-11-24T12:00:00.000Z');
    await world.starts();
    await world.types('jane', 'start'); // what she types answers a question
  });
  afterAll(() => world.ends());

  /** @returns the processor's milliseconds, and what was said */
  async function turn(who: Place[1], text: string, inChannel: boolean): Promise<{ ms: number; said: string }> {
    const before = world.said.length;
    const begun = process.threadCpuUsage();
    await world.acts(who, { type: 'message', text }, inChannel);
    const { user, system } = process.threadCpuUsage(begun);
    return { ms: (user + system) / 1000, said: JSON.stringify(world.said.slice(before)) };
  }

  const cases = places.flatMap(([place, who, inChannel]) =>
    Object.entries(shapes).map(([shape, filled]) => ({ place, who, inChannel, shape, filled })),
  );

  /** Those that take too long each time: what was never done before takes longer once. */
  async function slow(texts: string[], who: Place[1], inChannel: boolean): Promise<string[]> {
    const found: string[] = [];
    for (const text of texts) {
      let fastest = Number.POSITIVE_INFINITY;
      for (let tries = 0; tries < 3 && fastest > mostMs; tries += 1)
        fastest = Math.min(fastest, (await turn(who, text, inChannel)).ms);
      if (fastest > mostMs) found.push(`${text.slice(0, 30)}: ${fastest} ms`);
    }
    return found;
  }

  it.each(cases.filter(({ who, inChannel }) => who === 'jane' || inChannel))(
    'of 250,000 characters, $place, $shape: no turn over 50 ms, and “too long”',
    async ({ who, inChannel, filled }) => {
      const before = world.said.length;
      expect(
        await slow(
          begins.map((begin) => `${begin}${filled(250_000)}`),
          who,
          inChannel,
        ),
      ).toEqual([]);
      const said = world.said.slice(before).map(({ message }) => ('text' in message ? message.text : 'a card'));
      expect(said.length).toBeGreaterThanOrEqual(begins.length);
      expect(said.filter((text) => !tooLong.test(text))).toEqual([]);
    },
  );

  it.each(cases)('of as much as is read, $place, $shape: no turn over 50 ms', async ({ who, inChannel, filled }) => {
    const before = world.said.length;
    const texts = begins.map((begin) => `${begin}${filled(longest - begin.length)}`.slice(0, longest));
    expect(await slow(texts, who, inChannel)).toEqual([]);
    expect(world.said.length - before).toBeGreaterThanOrEqual(begins.length);
    expect(JSON.stringify(world.said.slice(before))).not.toContain('is too long for me to read');
  });

  it('that names danger anywhere is answered with the numbers above', async () => {
    const { said } = await turn(
      'tom',
      `${'she told me. '.repeat(10_000)} He is here now. ${'x'.repeat(100_000)}`,
      false,
    );
    expect(said).toContain('Ring 999 now');
    expect(said).toContain('is too long for me to read');
  });

  it('in a box of a card stays there, and the press is answered with what to do, the numbers above', async () => {
    const aboutYou = await world.presses('tom', await world.types('tom', 'start'), 'No');
    const press = async (text: string) => {
      await world.presses('tom', aboutYou, 'Continue', { 'Your name': text });
      return world.words.at(-1);
    };
    const pressed = 'What you wrote on the card is too long for me to read.';
    expect(await press('.'.repeat(250_000))).toMatch(new RegExp(`^${pressed}`));
    expect(await press(`${'.'.repeat(250_000)} he is here now`)).toMatch(new RegExp(`^Ring 999 now[^]*${pressed}`));
    expect(JSON.stringify(await world.types('tom', 'go on'))).toContain('Your name'); // where they were
  });
});
