import type { StaffId } from '../../base/people.ts';
import { caseNotice } from '../../cards/about-case.ts';
import { leavesAt, leavesSaid, leavesWords } from '../../cards/leaving.ts';
import { clockAndDay, shortDue, timeLeft } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import { type Button, type Lines, line, spacedBoldLine, spacedLine, spacedSmallLine } from '../../cards/parts.ts';
import { onItWords } from '../../cards/who-and-when.ts';
import { clockOfAlarm, isAlarming } from '../../case/alarms.ts';
import { unreadNews } from '../../case/news.ts';
import type { Instead } from '../../case/outbox.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { isTaken } from '../../case/referral.ts';
import { wishOf } from '../../case/referrer-reach.ts';
import { submitted } from '../../case/standing.ts';
import { leavesSightBeforeDue } from '../../case/up-next.ts';
import { isUrgent } from '../../case/urgent.ts';
import type { Pack } from '../../protocol/pack.ts';
import { notTakenWords, whatToDoLines } from './cards.ts';
import { isAlarm } from './clock.ts';
import { askCard, safetyLines, unreadLine } from './safe-cards.ts';
import { openWorries, unansweredAsks } from './safe-clock.ts';
import { numberButton, onItButton } from './state.ts';

type Reminding = Pick<NoticeView, 'record' | 'instead' | 'link'>;

/**
 * A reminder to a manager or the escalation contact, or to somebody else because they could not be reached (`instead`).
 * Of the case it shows reference, times and who has it.
 */
export function reminderCard(
  view: Reminding & Pick<NoticeView, 'now'>,
  { escalation, late }: { escalation: boolean; late: boolean },
) {
  const { record, now, instead } = view;
  const referral = submitted(record);
  const { decisionDue: due, clockStart } = referral;
  const over = now > due;
  const left = over ? `OVERDUE by ${timeLeft(due, now)}` : `${timeLeft(now, due)} left`;
  const state = escalation && !over ? `No decision for ${timeLeft(clockStart, now)}. ${left}` : `Undecided. ${left}`;
  return waitingCard(view, {
    summary: ` undecided, ${left}`,
    says: [
      line(state, 'bold'),
      `${over ? 'It was due' : 'Due'} by ${clockAndDay(due)}`,
      leavesSightBeforeDue(referral) && line(`${leavesWords(referral, now)} ${leavesAt(referral)}`, 'bold'),
    ],
    more: [
      escalation && !instead && spacedLine(`${managersTold(record)}You are the escalation contact.`),
      late && spacedSmallLine('Late: this could not be said in time'),
    ],
    escalation,
  });
}

/** Says once that nobody knows when the child leaves. Besides who has it, it holds only reference and times. */
export const noTimeCard = (view: Reminding) =>
  waitingCard(view, {
    summary: ': no leaving time is known',
    says: [
      line(`Leaves sight: ${leavesSaid(view.record, submitted(view.record))}`, 'bold'),
      'Ring the referrer, and find out. I ask in an hour whether the child is safe.',
    ],
  });

/**
 * A reminder shortly before the child leaves sight, perhaps the last chance to act. Besides who has it, it holds only
 * reference and times.
 */
export function leavesSightCard(view: Reminding) {
  const referral = submitted(view.record);
  return waitingCard(view, {
    summary: ` undecided, child leaves sight ${leavesAt(referral)}`,
    says: [
      line(`Undecided. The child leaves the referrer’s sight at ${leavesAt(referral)}`, 'bold'),
      `Decision due by ${clockAndDay(referral.decisionDue)}`,
    ],
  });
}

/** What is said, who has the case, and what to press. The escalation contact need not be in the channel, and only those who are see the number. */
function waitingCard(
  { record, instead, link }: Reminding,
  { summary, says, more = [], escalation }: { summary: string; says: Lines; more?: Lines; escalation?: boolean },
) {
  const isFree = !isTaken(submitted(record));
  return caseNotice(record.id, {
    summary,
    lines: [says, whoHasIt(record, instead), more],
    buttons: instead === 'administrators' ? [] : [isFree && onItButton(record), !escalation && numberButton(record)],
    link,
  });
}

function whoHasIt(record: CaseRecord, instead: Instead | undefined): Lines {
  const referral = submitted(record);
  const { allocation } = referral;
  if (allocation.kind !== 'nobody' && isTaken(referral)) {
    const who = staffName(record, allocation.by);
    return [spacedLine(onItWords(record)), instead && whatToDoLines(record, instead, who)];
  }
  const words = `${notTakenWords(record, referral)}.`;
  if (instead) return [spacedLine(words), whatToDoLines(record, instead)];
  return [spacedLine(`${words} “I am on it” puts your name on it.`)];
}

