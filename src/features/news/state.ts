import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import { evolve, type Referral } from '../../case/state.ts';
import type { CaseEvent } from '../../history/events.ts';

/** Something that the referrer said after the decision. `index`: the place of its event in the history. */
export interface News {
  number: number;
  index: number;
  at: Instant;
  event: (typeof newsEvents)[number];
  /** A member of the MASH or of the Assessment team said that they read it, or began to decide again. */
  read?: { by: StaffId; at: Instant };
}

const newsEvents = ['InformationAdded', 'CheckAdded', 'QuestionAnswered', 'ChildMissing', 'ReferralSubmitted'] as const;

const isNews = (type: string): type is News['event'] => newsEvents.some((each) => each === type);

/** All news that came in while the case was decided, the oldest first. What the MASH recorded itself is not news. */
export function newsOf(events: CaseEvent[]): News[] {
  let referral: Referral = { status: 'not-started' };
  let all: News[] = [];
  for (const [index, event] of events.entries()) {
    const before = referral;
    referral = evolve(before, event);
    const { type, at } = event;
    const byMash = type === 'ChildMissing' && 'missing' in referral && referral.missing.at(-1)?.byMash;
    if (before.status === 'decided' && isNews(type) && !byMash)
      all = [...all, { number: all.length + 1, index, at, event: type }];
    if (event.type === 'NewsRead') all = withRead(all, event, event.upTo);
    if (event.type === 'DecisionReopened') all = withRead(all, event, all.length);
  }
  return all;
}

const withRead = (all: News[], { by, at }: { by: StaffId; at: Instant }, upTo: number): News[] =>
  all.map((news) => (news.number <= upTo && !news.read ? { ...news, read: { by, at } } : news));

/** The news that nobody has read yet, the oldest first. */
export const unreadNews = (events: CaseEvent[]): News[] => newsOf(events).filter(({ read }) => !read);

/**
 * The batch of news that a new decision would be about: all that is unread; if none is, what was last marked as read.
 * @returns the oldest news of that batch; undefined when nothing came in after the latest decision
 */
export function oldestInLatestBatch(events: CaseEvent[]): News | undefined {
  const decided = events.findLastIndex(({ type }) => type === 'DecisionRecorded');
  const newsSince = newsOf(events).filter(({ index }) => index > decided);
  const lastReadAt = newsSince.at(-1)?.read?.at;
  return newsSince.find(({ read }) => read?.at === lastReadAt);
}
