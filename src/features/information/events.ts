import { clock, clockAndDay } from '../../cards/london.ts';
import { type Events, words } from '../../cards/meaning.ts';
import { excerpt, line, spacedSmallLine } from '../../cards/parts.ts';
import { andHolder, managersToRemind, orStandIns } from '../../case/desk.ts';
import { type CaseRecord, staffName, textIn } from '../../case/record.ts';
import { saidIn } from '../../case/said.ts';
import { submitted } from '../../case/standing.ts';
import { isUrgent } from '../../case/urgent.ts';
import { type EventOf, textOf } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { dangerIn } from '../../understanding/danger.ts';
import { holdersOf } from '../assessment/state.ts';
import { openTimesOf } from '../leaving-time/state.ts';
import { takenBackCard } from './cards.ts';
import { mistakeMeant } from './rules.ts';

const isDanger = ({ facts: { texts } }: CaseRecord, said: string) => dangerIn(texts[said] ?? '') !== undefined;

type Mistake = EventOf<'SentByMistake'>;

/** The author calls words a mistake in which the bot has read when the child leaves. */
const takesTimeBack = ({ said, back }: Mistake, { events: all }: CaseRecord) =>
  !back && openTimesOf(all).some(({ from }) => from === said);

/** Danger that is taken back rings, and so does a leaving time while the case is urgent. */
const mustRing = (event: Mistake, record: CaseRecord, pack: Pack) =>
  (!event.back && isDanger(record, event.said)) || (takesTimeBack(event, record) && isUrgent(record, pack, event.at));

/** What the author adds, marks as a mistake, or moves to another child. */
export const events: Events<'InformationAdded' | 'SentByMistake' | 'SaidOfAnother'> = {
  InformationAdded: {
    card: true,
    receipt: true,
    line: ({ number, by, at, typedAt, filedBy }, { record }) =>
      words('Added by the referrer', textIn(record, textOf.information(number)), [
        spacedSmallLine(clockAndDay(typedAt ?? at) + (typedAt ? `, typed in ${staffName(record, by)}’s chat` : '')),
        filedBy && line(`${staffName(record, filedBy)} said at ${clock(at)} that it is about this child`, 'small'),
      ]),
  },
  SaidOfAnother: {
    card: true,
    line: ({ said, to, by, at }, { record }) =>
      words(
        'Said to be about another child',
        `Words of ${clockAndDay(saidIn(record.events).find(({ name }) => name === said)?.at ?? at)}: about ${to}.`,
        'They stand there, too, and nothing else changes here.',
        spacedSmallLine(`${staffName(record, by)}, ${clockAndDay(at)}`),
      ),
  },
  SentByMistake: {
    card: true,
    notices: {
      takenBack: {
        alarm: true,
        to: (event, { record, referral, desk, pack }) =>
          mustRing(event, record, pack) ? orStandIns(andHolder(managersToRemind(desk), referral)) : [],
        card: ({ said }, { record, ...view }) =>
          takenBackCard(record, {
            ...{ referral: submitted(record), isUrgent: true, isDanger: isDanger(record, said) },
            ...view,
          }),
      },
      timeTakenBack: {
        to(event, { record, referral, desk, pack }) {
          if (!referral || !takesTimeBack(event, record) || mustRing(event, record, pack)) return [];
          const holders = holdersOf(record, referral, desk);
          return holders.length > 0 ? holders : managersToRemind(desk);
        },
        card: (_, { record, ...view }) =>
          takenBackCard(record, { referral: submitted(record), isUrgent: false, isDanger: false, ...view }),
      },
    },
    line({ said, back, at }, { record }) {
      const meant = mistakeMeant(record, said);
      return words(
        back ? 'Not sent by mistake, says the referrer' : 'Sent by mistake, says the referrer',
        meant && `Their words of ${clockAndDay(meant.at)}: “${excerpt(textIn(record, said))}”`,
        'They stand above, and nothing else changes.',
        !back && isDanger(record, said) && line('It may speak of danger: ring the referrer.', 'bold'),
        spacedSmallLine(clockAndDay(at)),
      );
    },
  },
};
