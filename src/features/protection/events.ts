import type { StaffId } from '../../base/people.ts';
import { afterQuiet, type Instant, latest, msIn, plus } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { protectionLines, protectionOutcomes } from '../../cards/mash-care.ts';
import {
  author,
  type ClockMeanings,
  type Events,
  type Hears,
  lateLines,
  type Notice,
  words,
} from '../../cards/meaning.ts';
import { spacedSmallLine } from '../../cards/parts.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { lastMarkTold, type RunningClock } from '../../case/clocks.ts';
import { andHolder, managersToRemind, orStandIns } from '../../case/desk.ts';
import type { EventAt, Mark } from '../../case/part.ts';
import { protectionEnd, protectionOf, protectionText } from '../../case/protection.ts';
import { type CaseRecord, type ClockedCase, textIn } from '../../case/record.ts';
import { erasedIn, sentReferral } from '../../case/standing.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { assessmentOf } from '../assessment/state.ts';
import { askSinceCard, protectionEndsCard } from './cards.ts';

/** Whether nobody need be told any more: the MASH has recorded what followed. A decision does not end it. */
function isProtectionOver(record: ClockedCase): boolean {
  const sent = sentReferral(record);
  return !sent || sent.status === 'joined' || erasedIn(record.events) !== undefined || !protectionOf(record);
}

/**
 * Runs until police protection ends: it tells of the end before it comes (`remind`), when it comes (overdue), and then
 * again and again (`escalate`). What falls into the night waits for the morning, unless the end comes before that.
 * @source Protocol 6.7; Children Act 1989, section 46 (72 hours)
 */
export function protectionClock(record: ClockedCase, pack: Pack): RunningClock | undefined {
  const protection = isProtectionOver(record) ? undefined : protectionOf(record);
  if (!protection) return undefined;
  const { remind, again } = pack.clocks.policeProtection;
  const { saidAt, lastSaidAt } = protection;
  const end = protectionEnd(protection, pack).at;
  const awake = (at: Instant) => afterQuiet(at, pack.clocks.quiet);
  const before = remind.map((length) => {
    const at = latest(plus(end, -msIn(length)), saidAt);
    return awake(at) < end ? awake(at) : at;
  });
  const overdueFrom = latest(end, lastSaidAt); // an end that was corrected to an earlier time is still told
  const told = lastMarkTold(record.events, 'policeProtection');
  const next = told && told >= overdueFrom ? [{ at: awake(plus(told, again)), kind: 'escalate' as const }] : [];
  return {
    name: 'policeProtection',
    start: protection.since ?? saidAt,
    due: end,
    overdueFrom,
    marks: [...before.filter((at) => at < end).map((at) => ({ at, kind: 'remind' as const })), ...next],
  };
}

/** Whether its times are known: no clock can be trusted before. */
function isClear(record: CaseRecord, pack: Pack) {
  const protection = protectionOf(record);
  return !protection || (protection.since !== undefined && !protectionEnd(protection, pack).isTooLate);
}

/** Asks the author since when, where the bot could not read it. The MASH reads the same on its card. */
const ask: Notice<CaseEvent> = {
  to: (event, at) => {
    const after = { ...at.record, events: [...at.record.events, event] };
    const isTheirs = 'by' in event && event.by === at.record.author;
    return isTheirs && !isClear(after, at.pack) ? author(event, at) : [];
  },
  isPast: (_, record) => protectionOf(record)?.since !== undefined || isProtectionOver(record),
  mayFail: true,
  card: (_, { record, pack }) => askSinceCard(record, pack),
};

export const events: Events<'ProtectionSaid' | 'ProtectionOver'> = {
  ProtectionSaid: {
    card: true,
    receipt: true,
    notices: { ask },
    line: (event, { record, pack }) =>
      words(
        'Police protection',
        protectionLines(record, pack),
        spacedSmallLine(`Said by ${whoAndWhen(record, event)}`),
      ),
  },
  ProtectionOver: {
    card: true,
    receipt: true,
    line: (event, { record }) =>
      words(
        protectionOutcomes[event.outcome],
        textIn(record, protectionText('over', event.number)),
        spacedSmallLine(whoAndWhen(record, event)),
      ),
  },
};

export const hears: Hears<'ReferralSubmitted'> = { ReferralSubmitted: { notices: { ask } } };

/** Who has the case, in the MASH or the Assessment team, and who is on duty; later also whoever is above them. */
function whoIsTold({ escalate }: Mark, { desk, referral, record }: EventAt): StaffId[] {
  const { passed, accepted } = assessmentOf(record.events);
  const holders = passed.kind === 'yes' && accepted ? [accepted.by] : [];
  return [
    ...new Set([
      ...andHolder(managersToRemind(desk), referral, desk),
      ...holders,
      ...(escalate ? desk.escalation : []),
    ]),
  ];
}

export const clocks: ClockMeanings<'policeProtection'> = {
  policeProtection: {
    runs: protectionClock,
    isOver: isProtectionOver,
    card: true,
    notices: {
      ends: {
        alarm: true,
        to: (mark, at) => orStandIns(whoIsTold(mark, at)),
        isPast: (_, record) => isProtectionOver(record),
        card: protectionEndsCard,
      },
    },
    sounds: true,
    line: (mark, { record, pack }) => {
      const protection = protectionOf(record);
      const end = protection ? clockAndDay(protectionEnd(protection, pack).at) : '';
      const hasEnded = mark.overdue || mark.escalate;
      return words(
        `Police protection ${hasEnded ? 'has ended. Nobody has said what comes next' : 'ends soon'}`,
        `${hasEnded ? 'Ended' : 'Ends'} ${end}`,
        lateLines(mark),
      );
    },
    words: () => ({ title: 'Told that police protection ends', text: '' }),
  },
};
