import { Duration, plus } from '../../base/time.ts';
import { clockAndDay, clockAndLongDay, counted } from '../../cards/london.ts';
import { author, type ClockMeanings, type Events, type Hears, type Notice } from '../../cards/meaning.ts';
import { line, mainButton, plain, referrerCard, ring } from '../../cards/parts.ts';
import { toMyReferrals } from '../../cards/to-referrer.ts';
import { open } from '../../cards/verbs.ts';
import { warningLines } from '../../cards/warnings.ts';
import { marks, runningClock } from '../../case/clocks.ts';
import { isSaidAtRisk } from '../../case/held.ts';
import type { Mark } from '../../case/part.ts';
import { type CaseRecord, ownAnswers } from '../../case/record.ts';
import { isShown } from '../../case/standing.ts';
import { isBeingWritten, referralOf } from '../../case/state.ts';
import { answersSayDanger } from '../../case/urgent.ts';
import { missingNowSaid } from '../../draft/missing-words.ts';
import { isA } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { PersonRecord } from '../../store/people.ts';
import { didYouRingCard, mayStillAsk } from './danger.ts';

/** Whether the MASH reads of the child in a draft: there is danger, or the child is missing. */
export const readsOfChild = (record: CaseRecord): boolean => isShown(record) && isSaidAtRisk(record);

/** Says who has seen a draft. @param person its author, of whom words about it may be with the MASH */
export const whoHasSeenIt = (record: CaseRecord, person?: PersonRecord): string =>
  !isShown(record)
    ? wordsOfIt(person?.unfiled?.filter(({ filed }) => filed?.check && filed.into === record.id).length ?? 0)
    : readsOfChild(record)
      ? 'the MASH reads who you are and what you write of the child and your worry. Not your other answers'
      : record.events.some(isA('InformationAdded'))
        ? 'the MASH sees that you rang, or that the child is missing, and what you added. Not your answers'
        : 'the MASH sees only that you rang, or that the child is missing';

const wordsOfIt = (number: number) =>
  number === 0
    ? 'nobody has seen your answers'
    : `nobody has your answers. The MASH has ${counted(number, 'message')} of yours about it`;

interface DraftReminder {
  clock: 'idleDraft' | 'writtenConfirmation';
  due?: string | undefined;
  overdue: boolean;
  late: boolean; // whether the reminder itself comes late
}

/** Reminds authors that they left a draft, or that their telephone call is not yet confirmed in writing. */
export function draftReminderCard(record: CaseRecord, { clock, due, overdue, late }: DraftReminder, pack: Pack) {
  const isIdle = clock === 'idleDraft';
  const lines = isIdle
    ? [
        ...(asksToGo(record)
          ? ring('You typed “send”, and one thing is still asked. If it is urgent, ring:', pack.phones.urgent)
          : []),
        line(`You began it at ${clockAndLongDay(record.startedAt)}. It is saved, and ${whoHasSeenIt(record)}.`),
        ...warningLines(pack, 'nudge', ownAnswers(record)),
      ]
    : [line(overdue ? `It was due by ${due}. Send it now: late is better than not.` : `It is due by ${due}.`)];
  return referrerCard({
    summary: isIdle
      ? 'MASH Referrals: you have a check that is not sent'
      : 'MASH Referrals: your phone call needs a written referral',
    top: [late && line('Late: I could not tell you in time', 'small')],
    heading: isIdle ? 'Your check is not sent' : 'You phoned. Please write too.',
    blocks: [plain(lines, 'Small')],
    rows: [[mainButton(open, 'Go on', { case: record.id, below: true }), toMyReferrals]],
    pack,
  });
}

/** Whether “send” was typed, and something was asked instead: they may believe that it went. */
const asksToGo = ({ progress }: Pick<CaseRecord, 'progress'>) => progress?.sends === true;
const SOON = [Duration.parse('PT15M')];

const isWritten = (record: CaseRecord) => !isBeingWritten(referralOf(record.events));

/** Reminds the author of a draft, or that their call is not in writing yet. */
const unfinished = (clock: 'idleDraft' | 'writtenConfirmation'): Notice<Mark> => ({
  to: author,
  isPast: (_, record) => isWritten(record),
  card({ late }, { record, pack, now }) {
    const due = runningClock(record, pack, clock)?.due;
    const overdue = due !== undefined && now > due;
    return draftReminderCard(record, { clock, due: due && clockAndDay(due), overdue, late }, pack);
  },
});

export const events: Events<'NotRungYet'> = {
  NotRungYet: { line: 'none', words: 'Not rung yet, says the referrer' },
};

const doubtLasts = 60_000; // ms in which its author can say that there is no danger

export const clocks: ClockMeanings<'idleDraft' | 'dangerDraft'> = {
  idleDraft: {
    runs(record, pack) {
      const clock = runningClock(record, pack, 'idleDraft');
      if (!clock || !asksToGo(record)) return clock;
      return { ...clock, marks: [...marks(clock.start, SOON, 'remind'), ...clock.marks] };
    },
    isOver: isWritten,
    notices: {
      unfinished: { ...unfinished('idleDraft'), to: (mark, at) => (asksToGo(at.record) ? [] : author(mark, at)) },
      unsent: {
        ...unfinished('idleDraft'),
        sounds: true,
        to: (mark, at) => (asksToGo(at.record) ? author(mark, at) : []),
      },
    },
    line: 'none',
    words: 'The referrer was reminded of their draft',
  },
  /**
   * When a check says danger or a missing child, or may say danger for a minute, and then nothing happens, the bot asks its author whether they rang. The second time, the
   * numbers to ring come first on the card.
   * @source Protocol 8.2 (in an emergency ring first); safety rule SR1
   */
  dangerDraft: {
    runs(record, pack) {
      if (!mayStillAsk(record)) return undefined;
      const doubt = record.progress?.doubt && plus(record.progress.doubt, doubtLasts);
      const answers = ownAnswers(record);
      const isAtRisk = answersSayDanger(answers, pack) || missingNowSaid(answers) !== undefined;
      const start = isAtRisk ? record.answeredAt : doubt;
      if (!start) return undefined;
      return { name: 'dangerDraft', start, marks: marks(start, pack.clocks.dangerDraft.remind, 'remind') };
    },
    isOver: (record) => !mayStillAsk(record),
    notices: { rung: { to: author, sounds: true, card: (_, { record, pack }) => didYouRingCard(record, pack) } },
    line: 'none',
    words: 'The referrer was asked whether they rang',
  },
};

export const hears: Hears<'writtenConfirmation'> = {
  writtenConfirmation: {
    notices: {
      unwritten: {
        ...unfinished('writtenConfirmation'),
        sounds: true,
        to: (mark, at) => (at.referral?.route.kind === 'phoned' ? [] : author(mark, at)),
      },
    },
  },
};
