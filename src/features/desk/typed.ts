import type { Command } from '../../actions/feature.ts';
import { normalisedWords } from '../../actions/typed.ts';
import { textAfter } from '../../base/ends.ts';
import { readCaseId } from '../../base/reference.ts';
import { callInviteCard } from './desk-help.ts';
import { find, list } from './lists.ts';

const invite: Command = () => ({ card: callInviteCard() });

/** What somebody writes to the bot in the MASH channel. Everybody there sees the answer. */
const commands: Record<string, Command> = {
  open: (context) => list({ which: 'open' }, context),
  due: (context) => list({ which: 'due' }, context),
  mine: (context) => list({ which: 'mine' }, context),
  overdue: (context) => list({ which: 'overdue' }, context),
  'log a phone referral': invite,
  'phone referral': invite,
  'log a call': invite,
};

/** @returns what the words ask for; undefined when they ask for nothing that is known here */
export function deskCommand(text: string): Command | undefined {
  const said = normalisedWords(text).replace(/[-\s]+/g, ' ');
  const found = /^find\b[\s:]*/i.exec(text.trim());
  const about = found ? textAfter(found) : readCaseId(text);
  if (about !== undefined) return (context) => find(about, context);
  return Object.hasOwn(commands, said) ? commands[said] : undefined;
}
