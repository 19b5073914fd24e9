import { grownFold, oncePer } from '../base/once-per.ts';
import type { StaffId } from '../base/people.ts';
import { type Instant, msBetween, plus } from '../base/time.ts';
import { type CaseEvent, isA } from '../history/events.ts';
import type { NoticeMessage, OutboxMessage } from './outbox.ts';
import { evolve, isOwnReferral, isSubmitted, type Referral } from './state.ts';

/**
 * Something that the referrer said after sending. `index`: the place of its event in the history. `after`: since when
 * news is told together with it, if it is not the first (`windowOf`). `asked`: the bot had asked for it, as for the written part
 * of a call.
 */
export interface News {
  number: number;
  index: number;
  at: Instant;
  event: (typeof newsEvents)[number];
  after?: Instant;
  typedAt?: Instant; // earlier than `at`, if somebody had to say the child
  asked?: true;
  isAnswer?: true; // of a missing child: whether the police know
  /** A member of the MASH or of the Assessment team said that they read it, or began to decide again. */
  read?: { by: StaffId; at: Instant };
}

export const newsEvents = [
  'InformationAdded',
  'CheckAdded',
  'QuestionAnswered',
  'ChildMissing',
  'ChildFound',
  'DangerTakenBack',
  'ReferralSubmitted', // in writing, after a call
  'HandOverAccepted', // there is another number to ring
  'WhoRefersSaid', // if it changes what was said before
  'AddressShown', // an address that was held back
  'AddressesHeld', // in an answer to the MASH
  'LeavingTimeChecked', // that a time is not right
] as const;

export const togetherMs = 2 * 60_000; // news that comes this soon after other news is told together

/** Whether events of this type may be news. */
export const isNews = (type: string): type is News['event'] => newsEvents.some((each) => each === type);

interface NewsSoFar {
  referral: Referral;
  all: News[];
  isTaken: boolean; // since the last of them
  index: number; // of the next event
}

const newsSoFar = grownFold<CaseEvent, NewsSoFar>(
  { referral: { status: 'not-started' }, all: [], isTaken: false, index: 0 },
  (so, event) => {
    const referral = evolve(so.referral, event);
    const news = newsIn(event, so, referral);
    const all = news ? [...so.all, news] : so.all;
    const isTaken = event.type === 'ReferralTaken' || (so.isTaken && !news);
    const next = { referral, isTaken, index: so.index + 1 };
    if (event.type === 'NewsRead') return { ...next, all: withRead(all, event, event.upTo, event.from) };
    if (event.type === 'DecisionReopened') return { ...next, all: withRead(all, event, all.length) };
    return { ...next, all };
  },
);

/** All news that came in since the MASH has the case, the oldest first. What the MASH recorded itself is not news. */
export const newsOf = (events: CaseEvent[]): News[] => newsSoFar(events).all;

/** What is news in this event. @param referral after it */
function newsIn(event: CaseEvent, so: NewsSoFar, referral: Referral): News | undefined {
  const { type, at } = event;
  const missing = type === 'ChildMissing' && 'missing' in referral ? referral.missing.at(-1) : undefined;
  const byMash =
    missing?.byMash || (event.type === 'AddressShown' && isSubmitted(referral) && !isOwnReferral(referral, event.by));
  const isMoreOnly =
    (event.type === 'WhoRefersSaid' && !event.changes) ||
    (event.type === 'AddressesHeld' && !event.inAnswer) ||
    (event.type === 'LeavingTimeChecked' && event.right === 'yes');
  if (!isSubmitted(so.referral) || !isNews(type) || byMash || isMoreOnly) return undefined;
  const after = so.isTaken ? undefined : windowOf(so.all.at(-1), at);
  return {
    number: so.all.length + 1,
    index: so.index,
    at,
    event: type,
    ...(after && { after }),
    ...(event.type === 'InformationAdded' && event.typedAt && { typedAt: event.typedAt }),
    ...(event.type === 'InformationAdded' && event.read && { read: event.read }),
    ...(isAskedFor(event) && { asked: true }),
    ...(missing?.isAnswer && { isAnswer: true }),
  };
}

/**
 * When the two minutes began into which news at this moment falls: with the news before it, or, where that was told at the end
 * of two minutes, with their end. Whoever has read the news before, or has just taken the case, hears of the next by itself.
 */
function windowOf(last: News | undefined, at: Instant): Instant | undefined {
  if (!last || last.read) return undefined;
  const since = last.after ?? last.at;
  const next = last.after && plus(last.after, togetherMs);
  return [since, next].find((start) => start && start <= at && msBetween(start, at) < togetherMs);
}

/** The written part of a call. What a referrer answers to the MASH is not asked for in this sense: it is news. */
export const isAskedFor = (event: CaseEvent): boolean =>
  event.type === 'ReferralSubmitted' || (event.type === 'InformationAdded' && event.inWriting === true);

const withRead = (all: News[], { by, at }: { by: StaffId; at: Instant }, upTo: number, from = 1): News[] =>
  all.map((news) => (news.number >= from && news.number <= upTo && !news.read ? { ...news, read: { by, at } } : news));

/** Whether this message tells somebody at the MASH that there is news. */
export const isToldAsNews = (message: OutboxMessage): message is NoticeMessage =>
  message.kind === 'notice' && message.as.startsWith('news/') && message.as !== 'news/referrer';

/** Whether this message tells of the news at `index`, or of later news. */
export const isAbout = (index: number, message: OutboxMessage): boolean =>
  message.kind === 'notice' && (message.event === index || (message.event > index && isToldAsNews(message)));

/** Whether a message about one of these events tells of the other, too: they came in one write, as words without a child or long ones do. */
export const isFiledWith = (one: CaseEvent | undefined, other: CaseEvent | undefined): boolean =>
  one?.type === 'InformationAdded' && other?.type === 'InformationAdded' && one.at === other.at;

/** The news that nobody has read yet, the oldest first. */
export const unreadNews = oncePer((events: CaseEvent[]): News[] => newsOf(events).filter(({ read }) => !read));

/** The news that came in after the latest decision, the oldest first. */
export function newsSinceDecision(events: CaseEvent[]): News[] {
  const decided = events.findLastIndex(isA('DecisionRecorded'));
  return newsOf(events).filter(({ index }) => decided >= 0 && index > decided);
}

/**
 * The batch of news that a new decision would be about: all that is unread; if none is, what was last marked as read.
 * @returns the oldest news of that batch; undefined when nothing came in after the latest decision
 */
export function oldestInLatestBatch(events: CaseEvent[]): News | undefined {
  const newsSince = newsSinceDecision(events);
  const lastReadAt = newsSince.at(-1)?.read?.at;
  return newsSince.find(({ read }) => read?.at === lastReadAt);
}
