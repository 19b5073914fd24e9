import type { StaffId } from '../../base/people.ts';
import { clockAndDay, timeLeft } from '../../cards/london.ts';
import { type Clocks, type SentView, words } from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import { hasActed, isUnanswered, remindedPeople } from '../../case/acted.ts';
import { runningClocks } from '../../case/clocks.ts';
import { andHolder, managersToRemind, toEachOrStandIns } from '../../case/desk.ts';
import type { Alarming } from '../../case/outbox.ts';
import type { At, Mark, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { submitted } from '../../case/submitted.ts';
import type { Pack } from '../../protocol/pack.ts';
import { decisionOverdueCard, notDeliveredCard, undeliveredAlertCard } from './notices.ts';

/** The name of the alarm that a late delivery takes back. */
export const notDelivered = 'referral/referrer';

const clock = (name: 'decision' | 'leavesSight' | 'delivery') => ({
  runs: ({ events, answeredAt }: CaseRecord, { clocks: lengths }: Pack) =>
    runningClocks(referralOf(events), answeredAt, lengths).find((each) => each.name === name),
});
const isDecided = ({ status }: CaseRecord): boolean => status !== 'awaiting-decision';
const author = (_: unknown, { record }: At) => [record.author];
const lateLines = ({ late }: Mark) => (late ? [line('Late: this could not be said in time', 'small')] : []);

export const clocks: Clocks<'decision' | 'leavesSight' | 'delivery'> = {
  decision: {
    ...clock('decision'),
    isOver: isDecided,
    card: ({ overdue }) => overdue,
    also: reminders,
    notices: {
      overdue: {
        to: ({ overdue }, at) => (overdue && !at.referral?.toldOverdue ? author(overdue, at) : []),
        card: (_, { record, pack }) => decisionOverdueCard(record, submitted(record), pack),
      },
    },
    receipt: ({ overdue }, { referral }) => overdue && !referral?.toldOverdue,
    line: (mark, view) => words(decisionTitle(mark, view), ...lateLines(mark)),
  },
  leavesSight: {
    ...clock('leavesSight'),
    isOver: isDecided,
    also: (mark, { desk, referral, record, index }) =>
      toEachOrStandIns(
        andHolder(hasActed(record.events) ? managersToRemind(desk) : desk.managers, referral),
        desk,
        reminder(mark, index, false),
      ),
    sounds: true,
    line: (mark, { referral }) =>
      words(
        `Undecided. Child leaves the referrer’s sight at ${clockAndDay(referral.leavesSight ?? referral.decisionDue)}. Reminding: managers`,
        ...lateLines(mark),
      ),
  },
  delivery: {
    ...clock('delivery'),
    isOver(record) {
      const sent = submittedIn(referralOf(record.events));
      return !sent || sent.status === 'joined' || sent.delivery.kind === 'delivered';
    },
    receipt: true,
    also: ({ noChannel }, { desk, index }) =>
      noChannel ? toEachOrStandIns(desk.managers, desk, { kind: 'no-channel', event: index }) : [],
    notices: {
      referrer: { to: author, sounds: true, card: (_, { record, pack }) => notDeliveredCard(record, pack) },
      admins: {
        mayFail: true,
        to: (_, { desk }) => desk.admins,
        sounds: true,
        card: (_, { record }) => undeliveredAlertCard(record, submitted(record)),
      },
    },
    line: 'none',
    words: 'Not delivered to the MASH channel in time',
  },
};

const reminder = (
  { clock: name, late }: Mark,
  event: number,
  escalation: boolean,
): Extract<Alarming, { kind: 'reminder' }> => ({
  kind: 'reminder',
  clock: name,
  late,
  escalation,
  event,
});

function reminders(mark: Mark, at: At): Plain[] {
  const { desk, referral, index } = at;
  const toEach = (people: StaffId[], escalation: boolean): Plain[] =>
    people.map((person) => ({ to: { person }, message: reminder(mark, index, escalation) }));
  return [
    ...(mark.remind && desk.managers.length === 0
      ? toEachOrStandIns(andHolder([], referral), desk, reminder(mark, index, false))
      : toEach(managersForMark(mark, at), false)),
    ...(mark.escalate || mark.overdue ? toEach(desk.escalation, true) : []),
  ];
}

/**
 * The managers who are told of a mark of the decision clock: those on duty, or all of them if nobody acted on the last
 * mark. When it goes to the escalation contact, every manager who was not reminded before is told too, so nobody's
 * absence can keep it quiet.
 */
function managersForMark({ remind, escalate, overdue }: Mark, { desk, record, referral }: At): StaffId[] {
  const alreadyReminded = remindedPeople(record, 'decision');
  const inTurn = isUnanswered(record.events, 'decision') ? desk.managers : managersToRemind(desk);
  const managers = desk.managers.filter(
    (manager) =>
      ((remind || overdue) && inTurn.includes(manager)) ||
      ((escalate || overdue) && !alreadyReminded.includes(manager)),
  );
  return remind || overdue ? andHolder(managers, referral) : managers;
}

function decisionTitle({ remind, escalate, overdue }: Mark, { referral, now }: SentView): string {
  const due = clockAndDay(referral.decisionDue);
  const managers = remind || overdue ? ['managers'] : [];
  const who = [...managers, ...(escalate || overdue ? ['the escalation contact'] : [])].join(' and ');
  if (now > referral.decisionDue) return `OVERDUE since ${due}. Reminding: ${who}`;
  return `Undecided, ${timeLeft(now, referral.decisionDue)} left (due ${due}). Reminding: ${who}`;
}
