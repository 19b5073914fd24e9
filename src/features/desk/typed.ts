import type { ReplyMessage } from '../../actions/context.ts';
import type { Command } from '../../actions/feature.ts';
import { normalisedWords } from '../../actions/typed.ts';
import { textAfter } from '../../base/ends.ts';
import { readCaseId } from '../../base/reference.ts';
import { callInviteCard, deskHelpCard } from './desk-help.ts';
import { casesPage, findCase } from './lists.ts';

const invite: Command = () => ({ card: callInviteCard() });

/** What people can write to the bot in the MASH channel. Everybody there sees the answer. */
const commands: Record<string, Command> = {
  open: (context) => casesPage({ which: 'open' }, context),
  due: (context) => casesPage({ which: 'due' }, context),
  mine: (context) => casesPage({ which: 'mine' }, context),
  overdue: (context) => casesPage({ which: 'overdue' }, context),
  'log a phone referral': invite,
  'phone referral': invite,
  'log a call': invite,
};

/** @returns the command that the words ask for, or undefined if the desk has no such command */
export function deskCommand(text: string): Command | ReplyMessage | undefined {
  if (/^(|help|hi|hello)[.!?]*$/i.test(text.trim())) return { card: deskHelpCard() };
  const words = normalisedWords(text).replace(/[-\s]+/g, ' ');
  const findMatch = /^find\b[\s:]*/i.exec(text.trim());
  const reference = findMatch ? textAfter(findMatch) : readCaseId(text);
  if (reference !== undefined) return (context) => findCase(reference, context);
  return Object.hasOwn(commands, words) ? commands[words] : undefined;
}
