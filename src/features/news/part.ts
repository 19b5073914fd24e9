import type { StaffId } from '../../base/people.ts';
import { instantOf, msIn, msOf } from '../../base/time.ts';
import type { Part } from '../../case/part.ts';
import { type Desk, managersToRemind, type Outgoing } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import { allocatedTo } from '../../case/referral.ts';
import { isOwnReferral, referralOf } from '../../case/state.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import { assessmentOf } from '../assessment/state.ts';
import { type News, newsOf, unreadNews } from './state.ts';

const mash = { place: 'mash' } as const;

/**
 * News on a decided case must be read by somebody. The bot tells the managers on duty, the decider and the holder of
 * the case at once, each in their own chat. If nobody reads it in time, it is escalated; after twice that time the
 * referrer is told to ring.
 */
export const part: Part = {
  react(event, index, { record, desk }) {
    const notices = (people: StaffId[]): Outgoing[] =>
      [...new Set(people)].map((person) => ({ to: { person }, message: { kind: 'stage-notice', event: index } }));
    if (isNewsClock(event)) return escalation(event, notices, { index, record, desk });
    const team = assessmentOf(record.events).passed.kind === 'yes' && desk.hasAssessment;
    if (event.type === 'NewsRead')
      return [
        { to: mash, message: { kind: 'case-card' } },
        { to: mash, message: { kind: 'line', event: index } },
        ...(team ? [{ to: { place: 'assessment' as const }, message: { kind: 'assessment-card' as const } }] : []),
        { to: { person: record.author }, message: { kind: 'receipt' } },
      ];
    const news = newsOf([...record.events, event]).find((each) => each.index === index);
    return news ? notices(recipients(record, news, desk)) : [];
  },

  clocks({ events }, { clocks }) {
    const [first] = unreadNews(events);
    if (!first) return [];
    const wait = msIn(clocks.news.readWithin);
    const escalateAt = instantOf(msOf(first.at) + wait);
    const ringAt = instantOf(msOf(first.at) + 2 * wait);
    return [
      {
        name: 'news',
        start: first.at,
        due: escalateAt,
        marks: [{ at: escalateAt, kind: 'escalate' }],
        overdueFrom: ringAt,
      },
    ];
  },

  isOver: ({ events }, clock) => (clock === 'news' ? unreadNews(events).length === 0 : undefined),

  /** A notice is out of date once its news was read. One about a mark is also out of date after the next mark. */
  isPast({ events }, index) {
    const event = events[index];
    if (event && isNewsClock(event))
      return unreadNews(events).length === 0 || events.slice(index + 1).some(isNewsClock);
    return newsOf(events).some((news) => news.index === index && news.read);
  },
};

export const isNewsClock = (event: CaseEvent): event is EventOf<'ClockReached'> =>
  event.type === 'ClockReached' && event.clock === 'news';

/** What is sent when nobody has read the news in time. */
function escalation(
  { overdue }: EventOf<'ClockReached'>,
  notices: (people: StaffId[]) => Outgoing[],
  { index, record, desk }: { index: number; record: CaseRecord; desk: Desk },
): Outgoing[] {
  const { author } = record;
  const others = [...desk.managers, ...desk.escalation].filter((person) => person !== author);
  return [
    ...notices([...others, ...(overdue ? [author] : [])]),
    { to: mash, message: { kind: 'line', event: index } },
    { to: mash, message: { kind: 'case-card' } },
  ];
}

/**
 * The people who are told about a piece of news. A decider who is no longer a manager is not told. For a missing child
 * managers get the alarm itself, so they get no second message.
 */
function recipients({ events, author }: CaseRecord, { what }: News, desk: Desk): StaffId[] {
  const referral = referralOf(events);
  if (referral.status !== 'decided') return [];
  const { passed, acceptance } = assessmentOf(events);
  const isWithTeam = passed.kind === 'yes' && acceptance.kind === 'accepted';
  const isManager = (person: StaffId) => desk.managers.includes(person);
  const { correction } = referral;
  const deciders = [referral.decidedBy, ...(correction.kind === 'corrected' ? [correction.by] : [])];
  const holders = [allocatedTo(referral), isWithTeam ? acceptance.by : undefined];
  // Nobody confirms reading their own news.
  const isTheirs = (person: StaffId) => person === author || isOwnReferral(referral, person);
  const onDuty = managersToRemind(desk).filter((person) => !isTheirs(person));
  const managers = onDuty.length > 0 ? onDuty : desk.managers;
  const people = [...managers, ...deciders.filter(isManager), ...holders.filter((person) => person !== undefined)];
  return people.filter((person) => !isTheirs(person) && !(what === 'missing' && isManager(person)));
}
