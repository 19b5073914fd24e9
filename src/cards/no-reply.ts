import type { StaffId } from '../base/people.ts';
import { type Duration, type Instant, msIn, plus } from '../base/time.ts';
import { lastMarkTold, marks } from '../case/clocks.ts';
import type { CaseRecord, ClockedCase } from '../case/record.ts';
import { erasedIn, sentReferral } from '../case/standing.ts';
import { isUrgent } from '../case/urgent.ts';
import type { ClockName } from '../history/entry.ts';
import type { Pack } from '../protocol/pack.ts';
import { caseNotice } from './about-case.ts';
import { author, type ClockMeanings, lateLines, type NoticeView, words } from './meaning.ts';
import { type Card, line, spacedLine } from './parts.ts';

/** What somebody of the MASH wrote to the referrer, and when. */
interface Written {
  by: StaffId;
  at: Instant;
}

interface Reply<W> {
  waits: (record: ClockedCase) => W[]; // what still waits for its reply, the oldest first
  card(written: W, view: NoticeView): Card; // shows it to the referrer again
  none: string; // such as “No answer yet”
}

/** The urgency at the moment of writing counts, so that no mark is passed over when it changes. */
const waitOf = (record: ClockedCase, pack: Pack, { at }: Written): Duration =>
  pack.clocks.reply[isUrgent(record, pack, at) ? 'urgentWithin' : 'within'];

/**
 * The clock of what the MASH wrote to the referrer: without a reply in time they get it once more, and after as long
 * again whoever wrote it is told to ring them. A decision ends it for what was written before.
 */
export function replyClock<W extends Written>(
  name: ClockName,
  { waits, card, none }: Reply<W>,
): ClockMeanings<ClockName>[ClockName] {
  function open(record: ClockedCase) {
    const sent = sentReferral(record);
    if (!sent || sent.status === 'joined' || erasedIn(record.events)) return [];
    return waits(record).filter(({ at }) => sent.status !== 'decided' || at > sent.decidedAt);
  }
  /** What has waited for this many times its wait. */
  const due = (record: CaseRecord, pack: Pack, upTo: Instant, times: number, after?: Instant) =>
    open(record).filter((each) => {
      const at = plus(each.at, times * msIn(waitOf(record, pack, each)));
      return at <= upTo && (!after || at > after);
    });
  return {
    runs(record, pack) {
      const all = open(record);
      const [first] = all;
      if (!first) return undefined;
      const of = (each: W) => {
        const wait = waitOf(record, pack, each);
        return [...marks(each.at, [wait], 'remind'), ...marks(plus(each.at, wait), [wait], 'escalate')];
      };
      return { name, start: first.at, marks: all.flatMap(of) };
    },
    isOver: (record) => open(record).length === 0,
    notices: {
      again: {
        to: (mark, at) => (mark.remind ? author(mark, at) : []),
        sounds: true,
        card({ upTo }, view) {
          const written = due(view.record, view.pack, upTo, 1).at(-1) ?? open(view.record)[0];
          if (!written) throw new Error(`nothing in case ${view.record.id} waits for a reply`);
          return card(written, view);
        },
      },
      ring: {
        to: ({ escalate, upTo }, { record, pack }) =>
          escalate ? due(record, pack, upTo, 2, lastMarkTold(record.events, name)).map(({ by }) => by) : [],
        sounds: true,
        card: (_, { record: { id }, link }) =>
          caseNotice(id, {
            summary: ': please ring the referrer',
            lines: [
              line(`${none} to what you wrote to the referrer.`, 'bold'),
              spacedLine('Please ring them: the number is on the card.'),
            ],
            link,
          }),
      },
    },
    line: (mark) =>
      words(
        `${none}. Telling: ${mark.escalate ? 'who wrote it, to ring' : 'the referrer, once more'}`,
        lateLines(mark),
      ),
  };
}
