import type { Answers } from '../draft/draft.ts';
import type { Pack, Statement } from '../protocol/pack.ts';

const roleWords: Record<Statement['role'], string> = {
  indicator: '',
  context: ' (background, no sign by itself)',
  criterion: ' (part of a rule, no sign by itself)',
  trigger: ' (makes it urgent)',
};

const laterWords = (later: boolean) => (later ? ' (newer than the 2016 protocol)' : '');
const urgentWords = (role: Statement['role']) => (role === 'trigger' ? roleWords.trigger : '');

/** A statement to tick, in its short form. Only what makes a referral urgent is marked. */
export const statementToTick = ({ onCard, text, role, later }: Statement): string =>
  `${onCard ?? text}${urgentWords(role)}${laterWords(later)}`;

/** The same in the protocol's words. */
export const statementWhole = (statement: Statement): string => statementToTick({ ...statement, onCard: undefined });

/** A ticked statement in its short form, for cards. A heading of the shared card marks what is no sign by itself. */
export const statementInShort = (statement: Statement): string =>
  statementToTick({ ...statement, onCard: (statement.onCard ?? statement.text).replace(/\.$/, '') });

/** A ticked statement, as part of a longer text. */
export const statementTicked = ({ text, role, later }: Statement): string =>
  `${text.replace(/\.$/, '')}${roleWords[role]}${laterWords(later)}`;

/** Which ticked statement says what this one says. Empty if this one was ticked itself, or none says it. */
export function coveredWords({ ticks }: Answers, { id }: Statement, { groups }: Pack): string {
  const all = Object.values(ticks);
  if (all.some(({ seen, suspected }) => [...seen, ...suspected].includes(id))) return '';
  const by = all.map(({ covers }) => covers[id]).find((each) => each !== undefined);
  const other = by && groups.flatMap(({ statements }) => statements).find((each) => each.id === by);
  return other ? ` (covered by “${statementInShort(other)}”)` : '';
}
