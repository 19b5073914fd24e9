import type { StaffId } from '../../base/people.ts';
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
import { andHolder, managersToRemind, orStandIns } from '../../case/desk.ts';
import type { EventAt, Mark } from '../../case/part.ts';
import { protectionEnd, protectionOf, protectionText } from '../../case/protection.ts';
import { type CaseRecord, textIn } from '../../case/record.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { assessmentOf } from '../assessment/state.ts';
import { askSinceCard, protectionEndsCard } from './cards.ts';
import { isProtectionOver, protectionClock } from './clock.ts';

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
    ...new Set([...andHolder(managersToRemind(desk), referral), ...holders, ...(escalate ? desk.escalation : [])]),
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
