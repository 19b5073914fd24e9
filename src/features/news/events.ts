import { oncePer } from '../../base/once-per.ts';
import type { StaffId } from '../../base/people.ts';
import { msIn, plus } from '../../base/time.ts';
import { answeredLines, answeredTitle } from '../../cards/in-short.ts';
import { type ClockMeanings, type Events, type Hears, lateLines, type Notice, words } from '../../cards/meaning.ts';
import { whoAndWhen } from '../../cards/who-and-when.ts';
import { isAlarming } from '../../case/alarms.ts';
import { lastMarkTold, type RunningClock } from '../../case/clocks.ts';
import { orStandIns } from '../../case/desk.ts';
import { isFiledWith, isToldAsNews, type News, togetherMs, unreadNews } from '../../case/news.ts';
import { type Entry, messagesTo } from '../../case/outbox.ts';
import type { EventAt, Mark, Owned, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { redrawn, reminderOver } from '../../case/tell.ts';
import { isUrgent } from '../../case/urgent.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { newsCard, nobodyHasReadCard } from './cards.ts';
import { rangAt, ringsFor, shownMeanwhile, standingFor, toldAtOnce, wasJustRung } from './hearing.ts';
import { kindsOfNews, mustRing } from './rules.ts';

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

export const events: Events<'NewsRead' | 'GuessAnswered'> = {
  GuessAnswered: {
    card: true,
    receipt: true,
    also: (_, { record }) => redrawn(record, isToldAsNews),
    line: (event, { record }) => words(answeredTitle(event), answeredLines(record, event)),
  },
  NewsRead: {
    card: true,
    receipt: true,
    also: replaceRead,
    line: (event, { record }) => words('New information read', `By ${whoAndWhen(record, event)}`),
  },
};

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
  card: (event, view) => newsCard(view, { about: event }),
};
const unread: Notice<CaseEvent> = {
  onReceipt: true,
  to: (event, at) => toldAtOnce(event, at, 'silent') ?? [],
  isPast: (event, record, index) =>
    isPast(event, record, index) ||
    record.outbox.some(({ message }) => isAlarming(message) && isFiledWith(record.events[message.event], event)), // it rings
  card: (event, view) => newsCard(view, { about: event }),
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
const also = (event: CaseEvent, at: EventAt): Plain[] => [...noteAtNight(event, at), ...shownMeanwhile(event, at)];
const hear = { notices: { ring, unread }, also };
const hearReply = { notices: { ...hear.notices, reply }, also };

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
  AddressesHeld: hear,
  LeavingTimeChecked: {
    ...hear,
    also: (event, at) => [...also(event, at), ...redrawn(at.record, isToldAsNews)], // they say when the child left
  },
};

// Worked out once for a case: somebody may write hundreds of lines.
const toldIn = oncePer(
  (outbox: Entry[]) => new Set(outbox.flatMap(({ message }) => (isToldAsNews(message) ? [message.event] : []))),
);

/** The unread news that was not told at once, and when it is told together. */
const heldBack = ({ events, outbox }: CaseRecord) => heldIn(events, outbox);

const heldIn = oncePer((all: CaseEvent[], outbox: Entry[]) => {
  const told = toldIn(outbox);
  return unreadNews(all).flatMap((news) => {
    if (!news.after || told.has(news.index)) return [];
    const isTold = [...told].some((index) => isFiledWith(all[index], all[news.index]));
    return isTold ? [] : [{ news, at: plus(news.after, togetherMs) }];
  });
});

/** Whether a message about later news came to this person, which tells of this, too. */
const heardSince = ({ outbox }: CaseRecord, person: StaffId, index: number) =>
  messagesTo(outbox, person).some(
    ({ message, state }) => isToldAsNews(message) && message.event > index && state.kind === 'sent',
  );

