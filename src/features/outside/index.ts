import type { Context, Reply } from '../../actions/context.ts';
import type { Feature } from '../../actions/feature.ts';
import type { Typed } from '../../actions/typed.ts';
import type { StaffId } from '../../base/people.ts';
import { withoutEnd } from '../../base/texts.ts';
import type { Hears } from '../../cards/meaning.ts';
import { clockOfAlarm, hasActed, isAlarming } from '../../case/alarms.ts';
import type { Desk } from '../../case/desk.ts';
import { isWaiting, messagesTo, type OutboxMessage } from '../../case/outbox.ts';
import type { EventAt, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Way } from '../../connector/outside.ts';
import { type EventOf, isA } from '../../history/events.ts';
import type { PersonRecord } from '../../store/people.ts';
import {
  confirmAddress,
  hasAddress,
  isAlertRecipient,
  looksLikeAddress,
  removeAddress,
  requestCode,
  showAddress,
  withoutOldAddressRequest,
} from './own-address.ts';

/**
 * Messages outside Teams, by text or email: about an urgent or overdue case that nobody has answered, or a child nobody has said to be safe, and to people
 * whom Teams does not reach. Only people who confirmed an address get one. It holds the reference and a time.
 */
const ring = <E>(whom: (event: E, record: CaseRecord, desk: Desk) => StaffId[]) => ({
  also(event: E, { record, desk, index }: EventAt): Plain[] {
    const people = record.status === 'awaiting-decision' ? new Set(whom(event, record, desk)) : new Set<StaffId>();
    const reachable = [...people].filter((person) => desk.outside?.includes(person));
    return reachable.map((outside) => ({ to: { outside }, message: { kind: 'outside-ring', event: index } }));
  },
});

export const hears: Hears<'NotReached' | 'NobodyReached' | 'urgent' | 'childSafe' | 'decision'> = {
  NotReached: ring(unreachedPerson),
  NobodyReached: ring((_, record, { managers, escalation, admins }) =>
    [...managers, ...escalation, ...admins].filter((person) => !toldSinceMark(record).includes(person)),
  ),
  // the alarm went up, because nobody had answered
  urgent: ring(({ escalate, overdue }, _, { managers, escalation }) =>
    escalate || overdue ? [...managers, ...escalation] : [],
  ),
  childSafe: ring(({ overdue }, _, { managers, escalation }) => (overdue ? [...managers, ...escalation] : [])),
  decision: ring(({ overdue }, { events }, { managers, escalation }) =>
    overdue && !hasActed(events) ? [...managers, ...escalation] : [],
  ),
};

/** The person whom an alarm could not reach in Teams, if it is urgent enough. */
function unreachedPerson({ staff, who }: EventOf<'NotReached'>, record: CaseRecord): StaffId[] {
  if (who === 'referrer') return [];
  return messagesTo(record.outbox, staff).some((entry) => isWaiting(entry) && cannotWait(record, entry.message))
    ? [staff]
    : [];
}

/** Whether a message cannot wait until the person looks at Teams: any alarm but a mere reminder of the decision. */
const cannotWait = (record: CaseRecord, message: OutboxMessage) =>
  isAlarming(message) && (clockOfAlarm(record, message) !== 'decision' || message.goesUp === true);

/**
 * The people who were told outside Teams since a clock of the case last reached a mark. Marks that are reached at the
 * same time count as one.
 */
function toldSinceMark({ events, outbox }: CaseRecord) {
  const last = events.findLast(isA('ClockReached'));
  const mark = events.findIndex(({ type, at }) => type === 'ClockReached' && at === last?.at);
  return outbox.flatMap(({ to, message }) =>
    'outside' in to && message.kind === 'outside-ring' && message.event >= mark ? [to.outside] : [],
  );
}

type Does = (given: string, context: Context) => Promise<Reply>;

/**
 * Words that only alert recipients can use, because a referrer may type the same as an answer. While a check is open,
 * the bot does not do what they ask, and says so. If no number or address is readable, they go to the check instead.
 */
const forRecipients = (words: RegExp, isReadable: (given: string) => boolean, does: Does): Typed => ({
  who: isAlertRecipient,
  words,
  does({ person, match: [, given = ''] }, context) {
    const typed = withoutEnd(given, '.!');
    if (!person.openDraft) return does(typed, context);
    return isReadable(typed) ? [{ text: notWhileOpen }] : undefined;
  },
});

const notWhileOpen = 'You have a check open, so I did not take this. Finish it or type “menu”, then type it again.';

const address = (words: RegExp, way: Way) =>
  forRecipients(
    words,
    (typed) => looksLikeAddress(way, typed),
    (typed, context) => requestCode(way, typed, context),
  );

/** For alert recipients who have no check open, and always for everybody who has an address here. */
const forOwners = (words: RegExp, does: (person: PersonRecord, context: Context) => Promise<Reply>): Typed => ({
  words,
  who: (context, { person }) => hasAddress(person) || (isAlertRecipient(context) && !person.openDraft),
  does: ({ person }, context) => does(person, context),
});

/** “text me on …”, “email me at …”, the code that was sent there, and removing the address. */
const typed: readonly Typed[] = [
  address(/^(?:text|sms) me (?:on|at)\s+(\S[^\n]{0,39}?)[.!\s]*$/i, 'sms'),
  address(/^e-?mail me (?:on|at|to)\s+(\S{1,200})\s*$/i, 'email'),
  forRecipients(
    /^(?:my )?code(?: is)?[\s:]+((?:\d[\s-]{0,3}){6})[.!\s]*$/i,
    () => true,
    (code, context) => confirmAddress(code.replace(/\D/g, ''), context),
  ),
  forOwners(
    /^(?:remove|delete) my (?:number|address|email)[.!\s]*$|^stop (?:texting|emailing) me[.!\s]*$/i,
    (person, context) => removeAddress(person, context),
  ),
  forOwners(/^my (?:number|address)[.?!\s]*$/i, async (person) => showAddress(person)),
];

/** Alerts by text and email. */
export const outsideTeams = { name: 'outside', hears, typed, tidies: withoutOldAddressRequest } satisfies Feature;
