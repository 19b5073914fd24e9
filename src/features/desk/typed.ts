import type { Place, Sender } from '../../actions/place.ts';
import type { Message } from '../../actions/reply.ts';
import type { ListName } from '../../cards/verb.ts';
import type { Person } from '../../people.ts';
import { newCaseId, readCaseId } from '../../reference.ts';
import type { BotDeps } from '../../teams/deps.ts';
import type { Tap } from '../../teams/incoming.ts';
import { personIn } from '../../teams/mash.ts';
import { saveCall } from './call.ts';
import { callForm } from './call-form.ts';
import { callInviteCard, deskHelpCard } from './desk-help.ts';
import { onCall, sayOnDuty } from './duty.ts';
import { askForHand, hand } from './hand.ts';
import { find, list } from './lists.ts';

/** What was pressed, and where: the message may be put right for everybody. */
export interface At {
  place: Place;
  onMessage: string | undefined;
}

/** What somebody writes to the bot in the MASH channel. Everybody there sees the answer, and only the MASH gets one about referrals. */
export async function atDesk(text: string, sender: Sender, place: Place, deps: BotDeps): Promise<Message> {
  const said = text
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, ' ')
    .replace(/[.!?]+$/, '');
  if (/^(|help|hi|hello)$/.test(said)) return { card: deskHelpCard() };
  const about = /^find\b[\s:]*(.*)$/i.exec(text.trim())?.[1] ?? readCaseId(text);
  const asked = about === undefined ? commands.get(said) : (...how: Parameters<Command>) => find(about, how[0], how[2]);
  if (!asked)
    return {
      text: 'I post referrals here. Use their buttons. To refer a child, talk to me 1:1. For lists, write “help” to me here.',
    };
  const who = await personIn(place, sender, deps);
  return typeof who === 'string' ? { text: who } : asked(who, { place, onMessage: undefined }, deps);
}

type Command = (who: Person, at: At, deps: BotDeps) => Message | Promise<Message>;

const listed =
  (which: ListName): Command =>
  (who, _, deps) =>
    list({ which, page: 0 }, who, deps);
const duty =
  (isOn: boolean): Command =>
  (who, at, deps) =>
    sayOnDuty(isOn, who, at, deps);
const invite: Command = () => ({ card: callInviteCard() });

const commands = new Map<string, Command>(
  Object.entries({
    open: listed('open'),
    due: listed('due'),
    mine: listed('mine'),
    overdue: listed('overdue'),
    'on call': (_, at, deps) => onCall(at, deps),
    'on duty': duty(true),
    'i am on duty': duty(true),
    'off duty': duty(false),
    'i am off duty': duty(false),
    'log a phone referral': invite,
    'phone referral': invite,
    'log a call': invite,
  }),
);

/** A press that is about the desk, or needs to know who else is there. @returns undefined for all others */
export async function onDeskTap(tap: Tap, who: Person, at: At, deps: BotDeps): Promise<Message | undefined> {
  switch (tap.verb) {
    case 'list':
      return list({ which: tap.list === 'desk' ? 'open' : (tap.list ?? 'open'), page: tap.page ?? 0 }, who, deps);
    case 'on-call':
      return onCall({ ...at, onMessage: undefined }, deps);
    case 'on-duty':
    case 'off-duty':
      return sayOnDuty(tap.verb === 'on-duty', who, at, deps);
    case 'desk-help':
      return { card: deskHelpCard() };
    case 'log-call':
      return { card: callForm(newCaseId(deps.config.organisation), deps.pack) };
    case 'save-call':
      return saveCall(tap, who, deps);
    case 'hand':
      return tap.case && askForHand(tap.case, who, at.place, deps);
    case 'send-hand':
      return tap.case && hand(tap.case, tap, who, at.place, deps);
    default:
      return undefined;
  }
}
