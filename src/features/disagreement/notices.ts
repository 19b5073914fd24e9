import { type FormRetry, limit, text, untouchedForm } from '../../cards/forms.ts';
import { clockAndDay } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import {
  button,
  type Card,
  capitalised,
  coloured,
  type Lines,
  line,
  mainButton,
  noticeCard,
  plain,
  spacedBoldLine,
  spacedLine,
  spacedSmallLine,
} from '../../cards/parts.ts';

import { cardAbout, toMyReferrals } from '../../cards/to-referrer.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { noDelayWords } from './cards.ts';
import { currentLevel, type Disagreement, isOpen } from './state.ts';
import { disagreementClose, openDisagreement } from './verbs.ts';
import { statusWords, targetDay, untilInWords } from './words.ts';

/** What one person gets about these disagreements: the date has come, or one of them has changed. */
export function disagreementNotice(about: Disagreement[], event: CaseEvent, view: NoticeView): Card {
  const own = about.filter(({ side }) => side === 'referrer' && view.to === view.record.author);
  return own.length > 0 ? referrerNotice(own, event, view) : staffNotice(about, event, view);
}

const isReminder = ({ type }: CaseEvent) => type === 'ClockReached';

/** The state of a disagreement in a notice: level and date, but no reason and no name. */
function positionLines(disagreement: Disagreement): Lines {
  return [
    spacedBoldLine(`Disagreement ${disagreement.number}: ${statusWords(disagreement)}`),
    isOpen(disagreement) && capitalised(untilInWords(disagreement)),
  ];
}

function summaryOf(record: CaseRecord, [one]: Disagreement[], event: CaseEvent) {
  const target = one && currentLevel(one).target;
  if (isReminder(event) && target) return `${record.id}: disagreement, date ${targetDay(target.at)}`;
  return `${record.id}: disagreement ${one?.number ?? ''}, ${one ? statusWords(one) : ''}`;
}

function referrerNotice(own: Disagreement[], event: CaseEvent, { record, pack }: NoticeView) {
  const number = own[0]?.number;
  return cardAbout(record.id, pack, {
    summary: summaryOf(record, own, event),
    heading: isReminder(event) ? 'Your disagreement: the date' : 'Your disagreement: news',
    blocks: [plain([own.map(positionLines), spacedLine(isReminder(event) ? settleHint : recordHint)], 'Small')],
    rows: [[mainButton(openDisagreement, 'See the record', { case: record.id, number, below: true }), toMyReferrals]],
  });
}

const recordHint = 'The record has what was written.';
const settleHint = 'Is it settled? Say so in the record, set another date, or ask those above.';

function staffNotice(about: Disagreement[], event: CaseEvent, { record, link, to }: NoticeView) {
  const isRaiser = about.some(({ raisedBy: id }) => id === to);
  const where = 'It is on the case card in the MASH channel, under More.';
  return noticeCard({
    summary: summaryOf(record, about, event),
    heading: record.id,
    lines: [
      about.map(positionLines),
      spacedLine(isReminder(event) ? `${settleHint} ${where}` : where),
      isRaiser && spacedSmallLine('You raised it.'),
    ],
    link,
  });
}

/**
 * Tells a person set up for level 2 or 3, in their own chat, that a disagreement has come to them. It shows the
 * reference, the level (2: senior managers, 3: the Board) and dates, and the one thing that they can do: close it.
 * @source Protocol 13
 */
export function levelCard(
  record: CaseRecord,
  disagreement: Disagreement,
  pack: Pack,
  again: FormRetry = untouchedForm,
  notice?: string,
) {
  const { number } = disagreement;
  const { level, at } = currentLevel(disagreement);
  const open = isOpen(disagreement);
  const data = { case: record.id, number, level, attempt: again.attempt };
  return cardAbout(record.id, pack, {
    summary: `${record.id}: disagreement ${number}, ${statusWords(disagreement)}`,
    heading: open ? 'A disagreement has come to you' : `Disagreement ${number} is over`,
    blocks: [
      notice && coloured('warning', [line(notice, 'bold')]),
      plain(
        [
          line(capitalised(statusWords(disagreement)), 'bold'),
          disagreement.status === 'open'
            ? `Here since ${clockAndDay(at)} · ${untilInWords(disagreement)}`
            : clockAndDay(disagreement.at),
        ],
        'Small',
      ),
      open &&
        plain([
          'Talk to both sides. It ends when both have said that it is settled, or when you close it here.',
          spacedLine(noDelayWords),
          spacedLine('I show you no more of the case: the MASH and the agency have its record.'),
        ]),
    ],
    inputs: [open && text('reason', `Why do you close it? Both sides read this (required, ${limit})`, again)],
    rows: [open && [button(disagreementClose, 'Close it', data)]],
    after: [open && spacedSmallLine(`Or type “close disagreement ${record.id}:” and the reason.`)],
  });
}