/** Who hears at this mark of what was held back: not who has it in a message that nobody has read, and that rang if this must. */
function toldTogether(mark: Mark, { record, referral, desk, pack }: EventAt, wantsRing: boolean): StaffId[] {
  const last = lastMarkTold(record.events, 'news');
  const due = heldBack(record).filter(({ at }) => at <= mark.upTo && (!last || at > last));
  if (due.length === 0 || !referral) return [];
  const news = due.map((each) => each.news);
  const { at, index } = news.at(-1) ?? { at: mark.upTo, index: 0 };
  const moment = { desk, referral, pack, now: at };
  const hasRung = ({ index }: News) => {
    const event = record.events[index];
    return event?.type === 'InformationAdded' && event.rang === true; // while nobody had said the child
  };
  const fresh = news.filter((each) => !hasRung(each));
  const { people, isQuiet } = ringsFor(record, news, moment);
  const rings = fresh.length > 0 && ringsFor(record, fresh, moment).rings;
  if (rings !== wantsRing) return [];
  const isToldAnyway = (person: StaffId) => mark.escalate && desk.managers.includes(person);
  const isOfDanger = (event: CaseEvent) => kindsOfNews(event, record, pack).includes('danger');
  const ofDanger = fresh.flatMap((each) => record.events.slice(each.index, each.index + 1)).findLast(isOfDanger);
  const hasHeard = (person: StaffId) => {
    if (!rings && !isQuiet) return heardSince(record, person, index);
    const last = standingFor(record, person, rings)?.message;
    const isOlder = last?.kind === 'notice' && ofDanger !== undefined && last.event < record.events.indexOf(ofDanger);
    return last && !(rings && isOlder); // new danger rings once more
  };
  return people.filter((person) => !isToldAnyway(person) && !hasHeard(person));
}

/** Nobody above is told of the written part of a call, unless it rang: somebody had asked for it. */
const mayGoUp = ({ outbox }: CaseRecord, { index, asked }: News) =>
  !asked || outbox.some(({ message }) => isAlarming(message) && message.event === index);

/** When the first of this unread news of an urgent case came that rang, or came quietly in place of a ring: it goes up as soon. */
const firstLoud = (record: CaseRecord, unread: News[], pack: Pack) =>
  isUrgent(record, pack)
    ? unread.find(({ index }) => {
        const event = record.events[index];
        return event && mustRing(record, event, pack);
      })
    : undefined;

/** Who is told at a mark of news that nobody has read. */
function aboveAt(mark: Mark, at: EventAt): StaffId[] {
  const { desk, record } = at;
  const managers = mark.escalate ? desk.managers.filter((person) => !wasJustRung(record, person, mark.upTo)) : [];
  const people = [...managers, ...(mark.overdue ? desk.escalation : [])];
  return goesUp(mark, at) ? people.filter((person) => person !== record.author) : [];
}

/** Whether unread news goes up at this mark. When nobody is on duty, only news that rang does. */
const goesUp = ({ escalate, overdue }: Mark, { record, desk, pack }: EventAt) =>
  (escalate || overdue) &&
  (desk.managers.some((manager) => desk.onDuty.includes(manager)) ||
    unreadNews(record.events).some((news) => rangAt(record, news) !== undefined) ||
    firstLoud(record, unreadNews(record.events), pack) !== undefined);

/**
 * When unread news is told to all managers, and then to the escalation contact. Who was told before was told of all that
 * had come by then. For news that rings later the shorter time begins with the ring, so no mark moves into the past.
 */
function newsClock(record: CaseRecord, pack: Pack): RunningClock | undefined {
  const times = pack.clocks.news;
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
    const loud = firstLoud(record, since, pack);
    const [came] = since.map(({ at }) => at).sort();
    const [rang] = since.flatMap((news) => rangAt(record, news) ?? (news === loud ? news.at : [])).sort();
    return [
      ...(came ? [plus(came, waits * msIn(times.readWithin))] : []),
      ...(rang ? [plus(rang, waits * msIn(times.rangWithin))] : []),
    ].sort()[0];
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
    runs: () => undefined,
    runsByMessages: newsClock,
    isOver: ({ events: all }) => unreadNews(all).length === 0,
    card: goesUp,
    notices: {
      rings: {
        alarm: true,
        to: (mark, at) => toldTogether(mark, at, true),
        card: (mark, view) => newsCard(view, { about: mark }),
      },
      more: { to: (mark, at) => toldTogether(mark, at, false), card: (mark, view) => newsCard(view, { about: mark }) },
      staff: {
        to: aboveAt,
        sounds: true,
        card: (mark, view) => newsCard(view, { about: mark, isLate: true }),
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
