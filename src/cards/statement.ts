import type { Statement } from '../protocol/pack.ts';

const roleWords: Record<Statement['role'], string> = {
  indicator: '',
  context: ' (background, no sign by itself)',
  criterion: ' (part of a rule, no sign by itself)',
  trigger: ' (makes it urgent)',
};

const laterWords = (later: boolean) => (later ? ' (newer than the 2016 protocol)' : '');

/** A statement to tick, in the protocol's words. Only what makes a referral urgent is marked. */
export const statementToTick = ({ text, role, later }: Statement): string =>
  `${text}${role === 'trigger' ? roleWords.trigger : ''}${laterWords(later)}`;

/**
 * A ticked statement in its short form, for the shared card. The heading marks background statements; any other special
 * role follows here.
 */
export const statementInShort = ({ onCard, text, role, later }: Statement): string =>
  `${(onCard ?? text).replace(/\.$/, '')}${role === 'context' ? '' : roleWords[role]}${laterWords(later)}`;

/** A ticked statement, as part of a longer text. */
export const statementTicked = ({ text, role, later }: Statement): string =>
  `${text.replace(/\.$/, '')}${roleWords[role]}${laterWords(later)}`;
