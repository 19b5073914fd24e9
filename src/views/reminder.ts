import type { Instant } from '../base/time.ts';
import { clockAndDay, timeLeft } from '../cards/london.ts';
import { type Button, type Card, type Line, line, noticeCard } from '../cards/parts.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { onItButton, openInChannel } from '../features/alarm/cards.ts';

/** A reminder in a manager's or the escalation contact's 1:1 chat: the reference and times, and nothing else of the case. */
export function reminderCard(
  record: CaseRecord,
  referral: SubmittedReferral,
  { now, escalation, late, link }: { now: Instant; escalation: boolean; late: boolean; link: string | undefined },
): Card {
  const { decisionDue: due, clockStart } = referral;
  const over = now > due;
  const left = over ? `OVERDUE by ${timeLeft(due, now)}` : `${timeLeft(now, due)} left`;
  const state = escalation && !over ? `No decision for ${timeLeft(clockStart, now)}. ${left}` : `Undecided. ${left}`;
  return noticeCard({
    summary: `${record.id} undecided, ${left}`,
    heading: record.id,
    lines: [
      line(state, 'bold'),
      line(over ? `It was due by ${clockAndDay(due)}` : `Due by ${clockAndDay(due)}`),
      ...whoHasIt(record, referral),
      ...(escalation ? [line(`${managersTold(record)}You are the escalation contact.`, 'plain', 'Small')] : []),
      ...(late ? [line('Late: this could not be said in time', 'small', 'Small')] : []),
    ],
    buttons: onItUnlessTaken(record, referral),
    links: openInChannel(link),
  });
}

/** Half an hour before the child leaves the referrer's sight, which may be the last chance to act. Reference and times only. */
export function leavesSightCard(record: CaseRecord, referral: SubmittedReferral, link: string | undefined): Card {
  const { id } = record;
  const { decisionDue, leavesSight = decisionDue } = referral;
  return noticeCard({
    summary: `${id} undecided, child leaves sight ${clockAndDay(leavesSight)}`,
    heading: id,
    lines: [
      line(`Undecided. The child leaves the referrer’s sight at ${clockAndDay(leavesSight)}`, 'bold'),
      line(`Decision due by ${clockAndDay(decisionDue)}`),
      ...whoHasIt(record, referral),
    ],
    buttons: onItUnlessTaken(record, referral),
    links: openInChannel(link),
  });
}

function whoHasIt({ facts }: CaseRecord, { taken }: SubmittedReferral): Line[] {
  if (taken) return [line(`${facts.names[taken.by] ?? 'A colleague'} has it.`, 'plain', 'Small')];
  return [line('Nobody has taken it. “I am on it” puts your name on it.', 'plain', 'Small')];
}

const onItUnlessTaken = (record: CaseRecord, { taken }: SubmittedReferral): Button[] =>
  taken ? [] : [onItButton(record)];

/** When each reminder first got through to a manager; that none did is what the escalation contact must know. */
function managersTold(record: CaseRecord): string {
  const reminders = record.outbox.filter(
    ({ message }) => message.kind === 'reminder' && message.clock === 'decision' && !message.escalation,
  );
  const taken = reminders.flatMap(({ addedAt, state }) => (state.kind === 'sent' ? [{ addedAt, at: state.at }] : []));
  const first = new Map(taken.toReversed().map(({ addedAt, at }) => [addedAt, at]));
  const times = [...first.values()].sort().map(clockAndDay);
  if (times.length > 0) return `Managers told at ${times.slice(-4).join('; ')}. `;
  const tried = reminders.some(({ state, attempts }) => state.kind === 'failed' || attempts > 0);
  return tried ? 'No manager could be reached yet. ' : '';
}

/** For administrators: a referral is stored but could not be posted. */
export function undeliveredAlertCard(record: CaseRecord, referral: SubmittedReferral): Card {
  return noticeCard({
    summary: `${record.id} is not confirmed in the MASH channel`,
    heading: record.id,
    lines: [
      line('Not confirmed in the MASH channel', 'bold'),
      line(`Sent at ${clockAndDay(referral.submittedAt)}. The referrer was asked to phone. I keep trying.`),
      line('Check that the app is in the MASH team and may write in the channel.', 'plain', 'Small'),
    ],
  });
}
