import type { StaffId } from '../../base/people.ts';
import { instantOf, msIn, msOf } from '../../base/time.ts';
import { allocatedTo } from '../../case/along.ts';
import type { Part } from '../../case/part.ts';
import { type Desk, reminded, type ToTell } from '../../case/react.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isOwnReferral, referralOf } from '../../case/state.ts';
import type { CaseEvent, EventOf } from '../../history/events.ts';
import { assessmentOf } from '../assessment/state.ts';
import { type News, newsOf, unreadIn } from './state.ts';

const mash = { place: 'mash' } as const;

/**
 * News on a decided case: somebody must read it. Who is on duty, who decided and who has the case hear of it at once, one by one; what
 * nobody reads goes up, and at twice that time the referrer is told to ring.
 */
export const part: Part = {
  react(event, index, { record, desk }) {
    const notices = (people: StaffId[]): ToTell[] =>
      [...new Set(people)].map((person) => ({ to: { person }, message: { kind: 'stage-notice', event: index } }));
    if (isOfNews(event)) return wentUp(event, notices, { index, record, desk });
    const team = assessmentOf(record.events).passed.kind === 'yes' && desk.hasAssessment;
    if (event.type === 'NewsRead')
      return [
        { to: mash, message: { kind: 'case-card' } },
        { to: mash, message: { kind: 'line', event: index } },
        ...(team ? [{ to: { place: 'assessment' as const }, message: { kind: 'assessment-card' as const } }] : []),
        { to: { person: record.author }, message: { kind: 'receipt' } },
      ];
    const news = newsOf([...record.events, event]).find((each) => each.index === index);
    return news ? notices(whoHears(record, news, desk)) : [];
  },

  clocks({ events }, { clocks }) {
    const [first] = unreadIn(events);
    if (!first) return [];
    const wait = msIn(clocks.news.readWithin);
    const up = instantOf(msOf(first.at) + wait);
    const ring = instantOf(msOf(first.at) + 2 * wait);
    return [{ name: 'news', start: first.at, due: up, marks: [{ at: up, kind: 'escalate' }], overdueFrom: ring }];
  },

  isOver: ({ events }, clock) => (clock === 'news' ? unreadIn(events).length === 0 : undefined),

  /** What was read is no news. */
  isPast({ events }, index) {
    const event = events[index];
    if (event && isOfNews(event)) return unreadIn(events).length === 0 || events.slice(index + 1).some(isOfNews);
    return newsOf(events).some((news) => news.index === index && news.read);
  },
};

export const isOfNews = (event: CaseEvent): event is EventOf<'ClockReached'> =>
  event.type === 'ClockReached' && event.clock === 'news';

function wentUp(
  { overdue }: EventOf<'ClockReached'>,
  notices: (people: StaffId[]) => ToTell[],
  { index, record, desk }: { index: number; record: CaseRecord; desk: Desk },
): ToTell[] {
  const { author } = record;
  const others = [...desk.managers, ...desk.escalation].filter((person) => person !== author);
  return [
    ...notices([...others, ...(overdue ? [author] : [])]),
    { to: mash, message: { kind: 'line', event: index } },
    { to: mash, message: { kind: 'case-card' } },
  ];
}

/** Whoever is no manager any more hears nothing for having decided once. All managers hear of a missing child by the alarm itself. */
function whoHears({ events, author }: CaseRecord, { what }: News, desk: Desk): StaffId[] {
  const referral = referralOf(events);
  if (referral.status !== 'decided') return [];
  const { passed, acceptance } = assessmentOf(events);
  const isWithTeam = passed.kind === 'yes' && acceptance.kind === 'accepted';
  const isManager = (person: StaffId) => desk.managers.includes(person);
  const { correction } = referral;
  const deciders = [referral.decidedBy, ...(correction.kind === 'corrected' ? [correction.by] : [])];
  const holders = [allocatedTo(referral), isWithTeam ? acceptance.by : undefined];
  const isTheirs = (person: StaffId) => person === author || isOwnReferral(referral, person); // they cannot read their own
  const onDuty = reminded(desk).filter((person) => !isTheirs(person));
  const managers = onDuty.length > 0 ? onDuty : desk.managers;
  const people = [...managers, ...deciders.filter(isManager), ...holders.filter((person) => person !== undefined)];
  return people.filter((person) => !isTheirs(person) && !(what === 'missing' && isManager(person)));
}
