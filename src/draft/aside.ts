import type { Field } from '../protocol/pack.ts';
import { contains } from './places.ts';

/** What was typed and answered no question stands with the worry, a line each. It stays where somebody types the worry. */
const saidBeside = 'Said beside the questions: ';
const BESIDE = new RegExp(`^${saidBeside}“[^”]*”$`, 'gm');

/** The lines of a worry that were said beside the questions. */
export const besideIn = (worry = ''): string[] => worry.match(BESIDE) ?? [];

/** The worry as it was told, and what was said beside the questions, in quotation marks. */
export function worryParts(worry: string) {
  const beside = besideIn(worry).map((each) => each.slice(saidBeside.length));
  return { told: worry.replace(BESIDE, '').trim(), beside };
}

/** Words, as they stand there. */
export const besideLine = (said: string) => `${saidBeside}“${said.trim().replaceAll('”', '"').replaceAll('\n', ' ')}”`;

/** The worry without the words, where they stand beside the questions: they are about another child. */
export function withoutWordsBeside(worry: string, said: string): string {
  const lines = worry.split('\n');
  const at = lines.lastIndexOf(besideLine(said));
  return at < 0 ? worry : lines.toSpliced(at, 1).join('\n');
}

/**
 * The worry with words that answered no question. Before anything is answered, they tell what worries somebody.
 * @returns undefined where they no longer fit
 */
export function withWordsBeside(worry: string, said: string, isTelling: boolean, { limit }: Field): string | undefined {
  const words = isTelling ? said.trim() : besideLine(said);
  const all = worry === '' ? words : `${worry}\n${words}`;
  return [...all].length > limit ? undefined : all;
}

/** The words of an answer that another one replaces, with the name of its question. */
export function wordsReplaced({ id, short, choices }: Field, before = '', now = ''): string | undefined {
  const { told } = worryParts(before);
  const isLost = told !== '' && now !== '' && !contains(now, told) && !choices;
  return isLost ? `${id === 'leaves-sight' ? '' : `${short}, before: `}${told}` : undefined;
}
