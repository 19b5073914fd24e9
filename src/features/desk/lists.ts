import { showing } from '../../actions/action.ts';
import type { Context, ReplyMessage } from '../../actions/context.ts';
import { readCaseId } from '../../base/reference.ts';
import { type Duration, type Instant, plus } from '../../base/time.ts';
import type { SentCase } from '../../cards/face.ts';
import { helpCard } from '../../cards/helpful.ts';
import { hasLeft, leavesAt, leavesSaid, leavesWords } from '../../cards/leaving.ts';
import { clock, clockAndDay, counted, shortDue, timeBar, timeLeft } from '../../cards/london.ts';
import {
  type Block,
  button,
  buttonWithoutInputs,
  type Card,
  capitalised,
  line,
  mainButton,
  mashCard,
  plain,
  section,
  shown,
  titledLines,
} from '../../cards/parts.ts';
import type { ListName } from '../../cards/verb.ts';
import { listCases, show } from '../../cards/verbs.ts';
import { reportedFound } from '../../cards/who-and-when.ts';
import { unreadNews } from '../../case/news.ts';
import { protectionEnd, protectionOf } from '../../case/protection.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isChildMissing, isTaken } from '../../case/referral.ts';
import { erasedIn, sentReferral } from '../../case/standing.ts';
import { isUnwritten, type SubmittedReferral, seenAt } from '../../case/state.ts';
import { placeBefore, type UpNext, upNext } from '../../case/up-next.ts';
import { isUrgent } from '../../case/urgent.ts';
import type { Pack } from '../../protocol/pack.ts';
import { onCall } from '../duty/verbs.ts';
import { logCall } from './verbs.ts';

/** What somebody of the MASH can type in their own chat. */
export const deskChatCard = (pack: Pack, heading = 'What you can type here'): Card =>
  helpCard(pack, {
    heading,
    lines: [
      '“I am on it HT-…”, “child is safe HT-…: who saw the child”, “I need others HT-…: what is needed”.',
      '“on duty until 20:00”, “off duty”, “on call”, “report”.',
      'In the MASH channel, after my name: “open”, “due”, “overdue”, “mine”, “find HT-…”. “help” there lists all.',
      'To refer a child yourself, type “start”.',
    ],
  });

/** @param typeable what can be typed in the channel, and what it does */
export function deskHelpCard(typeable: ReturnType<Context['help']>) {
  const desk = { list: 'desk' as const }; // the answer replaces this card, only for the person who presses
  return mashCard({
    summary: 'MASH desk: help',
    heading: 'The MASH desk',
    blocks: [
      plain(['Write my name in this channel, and after it one of these:'], 'Small'),
      plain(typeable.map(([words, what]) => titledLines(words, what))),
      plain(['To refer a child, talk to me 1:1.'], 'Small'),
    ],
    buttons: [
      button(listCases, 'Waiting', { list: 'open', page: 0 }),
      button(listCases, 'Mine', { list: 'mine', page: 0 }),
      button(onCall, 'On call', desk),
      button(logCall, 'Log a phone referral', desk),
    ],
  });
}

/** Invites everybody in the channel to log a phone referral. Only the person who presses sees the form itself. */
export function callInviteCard() {
  return mashCard({
    summary: 'MASH desk: log a phone referral',
    heading: 'Log a phone referral',
    blocks: [
      plain(['Somebody rang you about a child? Write it down here. Only you see the form until it is saved.'], 'Small'),
    ],
    buttons: [mainButton(logCall, 'Open the form', { list: 'desk' })],
  });
}

/** One page of a list. */
interface ListPage {
  which: ListName;
  page: number; // counted from 0
  more: boolean;
  unread?: number; // how many cases of this page cannot be read
}

const titles = {
  open: 'All that waits',
  due: 'In the next 12 hours',
  overdue: 'Overdue',
  mine: 'With you',
};

/**
 * Cases that are not over, in the order in which something happens to a child. It shows references, times and who has
 * each case, and no other fact about a child.
 */
export function deskListCard(records: CaseRecord[], listPage: ListPage, { pack, now }: { pack: Pack; now: Instant }) {
  const { which, page, more, unread = 0 } = listPage;
  const title = titles[which];
  const pageButton = (title: string, to: number) => buttonWithoutInputs(listCases, title, { list: which, page: to });
  const rows = records.flatMap((record) => caseRow(record, { list: which, page }, { pack, now }));
  const emptyWords =
    which === 'open' ? 'None. Nothing is waiting here.' : 'None of these. “open” shows all that waits.';
  const isEmpty = rows.length === 0 && unread === 0;
  return mashCard({
    summary: `MASH desk: ${title}`,
    top: [line(`At ${clockAndDay(now)}, what happens next first${page > 0 ? `, page ${page + 1}` : ''}`, 'small')],
    heading: title,
    blocks: [
      ...rows,
      unread > 0 && plain([line(`${counted(unread, 'case')} cannot be read: look in the channel.`, 'bold')]),
      isEmpty && plain([page > 0 ? 'No more of them. Go back.' : emptyWords], 'Small'),
    ],
    buttons: [
      page > 0 && pageButton('Back', page - 1),
      more && pageButton('Next', page + 1),
      pageButton('Look again', page),
    ],
  });
}

/** The one sent case that somebody looked up by its reference. */
export function foundCard(record: CaseRecord, caseContext: { pack: Pack; now: Instant }) {
  return mashCard({
    summary: `MASH desk: ${record.id}`,
    top: [line(`At ${clockAndDay(caseContext.now)}`, 'small')],
    heading: 'Found',
    blocks: caseRow(record, { list: 'desk' }, caseContext),
  });
}

