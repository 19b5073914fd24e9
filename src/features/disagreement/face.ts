import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { button, type Card, type Line, line, noticeCard, plain, referrerCard, titledLines } from '../../cards/parts.ts';
import { myReferrals } from '../../cards/verbs.ts';
import { type CaseRecord, staffName } from '../../case/record.ts';
import { disagreementText, type Level } from '../../history/disagreement.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { disagreementsDueBy } from './part.ts';
import { currentLevel, type Disagreement, disagreementsOf, isOpen } from './state.ts';
import { disagree, openDisagreement } from './verbs.ts';
import {
  agreedWords,
  capitalised,
  levelInWords,
  partyCalled,
  raisedBy,
  statusWords,
  targetDay,
  untilInWords,
} from './words.ts';

/** A disagreement on the shared card, in the thread and in a person's own chat. @source Protocol 13 */
export const face: Face = {
  line(record, event) {
    const threadLine = ({ number, by }: { number: number; by: StaffId }, title: string, ...lines: Line[]) => ({
      title: `Disagreement ${number}: ${title}`,
      lines: [...lines, line(`${staffName(record, by)}, ${clockAndDay(event.at)}`, 'small', 'Small')],
    });
    switch (event.type) {
      case 'DisagreementRaised':
        return threadLine(
          event,
          levelInWords(1),
          line(event.side === 'referrer' ? 'The referrer disagrees.' : 'Somebody of the MASH disagrees.', 'bold'),
          ...levelLines(record, event.number, 1, event.target),
          line('It changes no deadline.', 'plain', 'Small'),
        );
      case 'DisagreementWentUp':
        return threadLine(
          event,
          levelInWords(event.level),
          ...levelLines(record, event.number, event.level, event.target),
        );
      case 'DisagreementDateSet':
        return threadLine(event, `to be settled by ${targetDay(event.target)}`);
      case 'DisagreementSettled': {
        const outcome = record.facts.texts[disagreementText.outcome(event.number)];
        const lines = outcome ? titledLines('What both sides agree', outcome) : [line('Both sides have said so.')];
        return threadLine(event, `settled at level ${event.level}`, ...lines);
      }
      case 'DisagreementAgreed': {
        const { number, level, party } = event;
        const disagreement = disagreementsOf(record.events).find((each) => each.number === number);
        const side = disagreement ? partyCalled(record, disagreement, party) : 'One side';
        return threadLine(
          event,
          `${side} says that it is settled`,
          ...titledLines('What they agree', agreedWords(record, number, level, party)),
        );
      }
      case 'DisagreementClosed': {
        const reason = record.facts.texts[disagreementText.outcome(event.number)] ?? '';
        return threadLine(event, `closed at level ${event.level}`, ...titledLines('Reason', reason));
      }
      case 'DisagreementTakenBack':
        return threadLine(event, 'taken back');
      case 'ClockReached': // appears only in the text of the whole case, not in the thread
        return event.clock === 'disagreement'
          ? { title: 'Reminded of the date of a disagreement', lines: [] }
          : undefined;
      default:
        return undefined;
    }
  },

  blocks(record) {
    const lines = openOrLast(disagreementsOf(record.events)).flatMap((each) => [
      line(`Disagreement ${each.number} · ${statusWords(each)}`, 'bold', 'Small'),
      line(
        `Raised by ${raisedBy(record, each)}, ${clockAndDay(each.levels[0].at)}${isOpen(each) ? ` · ${untilInWords(each)}` : ''}`,
      ),
    ]);
    return lines.length > 0 ? [plain(lines)] : [];
  },

  buttons(record) {
    const all = disagreementsOf(record.events);
    const canRaise = !all.some((each) => isOpen(each) && each.side === 'mash');
    return [
      ...openOrLast(all).map(({ number }) =>
        button(openDisagreement, `Disagreement ${number}`, { case: record.id, number }),
      ),
      ...(canRaise ? [button(disagree, 'I disagree', { case: record.id })] : []),
    ];
  },

  notice(record, event, pack, link, to) {
    const about = disagreementsIn(record, event);
    if (!about) return undefined;
    const own = about.filter(({ side }) => side === 'referrer' && to === record.author);
    if (own.length > 0) return referrerNotice(record, own, event, pack);
    return staffNotice(record, about, event, { link, to });
  },
};

