import type { StaffId } from '../../base/people.ts';
import { caseNotice } from '../../cards/about-case.ts';
import { clockAndDay, shortDue } from '../../cards/london.ts';
import type { NoticeView } from '../../cards/meaning.ts';
import { type Button, type Lines, spacedBoldLine, spacedLine } from '../../cards/parts.ts';
import { wishOf } from '../../cards/who-refers.ts';
import { unreadNews } from '../../case/news.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isTaken } from '../../case/referral.ts';
import { submitted } from '../../case/standing.ts';
import { isUrgent } from '../../case/urgent.ts';
import type { Pack } from '../../protocol/pack.ts';
import { notTakenWords } from './cards.ts';
import { isAlarm } from './clock.ts';
import { askCard, safetyLines, unreadLine } from './safe-cards.ts';
import { openWorries, unansweredAsks } from './safe-clock.ts';
import { numberButton, onItButton } from './state.ts';

/**
 * How the case stands now: while nobody has answered “Is the child safe?”, that. It replaces old reminders, so that nobody
 * acts on them, and is the reply to “I am on it”.
 */
export function caseStatusCard({ record, to, pack, link }: Omit<NoticeView, 'now'>) {
  const { id, facts, events } = record;
  const referral = submitted(record);
  const nameOf = (person: StaffId) => facts.names[person] ?? 'A colleague';
  const due = clockAndDay(referral.decisionDue);
  const safety = [safetyLines(record, pack), unreadLine(record)];
  const asked = unansweredAsks(events).at(-1);
  if (asked && openWorries(record, pack).length > 0)
    return askCard(asked, { record, pack, now: record.changedAt, to, link });
  const card = (summary: string, lines: Lines, buttons: Button[] = []) =>
    caseNotice(id, {
      summary,
      lines: [lines, safety],
      buttons,
      link,
    });
  const isCalm = !isUrgent(record, pack) && unreadNews(events).length === 0;
  if (referral.status === 'joined') {
    const { into, by } = referral.joined;
    return card(`: joined into ${into}`, [
      spacedLine(`✓  The same call as ${into}, says ${nameOf(by)}`),
      spacedLine('Nothing waits here. That case says what is due.'),
    ]);
  }
  if (referral.status === 'decided')
    return card(` decided ${shortDue(referral.decidedAt)}`, [
      spacedLine(`✓  Decided at ${clockAndDay(referral.decidedAt)}, by ${nameOf(referral.decidedBy)}`),
      isCalm && spacedLine(`You need do nothing. It was due by ${due}.`),
    ]);
  const { allocation } = referral;
  const undecided = `Undecided. Due by ${due}`;
  if (!isTaken(referral) || allocation.kind === 'nobody')
    return card(
      ': not taken yet',
      [spacedBoldLine(notTakenWords(record, referral)), undecided],
      [onItButton(record), numberButton(record)],
    );
  const isYours = allocation.by === to;
  const holderWords = isYours ? 'You have it' : `${nameOf(allocation.by)} has it`;
  const isMessage = wishOf(events)?.wish === 'message';
  const wasUrgent = events.some((event) => isAlarm(event)); // whoever takes it then rings the referrer first
  return card(
    `: ${isYours ? 'you have it' : 'somebody has it'}`,
    [
      spacedBoldLine(`✓  ${holderWords}, since ${clockAndDay(allocation.at)}`),
      isYours && wasUrgent && spacedBoldLine(`Now ${isMessage ? 'send the referrer a message' : 'ring the referrer'}.`),
      undecided,
    ],
    isYours ? [numberButton(record)] : [],
  );
}

/** What earlier reminders to one person show once they are out of date. */
export const reminderOverCard = (record: CaseRecord, to: StaffId, pack: Pack, link: string | undefined) =>
  caseStatusCard({ record, to, pack, link });

/** What an earlier reminder shows where a later one in the same chat says how the case stands. It is true for good. */
export const olderReminderCard = ({ id }: CaseRecord, link: string | undefined) =>
  caseNotice(id, {
    summary: ': see the later message',
    lines: ['A later message here says how this case stands.'],
    link,
  });
