import { textIn } from '../fakes/card.ts';
import { inProcess } from '../fakes/in-process.ts';
import type { Json } from '../fakes/wire.ts';
import type { Sayable } from '../../src/connector/teams.ts';

/** Somebody who refers by typing alone, in their own words. */
export interface Walker {
  who: string;
  /** When they begin, in UTC. */
  start: string;
  /** What they type first, one line after the other, whatever the bot says. */
  opens: string[];
  /** What they type where the bot’s newest message has these words. The first that fits and is not used up is typed. */
  answers: Answer[];
  /** What they type when everything is sent. */
  afterwards?: string[];
}

/** @param times how often they would say this; without it, once */
export type Answer = [where: RegExp, types: string, times?: number];

interface Line {
  typed: string;
  back: string[];
  isUnclear: boolean;
}

/** What a walk was like. `stuck`: the bot’s last words, where this person knows no answer. */
export interface Walk {
  lines: Line[];
  sent: string[];
  words: number;
  stuck?: string;
}

const pause = 20_000; // ms from a line to the next
const most = 150; // lines
const unclear = /could not (?:match|read)|did not save|I kept your words with|Which question|to put right/;

const wordsIn = (text: string) => text.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word)).length;
const textOf = (message: Sayable) => ('card' in message ? textIn(message.card as Json) : message.text);

/** Plays a walk through the whole program in virtual time. */
export async function walk({ start, opens, answers, afterwards = [] }: Walker): Promise<Walk> {
  const program = inProcess(start);
  await program.starts();
  const lines: Line[] = [];
  let question = '';
  const left = answers.map(([where, types, times = 1]) => ({ where, types, times }));

  async function say(typed: string): Promise<string[]> {
    const from = { said: program.said.length, told: program.told.length };
    await program.types('jane', typed);
    await program.machine.pass(pause);
    const sent = [...program.said.slice(from.said), ...program.told.slice(from.told)];
    const messages = sent.flatMap(({ to, message }) => (to === 'a:jane' ? [message] : []));
    const back = messages.map(textOf);
    lines.push({ typed, back, isUnclear: back.some((text) => unclear.test(text)) });
    question = textOf(messages.findLast((message) => 'text' in message) ?? messages.at(-1) ?? { text: '' });
    return back;
  }


  let back: string[] = [];
  for (const line of opens) back = await say(line);
  let stuck: string | undefined;
  while (lines.length < most) {
    const next = left.find(({ where, times }) => times > 0 && where.test(question));
    if (!next) {
      stuck = back.join('\n---\n');
      break;
    }
    next.times -= 1;
    back = await say(next.types);
  }
  for (const line of afterwards) await say(line);
  const sent = program.told.flatMap(({ to, message }) => (to.startsWith('19:') ? textOf(message).match(/HT-\w{4}-\w{3}/g) ?? [] : []));
  await program.ends();
  const said = lines.flatMap(({ back }) => back).map(wordsIn).reduce((all, one) => all + one, 0);
  return { lines, sent: [...new Set(sent)], words: said, ...(stuck !== undefined && { stuck }) };
}