/** When each reminder first reached a manager. If none did, the escalation contact must know. */
function managersTold(record: CaseRecord) {
  const reminders = record.outbox.filter(
    ({ message }) =>
      isAlarming(message) && clockOfAlarm(record, message) === 'decision' && !message.goesUp && !message.instead,
  );
  const sent = reminders.flatMap(({ addedAt, state }) => (state.kind === 'sent' ? [{ addedAt, at: state.at }] : []));
  const firstOfEach = new Map(sent.toReversed().map(({ addedAt, at }) => [addedAt, at]));
  const times = [...firstOfEach.values()].sort().map(clockAndDay);
  if (times.length > 0) return `Sent to managers at ${times.slice(-4).join('; ')}. `;
  const tried = reminders.some(
    ({ state, attempts, unreached }) => state.kind === 'failed' || attempts > 0 || unreached,
  );
  return tried ? 'No manager could be reached yet. ' : '';
}

/**
 * How the case stands now: while nobody has answered “Is the child safe?”, that. It replaces old reminders, so that nobody
 * acts on them, and is the reply to “I am on it”.
 */
export function caseStatusCard({ record, to, pack, link }: Omit<NoticeView, 'now'>) {
  const { id, facts, events } = record;
  const referral = submitted(record);
  const nameOf = (person: StaffId) => facts.names[person] ?? 'A colleague';
  const due = clockAndDay(referral.decisionDue);
  const safety = [safetyLines(record, pack), unreadLine(record)];
  const asked = unansweredAsks(events).at(-1);
  if (asked && openWorries(record, pack).length > 0)
    return askCard(asked, { record, pack, now: record.changedAt, to, link });
  const card = (summary: string, lines: Lines, buttons: Button[] = []) =>
    caseNotice(id, {
      summary,
      lines: [lines, safety],
      buttons,
      link,
    });
  const isCalm = !isUrgent(record, pack) && unreadNews(events).length === 0;
  if (referral.status === 'joined') {
    const { into, by } = referral.joined;
    return card(`: joined into ${into}`, [
      spacedLine(`✓  The same call as ${into}, says ${nameOf(by)}`),
      spacedLine('Nothing waits here. That case says what is due.'),
    ]);
  }
  if (referral.status === 'decided')
    return card(` decided ${shortDue(referral.decidedAt)}`, [
      spacedLine(`✓  Decided at ${clockAndDay(referral.decidedAt)}, by ${nameOf(referral.decidedBy)}`),
      isCalm && spacedLine(`You need do nothing. It was due by ${due}.`),
    ]);
  const { allocation } = referral;
  const undecided = `Undecided. Due by ${due}`;
  if (!isTaken(referral) || allocation.kind === 'nobody')
    return card(
      ': not taken yet',
      [spacedBoldLine(notTakenWords(record, referral)), undecided],
      [onItButton(record), numberButton(record)],
    );
  const isYours = allocation.by === to;
  const holderWords = isYours ? 'You have it' : `${nameOf(allocation.by)} has it`;
  const isMessage = wishOf(events)?.wish === 'message';
  const wasUrgent = events.some((event) => isAlarm(event)); // whoever takes it then rings the referrer first
  return card(
    `: ${isYours ? 'you have it' : 'somebody has it'}`,
    [
      spacedBoldLine(`✓  ${holderWords}, since ${clockAndDay(allocation.at)}`),
      isYours &&
        wasUrgent &&
        spacedBoldLine(
          `Now ${isMessage ? 'send the referrer a message: press “Tell the referrer” in the channel' : 'ring the referrer'}.`,
        ),
      undecided,
    ],
    isYours ? [numberButton(record)] : [],
  );
}

/** What earlier reminders to one person show once they are out of date. */
export const reminderOverCard = (record: CaseRecord, to: StaffId, pack: Pack, link: string | undefined) =>
  caseStatusCard({ record, to, pack, link });

/** What an earlier reminder shows where a later one in the same chat says how the case stands. It is true for good. */
export const olderReminderCard = ({ id }: CaseRecord, link: string | undefined) =>
  caseNotice(id, {
    summary: ': see the later message',
    lines: ['A later message here says how this case stands.'],
    link,
  });
