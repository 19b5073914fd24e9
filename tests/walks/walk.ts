import type { Sayable, Teams } from '../../src/connector/teams.ts';
import { textIn } from '../fakes/card.ts';
import { inProcess } from '../fakes/in-process.ts';
import type { Json } from '../fakes/wire.ts';

/** Somebody who refers by typing alone, in their own words. */
export interface Walker {
  who: string;
  /** When they begin, in UTC. */
  start: string;
  /** What they type first, one line after the other, whatever the bot says. */
  opens: string[];
  /** What they type where the bot’s newest message has these words. The first that fits and is not used up is typed. */
  answers: Answer[];
  /** How many referrals they send: one, if not said. */
  refers?: number;
  /** What they type when everything is sent. */
  afterwards?: string[];
}

/** Said once: a second time they would need another. */
export type Answer = [where: RegExp, types: string];

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
const sentAs = /(HT-\w{4}-\w{3})[\s\S]*Decision due by/;
const unclear = /could not (?:match|read)|did not save|I kept your words with|Which question|to put right/;

export const wordsIn = (text: string) => text.split(/\s+/).filter((word) => /\p{L}|\p{N}/u.test(word)).length;
const textOf = (message: Sayable) => ('card' in message ? textIn(message.card as Json) : message.text);

/** Plays a walk through the whole program in virtual time. A message that the bot only changes is not read again. */
export async function walk({ start, opens, answers, afterwards = [], refers = 1 }: Walker): Promise<Walk> {
  const sent: { to: string; message: Sayable }[] = [];
  const through = (teams: Teams): Teams => ({
    ...teams,
    send(service, to, message) {
      sent.push({ to, message });
      return teams.send(service, to, message);
    },
  });
  const program = inProcess(start, { through, tellsThrough: through });
  await program.starts();
  const lines: Line[] = [];
  const left = [...answers];
  let question = '';

  async function say(typed: string): Promise<void> {
    const from = sent.length;
    await program.types('jane', typed);
    await program.machine.pass(pause);
    const messages = sent.slice(from).flatMap(({ to, message }) => (to === 'a:jane' ? [message] : []));
    const back = messages.map(textOf);
    lines.push({ typed, back, isUnclear: back.some((text) => unclear.test(text)) });
    question = back.join('\n');
  }

  const references = () => [
    ...new Set(lines.flatMap(({ back }) => back.flatMap((text) => sentAs.exec(text)?.[1] ?? []))),
  ];
  for (const line of opens) await say(line);
  while (lines.length < most) {
    const at = left.findIndex(([where]) => where.test(question));
    const [next] = at < 0 ? [] : left.splice(at, 1);
    if (!next) break;
    await say(next[1]);
  }
  const isStuck = references().length < refers;
  if (!isStuck) for (const line of afterwards) await say(line);
  await program.ends();
  const words = lines.flatMap(({ back }) => back.map(wordsIn)).reduce((all, one) => all + one, 0);
  return { lines, sent: references(), words, ...(isStuck && { stuck: question }) };
}
