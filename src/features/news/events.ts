import { oncePer } from '../../base/once-per.ts';
import type { StaffId } from '../../base/people.ts';
import { msIn, plus } from '../../base/time.ts';
import { type ClockMeanings, type Events, type Hears, lateLines, type Notice, words } from '../../cards/meaning.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { isAlarming } from '../../case/alarms.ts';
import { lastMarkTold, type RunningClock } from '../../case/clocks.ts';
import { managersToRemind, orStandIns } from '../../case/desk.ts';
import { isAbout, isFiledWith, isToldAsNews, type News, newsOf, togetherMs, unreadNews } from '../../case/news.ts';
import { type Entry, messagesTo } from '../../case/outbox.ts';
import type { EventAt, Mark, Owned, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { reminderOver } from '../../case/tell.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { nobodyHasReadCard, unreadNewsCard } from './cards.ts';
import { makesUrgent, mayHoldDanger, mustRing, whoHears, whoWaits } from './rules.ts';

/** The messages about news that somebody has read since, as people can still see them in their chats. */
export function shownRead({ events: all, outbox }: CaseRecord): Entry[] {
  const [first] = unreadNews(all);
  return outbox.filter(
    ({ message, state }) =>
      isToldAsNews(message) && (!first || message.event < first.index) && state.kind === 'sent' && state.activityId,
  );
}

/** Says to all who were told of news that it was read. */
const replaceRead = (_: unknown, { record: { outbox } }: EventAt): Plain[] =>
  reminderOver(outbox.filter(({ message }) => isToldAsNews(message)));

export const events: Events<'NewsRead'> = {
  NewsRead: {
    card: true,
    receipt: true,
    also: replaceRead,
    line: (event, { record }) => words('New information read', `By ${whoAndWhen(record, event)}`),
  },
};

// Worked out once for a case: somebody may write hundreds of lines.
const alarmsIn = oncePer((outbox: Entry[]) => outbox.map(({ message }) => message).filter(isAlarming));
const toldIn = oncePer(
  (outbox: Entry[]) => new Set(outbox.flatMap(({ message }) => (isToldAsNews(message) ? [message.event] : []))),
);

/** When this news first rang, by itself, with what came after it, or by the alarm of the case; undefined if it never did. */
function rangAt({ outbox, events: all }: CaseRecord, { index, at }: News) {
  const isAlarm = (event: CaseEvent | undefined) =>
    event?.type === 'ClockReached' && event.clock === 'urgent' && event.upTo === at;
  const ring = alarmsIn(outbox).find((message) => isAbout(index, message) || isAlarm(all[message.event]));
  return ring && all[ring.event]?.at;
}

/**
 * Who hears of news at once, and how; undefined if nobody does. What follows within two minutes of other news waits for
 * the clock's mark, unless its words may hold danger, it is the first to ring, or somebody waits for it. Whom the alarm of the
 * case rings in this second hears of it without a second ring. Worked out once for an event: its words are read for it.
 */
const heardAtOnce = oncePer(({ record, index, referral, desk, pack }: EventAt, event: CaseEvent) => {
  const after = { ...record, events: [...record.events, event] };
  const all = newsOf(after.events);
  const news = all.find((each) => each.index === index);
  if (!news || !referral) return undefined;
  const rings = mustRing(after, event, pack);
  const waiting = rings ? [] : whoWaits(after, event);
  const first = news.after && all.findLast((each) => !each.after);
  const waits =
    first &&
    waiting.length === 0 &&
    !mayHoldDanger(after, event, pack) &&
    (!rings || rangAt(record, first) !== undefined);
  const isAlarmed = rings && makesUrgent(after, event, pack);
  const alarmed = isAlarmed ? managersToRemind(desk) : [];
  const howFor = (person: StaffId) =>
    rings && !alarmed.includes(person) ? 'ring' : waiting.includes(person) ? 'signal' : 'silent';
  const people = whoHears(after, [news], { desk, referral, rings });
  return waits ? undefined : { rings, isAlarmed, people, howFor };
});

/** Who hears of it in this way; undefined if nobody does, or they were told. */
function toldAtOnce(event: CaseEvent, at: EventAt, how: 'ring' | 'signal' | 'silent') {
  const heard = heardAtOnce(at, event);
  const { outbox, events } = at.record;
  const isTold = outbox.some(
    ({ message }) =>
      isToldAsNews(message) && isFiledWith(events[message.event], event) && (how !== 'ring' || isAlarming(message)),
  );
  if (!heard || isTold || (how === 'ring' && !heard.rings)) return undefined;
  const people = heard.people.filter((person) => heard.howFor(person) === how);
  return heard.isAlarmed && people.length === 0 ? undefined : people;
}

const isPast = (_: CaseEvent, { events: all }: CaseRecord, index: number) =>
  unreadNews(all).every((news) => news.index !== index);

const ring: Notice<CaseEvent> = {
  alarm: true,
  onReceipt: true,
  to(event, at) {
    const people = toldAtOnce(event, at, 'ring');
    const hasHeard = event.type === 'ChildMissing' || ('filedBy' in event && event.filedBy);
    return people && !hasHeard ? orStandIns(people) : (people ?? []);
  },
  isPast,
  card: (_, view) => unreadNewsCard(view),
};
const unread: Notice<CaseEvent> = {
  onReceipt: true,
  to: (event, at) => toldAtOnce(event, at, 'silent') ?? [],
  isPast: (event, record, index) =>
    isPast(event, record, index) ||
    record.outbox.some(({ message }) => isAlarming(message) && isFiledWith(record.events[message.event], event)), // it rings
  card: (_, view) => unreadNewsCard(view),
};
/** To who asked, or wrote to the referrer last, what may answer that. */
const reply: Notice<CaseEvent> = {
  ...unread,
  sounds: true,
  to: (event, at) => toldAtOnce(event, at, 'signal') ?? [],
};
/** While no manager is on duty, a case with silent news is noted for the next one. */
const noteAtNight = (event: CaseEvent, at: EventAt): Plain[] =>
  at.desk.managers.some((manager) => at.desk.onDuty.includes(manager)) ||
  !(['silent', 'signal'] as const).some((how) => toldAtOnce(event, at, how)?.length)
    ? []
    : [{ to: { place: 'cases' }, message: { kind: 'unread-at-night' } }];
const hear = { notices: { ring, unread }, also: noteAtNight };
const hearReply = { notices: { ...hear.notices, reply }, also: noteAtNight };

export const hears: Partial<Hears<Owned>> = {
  InformationAdded: hearReply,
  CheckAdded: hear,
  QuestionAnswered: hearReply,
  ChildMissing: { notices: { ring } },
  ChildFound: { notices: { unread } },
  DangerTakenBack: { notices: { ring } }, // it stays urgent, so it rings
  ReferralSubmitted: hear,
  HandOverAccepted: hear,
  WhoRefersSaid: hear,
  DecisionReopened: { also: replaceRead },
  AddressShown: hear,
  LeavingTimeChecked: hear,
};

/** The unread news that was not told at once, and when it is told together. */
const heldBack = ({ events: all, outbox }: CaseRecord) =>
  unreadNews(all).flatMap((news) => {
    const told = toldIn(outbox);
    const isTold = told.has(news.index) || [...told].some((index) => isFiledWith(all[index], all[news.index]));
    return news.after && !isTold ? [{ news, at: plus(news.after, togetherMs) }] : [];
  });

/** Whether a message about later news came to this person, which tells of this, too; where it must ring, one that rang. */
const heardSince = ({ outbox }: CaseRecord, person: StaffId, rings: boolean, index: number) =>
  messagesTo(outbox, person).some(
    ({ message, state }) =>
      isToldAsNews(message) &&
      message.event > index &&
      state.kind === 'sent' &&
      (!rings || isAlarming(message) || message.as === 'news/staff'),
  );

/** Who hears at this mark of what was held back. */
function toldTogether(mark: Mark, { record, referral, desk, pack }: EventAt, wantsRing: boolean): StaffId[] {
  const last = lastMarkTold(record.events, 'news');
  const due = heldBack(record).filter(({ at }) => at <= mark.upTo && (!last || at > last));
  if (due.length === 0 || !referral) return [];
  const news = due.map((each) => each.news);
  const rings = news.some(({ index }) => {
    const event = record.events[index];
    return event && mustRing(record, event, pack);
  });
  if (rings !== wantsRing) return [];
  const isToldAnyway = (person: StaffId) => mark.escalate && desk.managers.includes(person);
  const hasHeard = (person: StaffId) => heardSince(record, person, rings, news.at(-1)?.index ?? 0);
  return whoHears(record, news, { desk, referral, rings }).filter(
    (person) => !isToldAnyway(person) && !hasHeard(person),
  );
}

/** Nobody above is told of the written part of a call, unless it rang: somebody had asked for it. */
const mayGoUp = ({ outbox }: CaseRecord, { index, asked }: News) =>
  !asked || outbox.some(({ message }) => isAlarming(message) && message.event === index);

/** Whether unread news goes up at this mark. When nobody is on duty, only news that rang does. */
const goesUp = ({ escalate, overdue }: Mark, { record, desk }: EventAt) =>
  (escalate || overdue) &&
  (desk.managers.some((manager) => desk.onDuty.includes(manager)) ||
    unreadNews(record.events).some((news) => rangAt(record, news) !== undefined));

/**
 * When unread news is told to all managers, and then to the escalation contact. Who was told before was told of all that
 * had come by then. For news that rings later the shorter time begins with the ring, so no mark moves into the past.
 */
function newsClock(record: CaseRecord, { clocks: { news: times } }: Pack): RunningClock | undefined {
  const unread = unreadNews(record.events).filter((news) => mayGoUp(record, news));
  const [first] = unread;
  const held = heldBack(record);
  const start = first?.at ?? held[0]?.news.at;
  if (!start) return undefined;
  const firstDue = (step: 'escalate' | 'overdue', waits: number) => {
    const told = record.events.findLastIndex(
      (event) => event.type === 'ClockReached' && event.clock === 'news' && event[step],
    );
    const since = unread.filter(({ index }) => index > told);
    const dueTimes = (news: News) => {
      const rang = rangAt(record, news);
      return [
        plus(news.at, waits * msIn(times.readWithin)),
        ...(rang ? [plus(rang, waits * msIn(times.rangWithin))] : []),
      ];
    };
    return since.flatMap(dueTimes).sort()[0];
  };
  const [due, overdueFrom] = [firstDue('escalate', 1), firstDue('overdue', 2)];
  return {
    name: 'news',
    start,
    ...(due && { due }),
    ...(overdueFrom && { overdueFrom }),
    marks: [
      ...held.map(({ at }) => ({ at, kind: 'turn' as const })),
      ...(due ? [{ at: due, kind: 'escalate' as const }] : []),
    ],
  };
}

export const clocks: ClockMeanings<'news'> = {
  news: {
    runs: newsClock,
    isOver: ({ events: all }) => unreadNews(all).length === 0,
    card: goesUp,
    notices: {
      rings: { alarm: true, to: (mark, at) => toldTogether(mark, at, true), card: (_, view) => unreadNewsCard(view) },
      more: { to: (mark, at) => toldTogether(mark, at, false), card: (_, view) => unreadNewsCard(view) },
      staff: {
        to(mark, at) {
          const { desk, record } = at;
          const people = [...(mark.escalate ? desk.managers : []), ...(mark.overdue ? desk.escalation : [])];
          return goesUp(mark, at) ? people.filter((person) => person !== record.author) : [];
        },
        sounds: true,
        card: (event, view) => unreadNewsCard(view, event),
      },
      referrer: {
        to: (mark, at) => (mark.overdue && goesUp(mark, at) ? [at.record.author] : []),
        sounds: true,
        card: (_, { record, pack }) => nobodyHasReadCard(record, pack),
      },
    },
    hasLine: goesUp,
    sounds: true,
    line(mark) {
      const who = [
        mark.escalate && 'all managers',
        mark.overdue && 'the escalation contact; the referrer is told to ring',
      ].filter(Boolean);
      return words(`New information NOT READ. Telling: ${who.join(' and ')}`, lateLines(mark));
    },
    words: ({ escalate, overdue }) => ({
      title: escalate || overdue ? 'New information was not read in time' : 'New information was told together',
      text: '',
    }),
  },
};
