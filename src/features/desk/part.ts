import { byTelephone } from '../../base/people.ts';
import { instantOf, msOf, plus } from '../../base/time.ts';
import { phonedIn } from '../../case/along.ts';
import { type Entry, isWaiting } from '../../case/outbox.ts';
import type { Part } from '../../case/part.ts';
import type { ToTell } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, seenAt, submittedIn } from '../../case/state.ts';
import { asksForWriting } from './in-writing.ts';

/** What is told of what the MASH does at its desk, and the clock of a telephone referral that is not in writing yet. @source Protocol 8.2 */
export const part: Part = {
  react(event, index, { record }) {
    const card: ToTell = { to: { place: 'mash' }, message: { kind: 'case-card' } };
    const line: ToTell = { to: { place: 'mash' }, message: { kind: 'line', event: index } };
    const receipt: ToTell = { to: { person: record.author }, message: { kind: 'receipt' } };
    const notice: ToTell = { to: { person: record.author }, message: { kind: 'stage-notice', event: index } };
    const sent = submittedIn(referralOf(record.events));
    switch (event.type) {
      case 'CaseHanded':
        return sent && !seenAt(sent) ? [card, line, receipt] : [card, line];
      case 'ReferralSeen':
      case 'PhoneReferralConfirmed':
        return [card, line, receipt];
      case 'PhoneReferralLogged':
        return [card, line, notice];
      case 'CallerTakenBack':
        return [card, line];
      case 'CardGone':
        return [line, card]; // the line says what the card below it is
      case 'ClockReached':
        return event.clock === 'writtenConfirmation' && sent && phonedIn(sent) ? [line, notice] : [];
      default:
        return [];
    }
  },
  /** Who referred by telephone is told of the decision by telephone, and the MASH must know that at once. */
  follows(event, { author }) {
    const isDecision = event.type === 'DecisionRecorded' || event.type === 'DecisionCorrected';
    if (author !== byTelephone || !isDecision) return [];
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
    return clock === 'writtenConfirmation' ? false : undefined; // a call is due in writing, decided or not
  },
  clocks(record, { clocks: { writtenConfirmation } }) {
    const sent = submittedIn(referralOf(record.events));
    if (!sent || sent.status === 'joined' || sent.route.kind !== 'phoned') return [];
    const { calledAt, writtenDue: due } = sent.route;
    const marks = writtenConfirmation.remind.map((after) => ({ at: plus(calledAt, after), kind: 'remind' as const }));
    return [{ name: 'writtenConfirmation', start: calledAt, due, marks, overdueFrom: instantOf(msOf(due) + 1) }];
  },
};

/** Nothing that still waits is told to whom the case no longer belongs. */
function withoutCaller(record: CaseRecord): CaseRecord {
  const { author, facts, outbox } = record;
  const names = { ...facts.names, [byTelephone]: facts.answers.values.name ?? '' };
  const isTheirs = (entry: Entry) => 'person' in entry.to && entry.to.person === author && isWaiting(entry);
  const state: Entry['state'] = { kind: 'dropped', at: record.changedAt, why: 'no-longer-true' };
  return {
    ...record,
    author: byTelephone,
    facts: { ...facts, names },
    outbox: outbox.map((entry) => (isTheirs(entry) ? { ...entry, state } : entry)),
  };
}
