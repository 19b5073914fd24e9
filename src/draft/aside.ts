import type { Field } from '../protocol/pack.ts';
import { contains } from './places.ts';

/** What was typed and answered no question stands with the worry, a line each. It stays where somebody types the worry. */
const saidBeside = 'Said beside the questions: ';
const notSaid = ' (child not yet said)'; // the MASH has them, too
const BESIDE = new RegExp(`^${saidBeside}“[^”]*”(?: \\(child not yet said\\))?$`, 'gm');

/** The lines of a worry that were said beside the questions. */
export const besideIn = (worry = ''): string[] => worry.match(BESIDE) ?? [];

/** The worry as it was told, and what was said beside the questions, in quotation marks. */
export function worryParts(worry: string) {
  const beside = besideIn(worry).map((each) => each.slice(saidBeside.length).replace(notSaid, ''));
  return { told: worry.replace(BESIDE, '').trim(), beside };
}

/** Words, as they stand there. */
export const besideLine = (said: string) => `${saidBeside}“${said.trim().replaceAll('”', '"').replaceAll('\n', ' ')}”`;

/**
 * The worry without the words, where they stand beside the questions: they are about another child. Or with them as said.
 * @param isOfThis they are about this child
 */
export function withoutWordsBeside(worry: string, said: string, isOfThis = false): string {
  const lines = worry.split('\n');
  const line = besideLine(said);
  const at = lines.findLastIndex((each) => each === line || each === `${line}${notSaid}`);
  return at < 0 ? worry : lines.toSpliced(at, 1, ...(isOfThis ? [line] : [])).join('\n');
}

/** The worry as it is sent: words of which nobody has said the child wait with the MASH, and stand in no referral. Never empty. */
export const withoutUnsaid = (worry: string): string =>
  worry
    .split('\n')
    .filter((each) => !each.endsWith(`”${notSaid}`))
    .join('\n') || worry;

/**
 * The worry with words that answered no question. Before anything is answered, they tell what worries somebody.
 * @param how `telling`: they are the worry. `told`: the MASH has them, and nobody has said the child
 * @returns undefined where they no longer fit
 */
export function withWordsBeside(worry: string, said: string, how: 'telling' | 'told' | undefined, { limit }: Field) {
  const words = how === 'telling' ? said.trim() : `${besideLine(said)}${how === 'told' ? notSaid : ''}`;
  const all = worry === '' ? words : `${worry}\n${words}`;
  return [...all].length > limit ? undefined : all;
}

/** The words of an answer that another one replaces, with the name of its question. */
export function wordsReplaced({ id, short, choices }: Field, before = '', now = ''): string | undefined {
  const { told } = worryParts(before);
  const isLost = told !== '' && now !== '' && !contains(now, told) && !choices;
  return isLost ? `${id === 'leaves-sight' ? '' : `${short}, before: `}${told}` : undefined;
}
