import type { Context, Message } from '../../actions/context.ts';
import { readCaseId } from '../../base/reference.ts';
import { callInviteCard } from './desk-help.ts';
import { sayOnDuty, whoIsOnCall } from './duty.ts';
import { find, list } from './lists.ts';

type Command = (context: Context) => Message | Promise<Message>;

const invite: Command = () => ({ card: callInviteCard() });
const duty =
  (isOn: boolean): Command =>
  (context) =>
    sayOnDuty(isOn, context);

/** What somebody writes to the bot in the MASH channel. Everybody there sees the answer. */
const commands: Record<string, Command> = {
  open: (context) => list({ which: 'open' }, context),
  due: (context) => list({ which: 'due' }, context),
  mine: (context) => list({ which: 'mine' }, context),
  overdue: (context) => list({ which: 'overdue' }, context),
  'on call': whoIsOnCall,
  'on duty': duty(true),
  'i am on duty': duty(true),
  'off duty': duty(false),
  'i am off duty': duty(false),
  'log a phone referral': invite,
  'phone referral': invite,
  'log a call': invite,
};

/** @returns what the words ask for; undefined when they ask for nothing that is known here */
export function deskCommand(text: string): Command | undefined {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, ' ')
    .replace(/[.!?]+$/, '');
  const about = /^find\b[\s:]*(.*)$/i.exec(text.trim())?.[1] ?? readCaseId(text);
  if (about !== undefined) return (context) => find(about, context);
  return Object.hasOwn(commands, said) ? commands[said] : undefined;
}
