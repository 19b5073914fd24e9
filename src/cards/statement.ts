import type { Statement } from '../protocol/pack.ts';

const roleWords: Record<Statement['role'], string> = {
  indicator: '',
  context: ' (background, no sign by itself)',
  criterion: ' (part of a rule, no sign by itself)',
  trigger: ' (makes it urgent)',
};

const laterWords = (later: boolean): string => (later ? ' (newer than the 2016 protocol)' : '');

/** A statement to tick, as the protocol says it, with what it is where it is no indicator. */
export const statementToTick = ({ text, role, later }: Statement): string =>
  `${text}${roleWords[role]}${laterWords(later)}`;

/** A statement that was ticked, in its short words for the shared card. What it is, where it is no indicator, is said by its heading or here. */
export const statementInShort = ({ onCard, text, role, later }: Statement): string =>
  `${(onCard ?? text).replace(/\.$/, '')}${role === 'context' ? '' : roleWords[role]}${laterWords(later)}`;

/** A statement that was ticked, as part of a longer text. */
export const statementTicked = ({ text, role, later }: Statement): string =>
  `${text.replace(/\.$/, '')}${roleWords[role]}${laterWords(later)}`;
