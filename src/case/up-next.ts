import { Instant, londonDay } from '../base/time.ts';
import type { Pack } from '../protocol/pack.ts';
import { unreadNews } from './news.ts';
import type { Shelf } from './part.ts';
import { protectionOf } from './protection.ts';
import type { CaseRecord } from './record.ts';
import { isChildMissing } from './referral.ts';
import { isSightAnswered, noTimeSince } from './sight.ts';
import { erasedIn, sentReferral } from './standing.ts';
import type { SubmittedReferral } from './state.ts';
import { type Urgency, urgencies } from './urgent.ts';

/** What happens next to the child of a case that is not over. `leaves-unread`: no hour could be read in their words. `news`: a decided case has news that nobody has read. */
export interface UpNext {
  what: Urgency['why'] | 'leaves-unread' | 'decision' | 'news';
  at: Instant; // since when it is so; for the others, when the child leaves, or when the decision is due
}

/** On the board, a lower rank comes first. What happens next to a child stands above every shelf. */
const ranks: Record<UpNext['what'], number> = {
  missing: 1,
  danger: 1,
  protection: 1,
  call: 1,
  'leaves-sight': 2,
  'leaves-unread': 2,
  decision: 3,
  news: 3,
};
const shelves: Record<Shelf['is'] | 'decided', number> = {
  task: 3,
  'passed-on': 4,
  'taken-on': 5,
  decided: 6,
  closed: 7,
};

const worstFirst = ['missing', 'danger', 'protection', 'call'] as const;

/**
 * What happens next to the child: missing or in danger now, then leaving sight, then the decision. A decision ends
 * neither danger nor missing nor police protection, which leaves the lists when it is over or the child is said to be safe;
 * nor a leaving time, which leaves them when the MASH has answered it; nor news, which somebody must read.
 * @returns undefined for a draft, a joined call, and a decided case of which nothing else holds
 */
export function upNext(record: CaseRecord, pack: Pack): UpNext | undefined {
  const referral = sentReferral(record);
  const isDecided = referral?.status === 'decided';
  if (!referral || referral.status === 'joined' || (isDecided && erasedIn(record.events))) return undefined;
  const all = urgencies(record, referral, pack);
  const isOver = (why: Urgency['why']) =>
    why === 'call' || (why === 'protection' && isSafeSince(referral, protectionOf(record)?.lastSaidAt));
  const [worst] = worstFirst
    .filter((why) => !(isDecided && isOver(why)))
    .flatMap((why) => all.find((each) => each.why === why) ?? []);
  if (worst) return { what: worst.why, at: worst.since };
  if (referral.status === 'decided') {
    const { leavesSight: at } = referral;
    if (at && !isSightAnswered(referral)) return { what: 'leaves-sight', at };
    const [unread] = unreadNews(record.events);
    return unread && { what: 'news', at: unread.at };
  }
  return leavesNext(record, referral) ?? { what: 'decision', at: referral.decisionDue };
}

const isSafeSince = ({ safe }: SubmittedReferral, at: Instant | undefined) => !!safe && !!at && safe.at >= at;

/** When the child leaves sight, if that is before the decision is due. Words without an hour stand where it may be soon. */
function leavesNext(record: CaseRecord, referral: SubmittedReferral): UpNext | undefined {
  const { answers } = record.facts;
  const { decisionDue, submittedAt } = referral;
  const at = leavesBeforeDue(referral);
  if (at) return { what: 'leaves-sight', at };
  const { at: readAt, day } = answers.readings['leaves-sight'] ?? {};
  if (referral.leavesSight || readAt) return undefined;
  const isEmpty = answers.values['leaves-sight'] === ''; // among those who leave, such cases would hide them
  if (day === undefined)
    return !isEmpty && noTimeSince(record, referral) ? { what: 'leaves-unread', at: submittedAt } : undefined;
  return day <= londonDay(decisionDue)
    ? { what: 'leaves-unread', at: Instant.parse(`${day}T00:00:00.000Z`) }
    : undefined;
}

/**
 * When the child leaves or left the referrer's sight, if that is before the decision is due and the child is not
 * missing.
 */
const leavesBeforeDue = (referral: SubmittedReferral): Instant | undefined => {
  const { leavesSight, decisionDue } = referral;
  return leavesSight !== undefined && leavesSight < decisionDue && !isChildMissing(referral) ? leavesSight : undefined;
};
/** The same for titles and cards: none that its author calls not right. The clocks run to it until the MASH has answered. */
export const leavesSightBeforeDue = (referral: SubmittedReferral): Instant | undefined =>
  referral.sightSaid?.right === 'no' ? undefined : leavesBeforeDue(referral);

/**
 * The place of a sent case on the board, as a text: they stand in the order of these texts, each in a place of its own. First what
 * happens next to a child, with the tasks that are not done; then, the latest first, what is with the Assessment team, decided and closed.
 * @param from where the features say that it stands once nothing happens next
 * @returns undefined for a draft, a joined call, and a decided case whose facts are erased
 */
export function boardPlaceOf(record: CaseRecord, pack: Pack, from: readonly Shelf[]): string | undefined {
  const next = upNext(record, pack);
  if (next) return `${ranks[next.what]} ${next.at} ${record.id}`;
  const referral = sentReferral(record);
  if (referral?.status !== 'decided' || erasedIn(record.events)) return undefined;
  const { is, at } = shelfOf(from) ?? { is: 'decided', at: referral.decidedAt };
  return `${shelves[is]} ${is === 'passed-on' || is === 'task' ? at : latestFirst(at)} ${record.id}`;
}

/** A closed case stands nowhere else. A task that is not done keeps a case among those of which something happens next. */
export const shelfOf = (from: readonly Shelf[]): Shelf | undefined =>
  from.find(({ is }) => is === 'closed') ?? from.find(({ is }) => is === 'task') ?? from[0];

/** A text that stands the earlier, the later the moment is. */
const latestFirst = (at: Instant) => at.replace(/\d/g, (digit) => String(9 - Number(digit)));

/** The cases of the board of which something happens next. */
export const waiting = { placeBefore: String(shelves['passed-on']) };
/** Those that somebody works on: also what the Assessment team has. */
export const inWork = { placeBefore: String(shelves.decided) };
export const isInWork = ({ upNext = inWork.placeBefore }: Pick<CaseRecord, 'upNext'>) => upNext < inWork.placeBefore;
export const closed = { after: String(shelves.closed) };

/** The board in parts, each in an order of its own: what waits, and each shelf. */
export const boardParts = [
  waiting,
  ...(['passed-on', 'taken-on', 'decided', 'closed'] as const).map((is) => ({
    after: String(shelves[is]),
    placeBefore: String(shelves[is] + 1),
  })),
];

/** The place before which every case stands whose decision is due before this moment. */
export const placeOfDecision = (at: Instant): string => `${ranks.decision} ${at}`;

/** The place before which whatever happens to a child before this moment stands, save decisions. */
export const placeBefore = (at: Instant): string => `${ranks['leaves-sight']} ${at}`;
