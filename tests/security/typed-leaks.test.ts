import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { textIn } from '../fakes/card.ts';
import { inProcess } from '../fakes/in-process.ts';
import type { Json } from '../fakes/wire.ts';
import { newTracerWords } from './tracer-words.ts';

// Somebody types a whole check with a marked word at every question, and words that answer nothing

const marked = newTracerWords();
const world = inProcess('2026-06-10T11:40:00.000Z');
let asked = 0;
let texts: string[] = [];

/** What somebody types here. Every word is marked where the question takes words. */
function answerTo(text: string): string {
  asked += 1;
  if (text.includes('is that right?')) return 'yes';
  if (/Type “send”/.test(text)) return 'submit';
  if (/When were they last|When did you ring/.test(text)) return 'yesterday at 16:07';
  if (/When will they next/.test(text)) return 'tomorrow at 9:13';
  if (/Age or date/.test(text)) return '4/3/2012';
  if (/It does not decide anything/.test(text)) return 'continue';
  if (/all not seen/.test(text)) return asked % 2 ? '1' : 'skip';
  if (/Type (?:a|the) numbers?/.test(text)) return asked % 3 ? '1' : `1 she said ${marked.write(`with ${asked}`, 100)}`;
  return marked.write(`text ${asked}`, 100);
}

beforeAll(async () => {
  await world.starts();
  const from = world.said.length;
  const says = async (words: string) => {
    await world.types('jane', words);
    await world.machine.pass(1000);
    const newest = world.said.at(-1)?.message;
    return newest && 'card' in newest ? textIn(newest.card as Json) : String(newest?.text);
  };
  let text = await says('start');
  text = await says(`no ${marked.write('doubted', 100)}`);
  for (let lines = 0; lines < 150 && !text.includes('Decision due'); lines += 1) {
    if (lines % 4 === 0) await says(`what is ${marked.write(`question ${lines}`, 100)} about`);
    if (lines % 9 === 0) await says('undo');
    if (lines === 12) await says('change name');
    const shown = world.said.findLast(({ message }) => 'text' in message && /Type /.test(message.text))?.message;
    text = await says(answerTo(shown && 'text' in shown ? shown.text : text));
  }
  texts = [...world.said.slice(from), ...world.told].flatMap(({ to, message }) => {
    if (!to.startsWith('a:')) return [];
    if (!('card' in message)) return [message.text];
    const { fallbackText, speak } = message.card as Json;
    return [String(fallbackText), String(speak ?? '')];
  });
});
afterAll(() => world.ends());

it('No text, summary or spoken line that the bot sends to somebody who types holds what they typed, or how it was read', () => {
  expect(asked).toBeGreaterThan(50);
  expect(marked.boxes.length).toBeGreaterThan(40);
  expect(texts.length).toBeGreaterThan(80);
  const all = texts.join('\n');
  expect(marked.in(all)).toEqual([]);
  expect(all).not.toMatch(/16:07|9:13|09:13|2012|11 June/);
  expect(all).toContain('saved ✓');
});
