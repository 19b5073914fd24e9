import type { StaffId } from '../../base/people.ts';
import { type Instant, plus } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { author, type ClockMeanings, type Events, type Notice, words } from '../../cards/meaning.ts';
import { line, spacedLine, spacedSmallLine, titledLines } from '../../cards/parts.ts';
import { answersInWords } from '../../cards/referral-text.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { hasActed } from '../../case/alarms.ts';
import { marks, runningClock } from '../../case/clocks.ts';
import { managersToRemind } from '../../case/desk.ts';
import type { EventAt, EventOwned } from '../../case/part.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { phonedIn } from '../../case/referral.ts';
import { sentReferral } from '../../case/standing.ts';
import { isBeingWritten, referralOf } from '../../case/state.ts';
import { handedCard, nobodysCard, whyNobodys } from './hand.ts';
import { howWritten, phonedNotice } from './writing.ts';

const isPhoned = (_: unknown, { referral }: EventAt) => referral !== undefined && phonedIn(referral) !== undefined;

const byLine = (record: CaseRecord, event: { by: StaffId; at: Instant }, did = 'By') =>
  `${did} ${whoAndWhen(record, event)}`;

/** Asks the caller to put their call in writing. */
const writing: Notice<unknown> = {
  to: author,
  isPast(_, record) {
    const sent = sentReferral(record);
    return sent?.status === 'joined' || sent?.route.kind !== 'phoned';
  },
  card: (_, { record, pack }) => phonedNotice(record, pack),
};

/** What the MASH does at its desk. @source Protocol 8.2 */
export const events = {
  ReferralTaken: {
    card: true,
    receipt: true,
    line: (event, { record }) => words('Taken', byLine(record, event)),
    words: 'Taken',
  },
  CaseHanded: {
    card: true,
    receipt: true,
    notices: {
      handed: {
        to: ({ by, to, shift }) => (by === to || shift === 0 ? [] : [to]),
        isPast({ at }, record) {
          const sent = sentReferral(record);
          return sent?.status !== 'awaiting-decision' || sent.allocation.kind === 'nobody' || sent.allocation.at !== at;
        },
        sounds: true,
        card: (event, view) => handedCard(view.record, event, view),
      },
    },
    line: (event, { record }) =>
      words('Handed over', line(`To ${staffName(record, event.to)}`, 'bold'), byLine(record, event)),
  },
  HolderGone: {
    card: true,
    receipt: true,
    notices: {
      nobodys: {
        to({ of, cases }, { desk }) {
          const people = managersToRemind(desk).filter((person) => person !== of);
          return cases === 0 ? [] : people.length > 0 ? people : desk.escalation;
        },
        isPast: (_, { status, events: all }, index) => status !== 'awaiting-decision' || hasActed(all.slice(index)),
        sounds: true,
        card: (event, view) => nobodysCard(view.record, event, view.link),
      },
    },
    line: (event, { record }) => words('Nobody has it now', whyNobodys(record, event)),
  },
  ReferralSeen: {
    card: true,
    receipt: true,
    line: (event, { record }) => words('Seen', byLine(record, event)),
  },
  PhoneReferralLogged: {
    card: true,
    notices: { writing },
    line(event, { record, pack }) {
      const { calledAt, writtenDue, caller } = event;
      const answer = answersInWords(record.facts.answers, pack);
      return words(
        'Phone referral',
        line(`Rang ${clockAndDay(calledAt)}. In writing by ${clockAndDay(writtenDue)}`, 'bold'),
        titledLines('Who rang', `${answer('name')} (${answer('agency')})`),
        line(answer('phone'), 'bold'),
        titledLines('What they said', answer('worry')),
        caller && spacedLine('I ask them in Teams to put it in writing.'),
        spacedSmallLine(byLine(record, event, 'Logged by')),
      );
    },
  },
  PhoneReferralConfirmed: {
    card: true,
    receipt: true,
    line(event, { record, referral }) {
      const phoned = phonedIn(referral);
      const late = phoned && event.at > phoned.writtenDue ? ' · LATE' : '';
      return words(`In writing now${late}`, event.how && howWritten[event.how], byLine(record, event, 'Said by'));
    },
  },
  WritingTakenBack: {
    card: true,
    receipt: true,
    line: (event, { record }) =>
      words('Not in writing after all', 'Its 48 hours run on.', byLine(record, event, 'Said by')),
  },
  CallerTakenBack: {
    card: true,
    line: (event, { record }) =>
      words(
        'Not the person in Teams who rang',
        'I ask and tell them nothing more. Ring who rang.',
        byLine(record, event, 'Said by'),
      ),
  },
  CardGone: {
    // the line explains the new card, so it comes first
    also: () => [{ to: { place: 'mash' }, message: { kind: 'case-card' } }],
    line: () => words('The card above was gone: here it is again'),
    words: 'The card in the channel was gone, and was posted again',
  },
} satisfies Partial<Events<EventOwned>>;

/** A call must come in writing even after the decision. @source Protocol 8.2 */
export const clocks: ClockMeanings<'writtenConfirmation'> = {
  writtenConfirmation: {
    runs(record, pack) {
      const sent = sentReferral(record);
      if (sent?.route.kind !== 'phoned') return runningClock(record, pack, 'writtenConfirmation');
      if (sent.status === 'joined') return undefined;
      const { calledAt: start, writtenDue: due } = sent.route;
      return {
        name: 'writtenConfirmation',
        start,
        due,
        overdueFrom: plus(due, 1),
        quiet: pack.clocks.quiet,
        marks: marks(start, pack.clocks.writtenConfirmation.remind, 'remind'),
      };
    },
    isOver(record) {
      const sent = sentReferral(record);
      return sent?.status === 'joined' || (!(sent && phonedIn(sent)) && !isBeingWritten(referralOf(record.events)));
    },
    card: ({ overdue }) => overdue,
    hasLine: isPhoned,
    line({ overdue }, { referral }) {
      const phoned = phonedIn(referral);
      // the author who rang themselves is reminded: it stands in the case file alone
      if (!phoned) return words('The referrer was reminded that their call is not in writing');
      const due = clockAndDay(phoned.writtenDue);
      return words(
        overdue ? `Not in writing. OVERDUE since ${due}` : `Not in writing yet. Due by ${due}`,
        'Ring who referred, and ask for the written referral.',
      );
    },
    notices: {
      writing: { ...writing, to: (event, at) => (isPhoned(event, at) ? author(event, at) : []), sounds: true },
    },
  },
};