/** The open disagreements, or the last one if none is open. */
function openOrLast(all: Disagreement[]): Disagreement[] {
  const open = all.filter(isOpen);
  return open.length > 0 ? open : all.slice(-1);
}

function levelLines(record: CaseRecord, number: number, level: Level, target: Instant | undefined): Line[] {
  const { texts } = record.facts;
  const agency = texts[disagreementText.agency(number, level)];
  const mash = texts[disagreementText.mash(number, level)];
  return [
    ...titledLines('Reasons', texts[disagreementText.reasons(number, level)] ?? ''),
    ...(agency ? titledLines('For the agency', agency) : []),
    ...(mash ? titledLines('For the MASH', mash) : []),
    ...titledLines('To be settled by', target ? targetDay(target) : 'No date set yet'),
  ];
}

/** The disagreements that a notice is about: those whose date has come, or the one that changed. */
function disagreementsIn(record: CaseRecord, event: CaseEvent): Disagreement[] | undefined {
  if (event.type === 'ClockReached')
    return event.clock === 'disagreement' ? disagreementsDueBy(record.events, event.upTo) : undefined;
  if (!event.type.startsWith('Disagreement') || !('number' in event)) return undefined;
  return disagreementsOf(record.events).filter(({ number }) => number === event.number);
}

const isReminder = ({ type }: CaseEvent): boolean => type === 'ClockReached';

/** The state of a disagreement in a notice: level and date, but no reason and no name. */
function positionLines(disagreement: Disagreement): Line[] {
  return [
    line(`Disagreement ${disagreement.number}: ${statusWords(disagreement)}`, 'bold', 'Small'),
    ...(isOpen(disagreement) ? [line(capitalised(untilInWords(disagreement)))] : []),
  ];
}

function summaryOf(record: CaseRecord, [one]: Disagreement[], event: CaseEvent): string {
  const target = one && currentLevel(one).target;
  if (isReminder(event) && target) return `${record.id}: disagreement, date ${targetDay(target.at)}`;
  return `${record.id}: disagreement ${one?.number ?? ''}, ${one ? statusWords(one) : ''}`;
}

function referrerNotice(record: CaseRecord, own: Disagreement[], event: CaseEvent, pack: Pack): Card {
  const number = own[0]?.number;
  return referrerCard({
    summary: summaryOf(record, own, event),
    top: [line(record.id, 'bold')],
    heading: isReminder(event) ? 'Your disagreement: the date' : 'Your disagreement: news',
    blocks: [
      plain(
        [...own.flatMap(positionLines), line(isReminder(event) ? settleHint : recordHint, 'plain', 'Small')],
        'Small',
      ),
    ],
    rows: [
      [
        button(openDisagreement, 'See the record', { case: record.id, number, below: true }, { style: 'positive' }),
        button(myReferrals, 'My referrals', { below: true }),
      ],
    ],
    emergency: pack.emergency,
  });
}

const recordHint = 'The record has what was written.';
const settleHint = 'Is it settled? Say so in the record, set another date, or go to the next level.';

function staffNotice(
  record: CaseRecord,
  about: Disagreement[],
  event: CaseEvent,
  { link, to }: { link: string | undefined; to: StaffId },
): Card {
  const isRaiser = about.some(({ raisedBy: id }) => id === to);
  const where = 'It is on the case card in the MASH channel, under More.';
  return noticeCard({
    summary: summaryOf(record, about, event),
    heading: record.id,
    lines: [
      ...about.flatMap(positionLines),
      line(isReminder(event) ? `${settleHint} ${where}` : where, 'plain', 'Small'),
      ...(isRaiser ? [line('You raised it.', 'small', 'Small')] : []),
    ],
    links: link ? [{ title: 'Open in channel', url: link }] : [],
  });
}
