import { type Instant, plus } from '../base/time.ts';
import type { CaseContext } from '../case/advance.ts';
import type { Entry } from '../case/outbox.ts';
import type { Desk } from '../case/react.ts';
import type { CaseRecord } from '../case/record.ts';
import { isNotDelivered } from '../case/shown.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import { insteadOf, isAlarming, isNobodyNamed, unreachedSince } from '../case/unreached.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';

const triesBeforeTellingMash = 4; // some seconds: the case that was passed on is not with the Assessment team

/** The first post in the channel is the delivery; that the referrer was told, or somebody cannot be reached, the MASH must know. */
export function followUp(
  record: CaseRecord,
  entry: Entry,
  change: Partial<Entry>,
  { now, desk, pack, noChannel = false }: Pick<CaseContext, 'now' | 'desk' | 'pack'> & { noChannel?: boolean },
): CaseEvent[] {
  const once = (type: 'AssessmentPosted' | 'AssessmentNotPosted'): CaseEvent[] =>
    record.events.some((event) => event.type === type) ? [] : [{ type, at: now }];
  if (change.state?.kind === 'sent') {
    if (isAlarming(entry.message)) return unreachedSince(record) ? [{ type: 'SomebodyReached', at: now }] : [];
    // A card that was put up before the referral was sent (a phone call, a missing child) is not its delivery.
    const sent = submittedIn(referralOf(record.events));
    if (entry.message.kind === 'case-card')
      return sent?.delivery.kind === 'sending' && entry.addedAt >= sent.submittedAt
        ? [{ type: 'ReferralDelivered', at: now }]
        : [];
    if (entry.message.kind === 'assessment-card') return once('AssessmentPosted');
    if (entry.message.kind === 'stage-notice') return instructionCame(record.events[entry.message.event], now);
    return entry.message.kind === 'decision-notice' && isLatestNotice(record, entry) ? told(record, now) : [];
  }
  if (noChannel) return withoutChannel(record, { now, desk, pack });
  // The MASH would think that the team has it: so it hears soon that the team has not.
  if (entry.message.kind === 'assessment-card' && (change.attempts ?? 0) >= triesBeforeTellingMash)
    return record.said.assessment ? [] : once('AssessmentNotPosted');
  const isNews = change.unreached !== undefined && entry.unreached === undefined;
  const isOfMash = isAlarming(entry.message) || submittedIn(referralOf(record.events));
  if (!isNews || !('person' in entry.to) || !isOfMash) return [];
  const quiet =
    ['receipt', 'reminder-over', 'clear-draft', 'undelivered-alert', 'delivered-after-all'].includes(
      entry.message.kind,
    ) || isFarewell(record, entry);
  if (quiet) return [];
  return [
    { type: 'NotReached', at: now, who: whoIs(record, entry, desk), staff: entry.to.person },
    ...(insteadOf(record, entry, desk) === 'nobody' ? [{ type: 'NobodyReached' as const, at: now }] : []),
  ];
}

/** What is sent cannot be posted, and waiting mends nothing: the alarm of its delivery rings now, in place of at its time. */
function withoutChannel(
  record: CaseRecord,
  { now, desk, pack }: Pick<CaseContext, 'now' | 'desk' | 'pack'>,
): CaseEvent[] {
  const referral = submittedIn(referralOf(record.events));
  if (referral?.status !== 'awaiting-decision' || referral.delivery.kind === 'delivered') return [];
  if (isNotDelivered(record, referral)) return [];
  const upTo = plus(referral.submittedAt, pack.clocks.delivery.confirmWithin);
  const how = { remind: false, escalate: false, overdue: true, late: false, noChannel: true } as const;
  return [
    { type: 'ClockReached', at: now, clock: 'delivery', upTo, ...how },
    ...(isNobodyNamed(desk) ? [{ type: 'NobodyReached' as const, at: now }] : []),
  ];
}

/** The referrer was told of the decision as it stands: once of the decision, and once of each correction. */
function told({ events }: CaseRecord, now: Instant): CaseEvent[] {
  const decided = events.findLastIndex(({ type }) => type === 'DecisionRecorded' || type === 'DecisionCorrected');
  return events.slice(decided + 1).some(({ type }) => type === 'ReferrerTold')
    ? []
    : [{ type: 'ReferrerTold', at: now }];
}

/** To who handed the referral over: nothing depends on it. */
const isFarewell = ({ events }: CaseRecord, { message }: Entry): boolean =>
  message.kind === 'stage-notice' && events[message.event]?.type === 'HandOverAccepted';

/** A message of the MASH to the referrer is there. */
const instructionCame = (event: CaseEvent | undefined, at: Instant): CaseEvent[] =>
  event?.type === 'ReferrerInstructed' ? [{ type: 'InstructionDelivered', at, number: event.number }] : [];

const isLatestNotice = ({ outbox }: CaseRecord, { id }: Entry): boolean =>
  !outbox.some((other) => other.id > id && other.message.kind === 'decision-notice');

function whoIs(
  record: CaseRecord,
  { to, message }: Entry,
  { managers, escalation, admins }: Desk,
): EventOf<'NotReached'>['who'] {
  if (!('person' in to) || managers.includes(to.person)) return 'manager';
  if (to.person === record.author) return 'referrer';
  const goesUp =
    message.kind === 'reminder' ? message.escalation : message.kind === 'urgent-ring' && message.as === 'escalation';
  if (goesUp || escalation.includes(to.person)) return 'escalation';
  return admins.includes(to.person) ? 'administrator' : 'manager';
}