export function caseRow(record: CaseRecord, from: object, { pack, now }: { pack: Pack; now: Instant }): Block[] {
  const referral = sentReferral(record);
  if (!referral) return [];
  const open = button(show, 'Open', { case: record.id, ...from }, { tooltip: `Open: ${record.id}` });
  const next = upNext(record, pack);
  const nextWords = next && whatIsNext(next, { record, referral, pack }, now);
  const flagWords = flags(record, referral, { pack, now, next }).join(' · ');
  const lines = [
    nextWords && line(nextWords, 'bold'),
    stageWords(referral, now),
    flagWords && line(flagWords, 'bold'),
    holderWords(record, referral),
  ];
  return [section(record.id, lines, [open])];
}

/** What happens next to the child, and when; the decision, which the row shows anyway, is not named. */
function whatIsNext({ what, at }: UpNext, { record, referral, pack }: SentCase, now: Instant) {
  const protection = protectionOf(record);
  switch (what) {
    case 'decision':
      return leavesSaid(record, referral);
    case 'missing':
      return `Reported missing ${clockAndDay(at)}`;
    case 'danger':
      return `In danger, said ${clockAndDay(at)}`;
    case 'protection':
      return protection && `In police protection, ends ${clockAndDay(protectionEnd(protection, pack).at)}`;
    case 'leaves-sight':
      return `${leavesWords(referral, now)} ${leavesAt(referral, clock)}${fromNow(at, referral, now)}`;
    case 'leaves-unread':
      return `Leaves sight: ${leavesSaid(record, referral)}. Open it`;
    default:
      return `Urgent since ${clockAndDay(at)}`;
  }
}

const fromNow = (at: Instant, referral: SubmittedReferral, now: Instant) =>
  at > now ? `, in ${timeLeft(now, at)}` : hasLeft(referral, now) ? `, ${timeLeft(at, now)} ago` : '';

function stageWords(referral: SubmittedReferral, now: Instant) {
  if (referral.status === 'joined') return `Joined into ${referral.joined.into}: the same call`;
  return referral.status === 'decided'
    ? `Decided ${clockAndDay(referral.decidedAt)}`
    : `${timeBar(referral, now)}. Due ${shortDue(referral.decisionDue)}`;
}

const afterDecision: Partial<Record<UpNext['what'], string>> = {
  missing: 'STILL MISSING',
  protection: 'STILL IN POLICE PROTECTION',
  'leaves-sight': 'LEAVING TIME NOT ANSWERED',
};

function flags(
  record: CaseRecord,
  referral: SubmittedReferral,
  { pack, now, next }: { pack: Pack; now: Instant; next: UpNext | undefined },
) {
  const isByPhone = isUnwritten(referral) ? referral.call.kind === 'made' : referral.route.kind === 'phoned';
  return shown<string>([
    erasedIn(record.events) && 'ERASED',
    unreadNews(record.events).length > 0 && 'NEW INFORMATION',
    isUrgent(record, pack, now) && 'URGENT',
    next && referral.status === 'decided' && `DECIDED, ${afterDecision[next.what] ?? 'STILL IN DANGER'}`,
    isChildMissing(referral) && `CHILD MISSING${referral.found ? `, ${reportedFound(record, referral.found)}` : ''}`,
    isByPhone && 'BY PHONE, NOT IN WRITING YET', // somebody rang, and nothing is in writing yet
    isUnwritten(referral) && !isByPhone && 'NOT IN WRITING YET',
    referral.reopening && referral.status !== 'decided' && 'DECIDING AGAIN',
  ]);
}

function holderWords({ facts }: CaseRecord, referral: SubmittedReferral) {
  const { allocation } = referral;
  const name = allocation.kind !== 'nobody' && (facts.names[allocation.by] ?? 'a colleague');
  if (name) return isTaken(referral) ? `${capitalised(name)} has it` : `Handed to ${name}, not taken yet`;
  return seenAt(referral) ? 'Seen. Nobody has taken it' : 'Nobody has taken it';
}

const rowsOnPage = 10;
const dueSoon = 'PT12H' as Duration;

/** One page of a list of cases. */
export async function casesPage(
  { which, page = 0 }: { which: ListName; page?: number | undefined },
  context: Context,
): Promise<ReplyMessage> {
  const { now, pack } = context.caseContext();
  const soon = plus(now, dueSoon);
  const found = await context.cases.upNext(
    {
      ...(which === 'overdue' && { dueBefore: now }),
      ...(which === 'due' && { dueBefore: soon, placeBefore: placeBefore(soon) }),
      ...(which === 'mine' && { heldBy: context.by.id }),
    },
    { offset: page * rowsOnPage, limit: rowsOnPage + 1 },
  );
  const onPage = found.slice(0, rowsOnPage);
  const records = onPage.flat();
  const listPage = { which, page, more: found.length > rowsOnPage, unread: onPage.length - records.length };
  return { card: deskListCard(records, listPage, { pack, now }) };
}

/** Finds one sent case by the reference that somebody typed. */
export async function findCase(text: string, context: Context) {
  const id = readCaseId(text);
  const record = id && (await context.cases.load(id));
  return record && !record.practice && sentReferral(record)
    ? { ...showing([{ card: foundCard(record, context.caseContext()) }], id), how: 'find' }
    : [{ text: unknownReference }];
}

const unknownReference =
  'I know no referral with that reference. Check each letter, or write “open” to see what waits.';
