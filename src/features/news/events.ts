import type { StaffId } from '../../base/people.ts';
import { msIn, plus } from '../../base/time.ts';
import { type ClockMeanings, type Events, type Hears, lateLines, type Notice, words } from '../../cards/meaning.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { type Desk, managersToRemind } from '../../case/desk.ts';
import type { CaseRecord } from '../../case/record.ts';
import { allocatedTo } from '../../case/referral.ts';
import { isOwnReferral, referralOf } from '../../case/state.ts';
import type { CaseEvent } from '../../history/events.ts';
import { assessmentOf } from '../assessment/state.ts';
import { nobodyHasReadCard, unreadNewsCard } from './cards.ts';
import { type News, newsOf, unreadNews } from './state.ts';

export const events: Events<'NewsRead'> = {
  NewsRead: {
    card: true,
    receipt: true,
    line: (event, { record }) => words('New information read', `By ${whoAndWhen(record, event)}`),
  },
};

/** Tells the managers on duty, the decider and the holder of a decided case at once, each in their own chat. */
const unread: Notice<CaseEvent> = {
  to(event, { record, index, desk }) {
    const news = newsOf([...record.events, event]).find((each) => each.index === index);
    return news ? recipients(record, news, desk) : [];
  },
  isPast: (_, { events: all }, index) => newsOf(all).some((news) => news.index === index && news.read),
  sounds: true,
  card: (_, { record, link }) => unreadNewsCard(record, link),
};
const hear = { notices: { unread } };

export const hears: Hears<News['event']> = {
  InformationAdded: hear,
  CheckAdded: hear,
  QuestionAnswered: hear,
  ChildMissing: hear,
  ReferralSubmitted: hear,
};

/** If nobody reads the news in time, it is escalated; after twice that time the referrer is told to ring. */
export const clocks: ClockMeanings<'news'> = {
  news: {
    runs({ events: all }, pack) {
      const [first] = unreadNews(all);
      if (!first) return undefined;
      const wait = msIn(pack.clocks.news.readWithin);
      const due = plus(first.at, wait);
      const overdueFrom = plus(first.at, 2 * wait);
      return { name: 'news', start: first.at, due, marks: [{ at: due, kind: 'escalate' }], overdueFrom };
    },
    isOver: ({ events: all }) => unreadNews(all).length === 0,
    card: true,
    notices: {
      staff: {
        to: (_, { record, desk }) =>
          [...desk.managers, ...desk.escalation].filter((person) => person !== record.author),
        sounds: true,
        card: (event, { record, link }) => unreadNewsCard(record, link, event),
      },
      referrer: {
        to: ({ overdue }, { record }) => (overdue ? [record.author] : []),
        sounds: true,
        card: (_, { record, pack }) => nobodyHasReadCard(record, pack),
      },
    },
    sounds: true,
    line(mark) {
      const who = `all managers and the escalation contact${mark.overdue ? '; the referrer is told to ring' : ''}`;
      return words(`New information NOT READ. Telling: ${who}`, lateLines(mark));
    },
  },
};

/**
 * The people who are told about a piece of news. A decider who is no longer a manager is not told. For a missing child
 * managers get the alarm itself, so they get no second message.
 */
function recipients({ events, author }: CaseRecord, { event }: News, desk: Desk): StaffId[] {
  const referral = referralOf(events);
  if (referral.status !== 'decided') return [];
  const { passed, accepted } = assessmentOf(events);
  const isManager = (person: StaffId) => desk.managers.includes(person);
  const { correction } = referral;
  const deciders = [referral.decidedBy, ...(correction ? [correction.by] : [])];
  const holders = [allocatedTo(referral), passed.kind === 'yes' ? accepted?.by : undefined];
  // Nobody confirms reading their own news.
  const isTheirs = (person: StaffId) => person === author || isOwnReferral(referral, person);
  const onDuty = managersToRemind(desk).filter((person) => !isTheirs(person));
  const managers = onDuty.length > 0 ? onDuty : desk.managers;
  const people = [...managers, ...deciders.filter(isManager), ...holders.filter((person) => person !== undefined)];
  return people.filter((person) => !isTheirs(person) && !(event === 'ChildMissing' && isManager(person)));
}
