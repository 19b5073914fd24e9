import type { Statement } from '../protocol/pack.ts';

const roleWords: Record<Statement['role'], string> = {
  indicator: '',
  context: ' (background, no sign by itself)',
  criterion: ' (part of a rule, no sign by itself)',
  trigger: ' (makes it urgent)',
};

/** A statement to tick, as the protocol says it, with what it is where it is no indicator. */
export const statementToTick = ({ text, role }: Statement): string => `${text}${roleWords[role]}`;

/** A statement that was ticked, as part of a longer text. */
export const statementTicked = ({ text, role }: Statement): string => `${text.replace(/\.$/, '')}${roleWords[role]}`;
