import { clockAndDay, moment, timeLeft } from '../../cards/london.ts';
import { author, type ClockMeanings, type Events, lateLines, type SentView, words } from '../../cards/meaning.ts';
import { line } from '../../cards/parts.ts';
import { additionParts, additionWords, writtenParts } from '../../cards/thread.ts';
import { runningClock } from '../../case/clocks.ts';
import type { EventAt, EventOwned, Mark, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isShown, sentReferral, submitted } from '../../case/standing.ts';
import { referralOf } from '../../case/state.ts';
import { isOnlyUndecided } from '../alarm/state.ts';
import { decisionOverdueCard, deliveredAfterAllCard, notDeliveredCard, undeliveredAlertCard } from './cards.ts';

/** The name of the alarm that a late delivery takes back. */
const notDelivered = 'referral/referrer';

const isDecided = ({ status }: CaseRecord) => status !== 'awaiting-decision';

export const clocks: ClockMeanings<'decision' | 'delivery'> = {
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
    // of an ordinary case: what only reminds the managers, or repeats, stands in their chats and on the card
    hasLine: ({ escalate, overdue, late, at }, { record, referral, pack }) =>
      escalate || late || (overdue && !referral?.toldOverdue) || !isOnlyUndecided(record, pack, at),
    line: (mark, view) => words(decisionTitle(mark, view), lateLines(mark)),
  },
  delivery: {
    runs: (record, pack) => runningClock(record, pack, 'delivery'),
    isOver(record) {
      const sent = sentReferral(record);
      return !sent || sent.status === 'joined' || sent.deliveredAt !== undefined;
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

function decisionTitle({ remind, escalate, overdue }: Mark, { referral, now }: SentView) {
  const due = clockAndDay(referral.decisionDue);
  const managers = remind || overdue ? ['managers'] : [];
  const who = [...managers, ...(escalate || overdue ? ['the escalation contact'] : [])].join(' and ');
  if (now > referral.decisionDue) return `OVERDUE since ${due}. Reminding: ${who}`;
  return `Undecided, ${timeLeft(now, referral.decisionDue)} left (due ${due}). Reminding: ${who}`;
}

const toMash = (message: Extract<Plain, { to: { place: 'mash' } }>['message']): Plain => ({
  to: { place: 'mash' },
  message,
});
const clearDraft = ({ record }: EventAt): Plain => ({
  to: { person: record.author },
  message: { kind: 'clear-draft' },
});

/** The referral itself, from the draft until the MASH has it. */
export const events = {
  DraftStarted: { line: 'none', words: 'Check begun' },
  PhoneCallRecorded: {
    card: true,
    line: 'none',
    words: ({ calledAt }) => ({
      title: 'Phone call to the MASH',
      text: `At ${moment(calledAt)}, says the referrer`,
    }),
  },
  PhoneCallTakenBack: { card: true, line: 'none', words: 'There was no phone call, says the referrer' },
  WaitsUnwritten: {
    repeats: ['ChildMissing', 'ChildFound'], // the thread starts now
    line: 'none',
    words: 'The MASH decides, though nothing is in writing yet',
  },
  WhoRefersSaid: { card: true, line: 'none', words: 'More said of who refers' },
  DraftWithdrawn: {
    card: (_, { record }) => isShown(record),
    also: (_, at) => [clearDraft(at)],
    line: ({ at }) =>
      words(
        'The referrer deleted their draft',
        'Nothing comes in writing by itself. Ring them.',
        line(clockAndDay(at), 'small'),
      ),
  },
  ReferralSubmitted: {
    card: true,
    receipt: true,
    also(_, at) {
      const { record, pack } = at;
      const before = referralOf(record.events);
      const links = 'links' in before ? before.links : []; // they are told that it is sent
      const parts = writtenParts(record, pack);
      const linked = links.map((to): Plain => ({ to: { place: 'cases' }, message: { kind: 'link', to } }));
      return [
        ...parts.map((_part, place) => toMash({ kind: 'written', part: place + 1, of: parts.length })),
        ...linked,
        clearDraft(at),
      ];
    },
    line: 'none',
    words: 'Sent to the MASH',
  },
  ReferralDelivered: {
    receipt: true,
    notices: {
      afterAll: {
        to: author,
        isPast: (_, { outbox }) =>
          !outbox.some(
            ({ message, state }) => message.kind === 'notice' && message.as === notDelivered && state.kind === 'sent',
          ),
        replaces: notDelivered,
        mayFail: true,
        card: (_, { record, pack }) => deliveredAfterAllCard(record, submitted(record), pack),
      },
    },
    line: 'none',
    words: 'Delivered to the MASH channel',
  },
  CheckAdded: {
    card: true,
    receipt: true,
    also: (_, at) => [
      ...additionParts(at.record, at.pack)
        .slice(1)
        .map((_part, place) => toMash({ kind: 'addition', part: place + 2, event: at.index })),
      clearDraft(at),
    ],
    line: ({ at }, { record, pack }) => additionWords(record, pack, 1, at),
    words: () => ({ title: 'Indicator check added', text: 'It stands in the written referral.' }),
  },
} satisfies Partial<Events<EventOwned>>;
