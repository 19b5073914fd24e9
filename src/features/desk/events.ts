import { instantOf, msOf, plus } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { author, type ClockMeanings, type Events, type Notice, words } from '../../cards/meaning.ts';
import { line, titledLines } from '../../cards/parts.ts';
import { answerInWords } from '../../cards/referral-text.ts';
import { runningClock } from '../../case/clocks.ts';
import type { EventAt } from '../../case/part.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { phonedIn } from '../../case/referral.ts';
import { isBeingWritten, referralOf, seenAt, submittedIn } from '../../case/state.ts';
import { fieldOf } from '../../protocol/pack.ts';
import { phonedNotice } from './writing-cards.ts';

const sentIn = ({ events: all }: CaseRecord) => submittedIn(referralOf(all));
const isPhoned = (_: unknown, { referral }: EventAt): boolean =>
  referral !== undefined && phonedIn(referral) !== undefined;

/** Asks the caller to put their call in writing. */
const writing: Notice<unknown> = {
  to: author,
  isPast(_, record) {
    const sent = sentIn(record);
    return sent?.status === 'joined' || sent?.route.kind !== 'phoned';
  },
  card: (_, { record, pack }) => phonedNotice(record, pack),
};

/** What the MASH does at its desk. @source Protocol 8.2 */
export const events: Events<
  | 'ReferralTaken'
  | 'CaseHanded'
  | 'ReferralSeen'
  | 'PhoneReferralLogged'
  | 'PhoneReferralConfirmed'
  | 'CallerTakenBack'
  | 'CardGone'
> = {
  ReferralTaken: {
    card: true,
    receipt: true,
    line: ({ by, at }, { record }) => words('Taken', line(`By ${staffName(record, by)}, ${clockAndDay(at)}`)),
    words: 'Taken',
  },
  CaseHanded: {
    card: true,
    receipt: (_, { referral }) => referral !== undefined && !seenAt(referral),
    line: ({ to, by, at }, { record }) =>
      words(
        'Handed over',
        line(`To ${staffName(record, to)}`, 'bold'),
        line(`By ${staffName(record, by)}, ${clockAndDay(at)}`),
      ),
  },
  ReferralSeen: {
    card: true,
    receipt: true,
    line: ({ by, at }, { record }) => words('Seen', line(`By ${staffName(record, by)}, ${clockAndDay(at)}`)),
  },
  PhoneReferralLogged: {
    card: true,
    notices: { writing },
    line({ calledAt, writtenDue, caller, by, at }, { record, pack }) {
      const answer = (id: string) => answerInWords(record.facts.answers, fieldOf(pack, id), pack);
      return words(
        'Phone referral',
        line(`Rang ${clockAndDay(calledAt)}. In writing by ${clockAndDay(writtenDue)}`, 'bold'),
        ...titledLines('Who rang', `${answer('name')} (${answer('agency')})`),
        line(answer('phone'), 'bold'),
        ...titledLines('What they said', answer('worry')),
        ...(caller ? [line('I ask them in Teams to put it in writing.', 'plain', 'Small')] : []),
        line(`Logged by ${staffName(record, by)}, ${clockAndDay(at)}`, 'small', 'Small'),
      );
    },
  },
  PhoneReferralConfirmed: {
    card: true,
    receipt: true,
    line({ by, at }, { record, referral }) {
      const phoned = phonedIn(referral);
      const late = phoned && at > phoned.writtenDue ? ' · LATE' : '';
      return words(`In writing now${late}`, line(`Said by ${staffName(record, by)}, ${clockAndDay(at)}`));
    },
  },
  CallerTakenBack: {
    card: true,
    line: ({ by, at }, { record }) =>
      words(
        'Not the person in Teams who rang',
        line('I ask and tell them nothing more. Ring who rang.'),
        line(`Said by ${staffName(record, by)}, ${clockAndDay(at)}`),
      ),
  },
  CardGone: {
    // the line explains the new card, so it comes first
    also: () => [{ to: { place: 'mash' }, message: { kind: 'case-card' } }],
    line: () => words('The card above was gone: here it is again'),
    words: 'The card in the channel was gone, and was posted again',
  },
};

/** A call must come in writing even after the decision. @source Protocol 8.2 */
export const clocks: ClockMeanings<'writtenConfirmation'> = {
  writtenConfirmation: {
    runs(record, pack) {
      const sent = sentIn(record);
      if (sent?.route.kind !== 'phoned') return runningClock(record, pack, 'writtenConfirmation');
      if (sent.status === 'joined') return undefined;
      const { calledAt: start, writtenDue: due } = sent.route;
      const marks = pack.clocks.writtenConfirmation.remind.map((after) => ({
        at: plus(start, after),
        kind: 'remind' as const,
      }));
      return { name: 'writtenConfirmation', start, due, marks, overdueFrom: instantOf(msOf(due) + 1) };
    },
    isOver(record) {
      const sent = sentIn(record);
      return sent?.status === 'joined' || (!(sent && phonedIn(sent)) && !isBeingWritten(referralOf(record.events)));
    },
    card: ({ overdue }) => overdue,
    hasLine: isPhoned,
    line({ overdue }, { referral }) {
      const due = clockAndDay(phonedIn(referral)?.writtenDue ?? referral.decisionDue);
      return words(
        overdue ? `Not in writing. OVERDUE since ${due}` : `Not in writing yet. Due by ${due}`,
        line('Ring who referred, and ask for the written referral. (§8.2)'),
      );
    },
    notices: {
      writing: { ...writing, to: (event, at) => (isPhoned(event, at) ? author(event, at) : []), sounds: true },
    },
  },
};
