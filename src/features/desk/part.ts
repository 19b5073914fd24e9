import { phoneCaller } from '../../base/people.ts';
import { instantOf, msOf, plus } from '../../base/time.ts';
import { type Entry, isWaiting } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import type { Outgoing } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import { phonedIn } from '../../case/referral.ts';
import { referralOf, seenAt, submittedIn } from '../../case/state.ts';
import { asksForWriting } from './in-writing.ts';

/**
 * Messages about what the MASH does at its desk, and the clock of a phone referral that is not in writing yet.
 * @source Protocol 8.2
 */
export const part: Part = {
  react(event, index, { record }) {
    const card: Outgoing = { to: { place: 'mash' }, message: { kind: 'case-card' } };
    const line: Outgoing = { to: { place: 'mash' }, message: { kind: 'line', event: index } };
    const receipt: Outgoing = { to: { person: record.author }, message: { kind: 'receipt' } };
    const notice: Outgoing = { to: { person: record.author }, message: { kind: 'stage-notice', event: index } };
    const sent = submittedIn(referralOf(record.events));
    switch (event.type) {
      case 'CaseHanded':
        return sent && !seenAt(sent) ? [card, line, receipt] : [card, line];
      case 'ReferralSeen':
      case 'PhoneReferralConfirmed':
        return [card, line, receipt];
      case 'PhoneReferralLogged':
        return [card, line, notice];
      case 'CallerTakenBack': // the person found in Teams was not the caller
        return [card, line];
      case 'CardGone':
        return [line, card]; // the line explains the new card, so it comes first
      case 'ClockReached':
        return event.clock === 'writtenConfirmation' && sent && phonedIn(sent) ? [line, notice] : [];
      default:
        return [];
    }
  },
  /** A caller without Teams hears the decision by phone, so the MASH must learn at once that somebody has to ring. */
  follows(event, { author }) {
    const isDecision = event.type === 'DecisionRecorded' || event.type === 'DecisionCorrected';
    if (author !== phoneCaller || !isDecision) return [];
    return [{ type: 'NotReached', at: event.at, who: 'referrer', staff: author }];
  },
  after(record, event) {
    return event.type === 'CallerTakenBack' ? withoutCaller(record) : record;
  },
  isPast({ events }, index) {
    const sent = submittedIn(referralOf(events));
    return asksForWriting(events[index]) && (sent?.status === 'joined' || sent?.route.kind === 'phoned-and-in-writing');
  },
  isOver(_, clock) {
    return clock === 'writtenConfirmation' ? false : undefined; // a call must come in writing even after the decision
  },
  clocks(record, { clocks: { writtenConfirmation } }) {
    const sent = submittedIn(referralOf(record.events));
    if (!sent || sent.status === 'joined' || sent.route.kind !== 'phoned') return [];
    const { calledAt, writtenDue: due } = sent.route;
    const marks = writtenConfirmation.remind.map((after) => ({ at: plus(calledAt, after), kind: 'remind' as const }));
    return [{ name: 'writtenConfirmation', start: calledAt, due, marks, overdueFrom: instantOf(msOf(due) + 1) }];
  },
};

/** Takes the case away from the wrong caller, and drops every message to them that is still waiting. */
function withoutCaller(record: CaseRecord): CaseRecord {
  const { author, facts, outbox } = record;
  const names = { ...facts.names, [phoneCaller]: facts.answers.values.name ?? '' };
  const isTheirs = (entry: Entry) => 'person' in entry.to && entry.to.person === author && isWaiting(entry);
  const state: Entry['state'] = { kind: 'dropped', at: record.changedAt, why: 'no-longer-true' };
  return {
    ...record,
    author: phoneCaller,
    facts: { ...facts, names },
    outbox: outbox.map((entry) => (isTheirs(entry) ? { ...entry, state } : entry)),
  };
}
