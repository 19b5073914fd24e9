import { clockAndDay, timeLeft } from '../../cards/london.ts';
import { author, type ClockMeanings, lateLines, type SentView, words } from '../../cards/meaning.ts';
import { runningClock } from '../../case/clocks.ts';
import type { Mark } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { referralOf, submittedIn } from '../../case/state.ts';
import { submitted } from '../../case/submitted.ts';
import { decisionOverdueCard, notDeliveredCard, undeliveredAlertCard } from './notices.ts';

/** The name of the alarm that a late delivery takes back. */
export const notDelivered = 'referral/referrer';

const isDecided = ({ status }: CaseRecord): boolean => status !== 'awaiting-decision';

export const clocks: ClockMeanings<'decision' | 'leavesSight' | 'delivery'> = {
  decision: {
    runs: (record, pack) => runningClock(record, pack, 'decision'),
    isOver: isDecided,
    card: ({ overdue }) => overdue,
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
    runs: (record, pack) => runningClock(record, pack, 'leavesSight'),
    isOver: isDecided,
    sounds: true,
    line: (mark, { referral }) =>
      words(
        `Undecided. Child leaves the referrer’s sight at ${clockAndDay(referral.leavesSight ?? referral.decisionDue)}. Reminding: managers`,
        ...lateLines(mark),
      ),
  },
  delivery: {
    runs: (record, pack) => runningClock(record, pack, 'delivery'),
    isOver(record) {
      const sent = submittedIn(referralOf(record.events));
      return !sent || sent.status === 'joined' || sent.delivery.kind === 'delivered';
    },
    receipt: true,
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

function decisionTitle({ remind, escalate, overdue }: Mark, { referral, now }: SentView): string {
  const due = clockAndDay(referral.decisionDue);
  const managers = remind || overdue ? ['managers'] : [];
  const who = [...managers, ...(escalate || overdue ? ['the escalation contact'] : [])].join(' and ');
  if (now > referral.decisionDue) return `OVERDUE since ${due}. Reminding: ${who}`;
  return `Undecided, ${timeLeft(now, referral.decisionDue)} left (due ${due}). Reminding: ${who}`;
}
