import type { Instant } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Block, button, type Card, type Line, line, mashCard, plain, section } from '../../cards/parts.ts';
import { timeBar } from '../../cards/time-bar.ts';
import type { ListName } from '../../cards/verb.ts';
import { listCases, show } from '../../cards/verbs.ts';
import { isGone } from '../../case/along.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isUnwritten, referralOf, type SubmittedReferral, seenAt, submittedIn } from '../../case/state.ts';
import { isUrgent } from '../../case/urgent.ts';
import type { Pack } from '../../protocol/pack.ts';
import { unreadNews } from '../news/state.ts';
import { erasedIn } from '../retention/state.ts';

/** One page of a list. */
interface ListPage {
  which: ListName;
  page: number; // counted from 0
  more: boolean;
}

const titles = {
  open: 'Waiting for a decision',
  due: 'Due in 12 hours, or overdue',
  overdue: 'Overdue',
  mine: 'With you',
};

/** Sent cases that wait for a decision, the one that is due next first: references, times and who has them, and no fact of a child. */
export function deskListCard(
  records: CaseRecord[],
  shown: ListPage,
  { pack, now }: { pack: Pack; now: Instant },
): Card {
  const { which, page, more } = shown;
  const title = titles[which];
  const turn = (title: string, to: number) => button(listCases, title, { list: which, page: to }, { inputs: 'none' });
  const rows = records.flatMap((record) => row(record, { list: which, page }, { pack, now }));
  const nothing = page > 0 ? 'No more of them. Go back.' : 'None. Nothing is waiting here.';
  return mashCard({
    summary: `MASH desk: ${title}`,
    top: [line(`At ${clockAndDay(now)}, due next first${page > 0 ? `, page ${page + 1}` : ''}`, 'small')],
    heading: title,
    blocks: rows.length > 0 ? rows : [plain([line(nothing)], 'Small')],
    buttons: [
      ...(page > 0 ? [turn('Back', page - 1)] : []),
      ...(more ? [turn('Next', page + 1)] : []),
      turn('Look again', page),
    ],
  });
}

/** One sent case that somebody looked for by its reference. */
export function foundCard(record: CaseRecord, caseContext: { pack: Pack; now: Instant }): Card {
  return mashCard({
    summary: `MASH desk: ${record.id}`,
    top: [line(`At ${clockAndDay(caseContext.now)}`, 'small')],
    heading: 'Found',
    blocks: row(record, { list: 'desk' }, caseContext),
  });
}

function row(record: CaseRecord, from: object, { pack, now }: { pack: Pack; now: Instant }): Block[] {
  const referral = submittedIn(referralOf(record.events));
  if (!referral) return [];
  const open = button(show, 'Open', { case: record.id, ...from }, { tooltip: `Open: ${record.id}` });
  const marks = flags(record, referral, pack);
  const lines = [
    line(where(referral, now)),
    ...(marks.length > 0 ? [line(marks.join(' · '), 'bold')] : []),
    holder(record, referral),
  ];
  return [section(record.id, lines, [open])];
}

function where(referral: SubmittedReferral, now: Instant): string {
  if (referral.status === 'joined') return `Joined into ${referral.joined.into}: the same call`;
  return referral.status === 'decided' ? `Decided ${clockAndDay(referral.decidedAt)}` : timeBar(referral, now);
}

function flags(record: CaseRecord, referral: SubmittedReferral, pack: Pack): string[] {
  return [
    ...(erasedIn(record.events) ? ['ERASED'] : []),
    ...(unreadNews(record.events).length > 0 ? ['NEW INFORMATION'] : []),
    ...(isUrgent(record, pack) ? ['URGENT'] : []),
    ...(isGone(referral) ? ['CHILD MISSING'] : []),
    ...(isByPhone(referral) ? ['BY PHONE, NOT IN WRITING YET'] : []),
    ...(isUnwritten(referral) && !isByPhone(referral) ? ['NOT IN WRITING YET'] : []),
    ...(referral.reopening.kind === 'reopened' && referral.status !== 'decided' ? ['DECIDING AGAIN'] : []),
  ];
}

/** Somebody rang, and nothing is in writing. */
const isByPhone = (referral: SubmittedReferral): boolean =>
  isUnwritten(referral) ? referral.call.kind === 'made' : referral.route.kind === 'phoned';

function holder({ facts }: CaseRecord, referral: SubmittedReferral): Line {
  const { allocation } = referral;
  if (allocation.kind !== 'nobody') return line(`${facts.names[allocation.by] ?? 'A colleague'} has it`);
  return line(seenAt(referral) ? 'Seen. Nobody has taken it' : 'Nobody has taken it');
}
