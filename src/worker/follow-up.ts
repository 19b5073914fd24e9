import type { Instant } from '../base/time.ts';
import type { Entry } from '../case/outbox.ts';
import type { CaseRecord } from '../case/record.ts';
import { referralOf, submittedIn } from '../case/state.ts';
import type { CaseEvent, EventOf } from '../history/events.ts';

const triesBeforeTellingMash = 4; // some seconds: the case that was passed on is not with the Assessment team

const triesBeforeSaying = 8; // about two minutes; it goes on trying all the same

/** The first post in the channel is the delivery; that the referrer was told, or somebody cannot be reached, the MASH must know. */
export function followUp(record: CaseRecord, entry: Entry, change: Partial<Entry>, now: Instant): CaseEvent[] {
  const once = (type: 'AssessmentPosted' | 'AssessmentNotPosted'): CaseEvent[] =>
    record.events.some((event) => event.type === type) ? [] : [{ type, at: now }];
  if (change.state?.kind === 'sent') {
    // A card that was put up before the referral was sent (a phone call, a missing child) is not its delivery.
    const sent = submittedIn(referralOf(record.events));
    if (entry.message.kind === 'case-card')
      return sent && !sent.deliveredAt && entry.addedAt >= sent.submittedAt
        ? [{ type: 'ReferralDelivered', at: now }]
        : [];
    if (entry.message.kind === 'assessment-card') return once('AssessmentPosted');
    if (entry.message.kind === 'stage-notice') return instructionCame(record.events[entry.message.event], now);
    return entry.message.kind === 'decision-notice' && isLatestNotice(record, entry) ? told(record, now) : [];
  }
  // The MASH would think that the team has it: so it hears soon that the team has not.
  if (entry.message.kind === 'assessment-card' && (change.attempts ?? 0) >= triesBeforeTellingMash)
    return record.said.assessment ? [] : once('AssessmentNotPosted');
  const givenUp =
    change.state?.kind === 'failed' || (change.attempts === triesBeforeSaying && entry.attempts < triesBeforeSaying);
  if (!givenUp || !('person' in entry.to) || !submittedIn(referralOf(record.events))) return [];
  const quiet =
    ['receipt', 'reminder-over', 'clear-draft', 'undelivered-alert', 'delivered-after-all'].includes(
      entry.message.kind,
    ) || isFarewell(record, entry);
  return quiet ? [] : [{ type: 'NotReached', at: now, who: whoIs(record, entry), staff: entry.to.person }];
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

function whoIs(record: CaseRecord, { to, message }: Entry): EventOf<'NotReached'>['who'] {
  if ('person' in to && to.person === record.author) return 'referrer';
  const goesUp =
    message.kind === 'reminder' ? message.escalation : message.kind === 'urgent-ring' && message.as === 'escalation';
  return goesUp ? 'escalation' : 'manager';
}
