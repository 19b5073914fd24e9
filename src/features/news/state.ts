import type { StaffId } from '../../base/people.ts';
import type { Instant } from '../../base/time.ts';
import { evolve, type Referral } from '../../case/state.ts';
import type { CaseEvent } from '../../history/events.ts';

/** Something that the referrer said after the decision. `index`: where it stands in the history. */
export interface News {
  number: number;
  index: number;
  at: Instant;
  what: (typeof whats)[keyof typeof whats];
  /** Somebody of the MASH or of the Assessment team said that they read it, or began to decide again. */
  read?: { by: StaffId; at: Instant };
}

const whats = {
  InformationAdded: 'information',
  CheckAdded: 'check',
  QuestionAnswered: 'answer',
  ChildMissing: 'missing',
  ReferralSubmitted: 'written',
} as const;

const isNews = (type: CaseEvent['type']): type is keyof typeof whats => Object.hasOwn(whats, type);

/** All that came in while the case was decided, the first first. What the MASH recorded itself is no news to it. */
export function newsOf(events: CaseEvent[]): News[] {
  let referral: Referral = { status: 'not-started' };
  let all: News[] = [];
  for (const [index, event] of events.entries()) {
    const before = referral;
    referral = evolve(before, event);
    const { type, at } = event;
    const byMash = type === 'ChildMissing' && 'missing' in referral && referral.missing.at(-1)?.byMash;
    if (before.status === 'decided' && isNews(type) && !byMash)
      all = [...all, { number: all.length + 1, index, at, what: whats[type] }];
    if (event.type === 'NewsRead') all = read(all, event, event.upTo);
    if (event.type === 'DecisionReopened') all = read(all, event, all.length);
  }
  return all;
}

const read = (all: News[], { by, at }: { by: StaffId; at: Instant }, upTo: number): News[] =>
  all.map((news) => (news.number <= upTo && !news.read ? { ...news, read: { by, at } } : news));

/** What nobody has read yet, the first first. */
export const unreadNews = (events: CaseEvent[]): News[] => newsOf(events).filter(({ read }) => !read);

/**
 * What a new decision would be about: what nobody has read, or what was read last.
 * @returns the first of it; undefined where nothing came in after the decision that stands
 */
export function latestBatch(events: CaseEvent[]): News | undefined {
  const decided = events.findLastIndex(({ type }) => type === 'DecisionRecorded');
  const since = newsOf(events).filter(({ index }) => index > decided);
  const last = since.at(-1)?.read?.at;
  return since.find(({ read }) => read?.at === last);
}
