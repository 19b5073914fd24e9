import type { Instant } from '../../base/time.ts';
import { clockAndDay } from '../../cards/london.ts';
import { type Block, button, type Card, type Line, line, mashCard, plain, section } from '../../cards/parts.ts';
import { timeBar } from '../../cards/time-bar.ts';
import type { ListName } from '../../cards/verb.ts';
import { listCases, show } from '../../cards/verbs.ts';
import { erasedIn } from '../../case/erased.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isChildMissing } from '../../case/referral.ts';
import { isUnwritten, type SubmittedReferral, seenAt } from '../../case/state.ts';
import { sentReferral } from '../../case/submitted.ts';
import { isUrgent } from '../../case/urgent.ts';
import type { Pack } from '../../protocol/pack.ts';
import { unreadNews } from '../news/state.ts';

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

/**
 * Sent cases that wait for a decision, next due first. It shows references, times and who has each case, and no fact
 * about a child.
 */
export function deskListCard(
  records: CaseRecord[],
  listPage: ListPage,
  { pack, now }: { pack: Pack; now: Instant },
): Card {
  const { which, page, more } = listPage;
  const title = titles[which];
  const pageButton = (title: string, to: number) =>
    button(listCases, title, { list: which, page: to }, { inputs: 'none' });
  const rows = records.flatMap((record) => caseRow(record, { list: which, page }, { pack, now }));
  const emptyWords = page > 0 ? 'No more of them. Go back.' : 'None. Nothing is waiting here.';
  return mashCard({
    summary: `MASH desk: ${title}`,
    top: [line(`At ${clockAndDay(now)}, due next first${page > 0 ? `, page ${page + 1}` : ''}`, 'small')],
    heading: title,
    blocks: rows.length > 0 ? rows : [plain([line(emptyWords)], 'Small')],
    buttons: [
      ...(page > 0 ? [pageButton('Back', page - 1)] : []),
      ...(more ? [pageButton('Next', page + 1)] : []),
      pageButton('Look again', page),
    ],
  });
}

/** The one sent case that somebody looked up by its reference. */
export function foundCard(record: CaseRecord, caseContext: { pack: Pack; now: Instant }): Card {
  return mashCard({
    summary: `MASH desk: ${record.id}`,
    top: [line(`At ${clockAndDay(caseContext.now)}`, 'small')],
    heading: 'Found',
    blocks: caseRow(record, { list: 'desk' }, caseContext),
  });
}

function caseRow(record: CaseRecord, from: object, { pack, now }: { pack: Pack; now: Instant }): Block[] {
  const referral = sentReferral(record);
  if (!referral) return [];
  const open = button(show, 'Open', { case: record.id, ...from }, { tooltip: `Open: ${record.id}` });
  const flagWords = flags(record, referral, pack);
  const lines = [
    line(stageWords(referral, now)),
    ...(flagWords.length > 0 ? [line(flagWords.join(' · '), 'bold')] : []),
    holderLine(record, referral),
  ];
  return [section(record.id, lines, [open])];
}

function stageWords(referral: SubmittedReferral, now: Instant): string {
  if (referral.status === 'joined') return `Joined into ${referral.joined.into}: the same call`;
  return referral.status === 'decided' ? `Decided ${clockAndDay(referral.decidedAt)}` : timeBar(referral, now);
}

function flags(record: CaseRecord, referral: SubmittedReferral, pack: Pack): string[] {
  return [
    ...(erasedIn(record.events) ? ['ERASED'] : []),
    ...(unreadNews(record.events).length > 0 ? ['NEW INFORMATION'] : []),
    ...(isUrgent(record, pack) ? ['URGENT'] : []),
    ...(isChildMissing(referral) ? ['CHILD MISSING'] : []),
    ...(isByPhone(referral) ? ['BY PHONE, NOT IN WRITING YET'] : []),
    ...(isUnwritten(referral) && !isByPhone(referral) ? ['NOT IN WRITING YET'] : []),
    ...(referral.reopening.kind === 'reopened' && referral.status !== 'decided' ? ['DECIDING AGAIN'] : []),
  ];
}

/** Whether somebody rang about this case and nothing is in writing yet. */
const isByPhone = (referral: SubmittedReferral): boolean =>
  isUnwritten(referral) ? referral.call.kind === 'made' : referral.route.kind === 'phoned';

function holderLine({ facts }: CaseRecord, referral: SubmittedReferral): Line {
  const { allocation } = referral;
  if (allocation.kind !== 'nobody') return line(`${facts.names[allocation.by] ?? 'A colleague'} has it`);
  return line(seenAt(referral) ? 'Seen. Nobody has taken it' : 'Nobody has taken it');
}
