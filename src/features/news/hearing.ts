import { oncePer } from '../../base/once-per.ts';
import type { StaffId } from '../../base/people.ts';
import { Duration, type Instant, plus } from '../../base/time.ts';
import { leftIn } from '../../cards/leaving.ts';
import { clock } from '../../cards/london.ts';
import { isAlarming, isRing } from '../../case/alarms.ts';
import { besideHelp, isWithHelpers, saysSafeWithHelp } from '../../case/child-told.ts';
import { managersToRemind } from '../../case/desk.ts';
import { isAbout, isFiledWith, isToldAsNews, type News, newsOf, togetherMs, unreadNews } from '../../case/news.ts';
import { type Entry, isWaiting, messagesTo, type OutboxMessage, stepsAside } from '../../case/outbox.ts';
import type { EventAt, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { allocatedTo, isTaken } from '../../case/referral.ts';
import { ofAnother } from '../../case/said.ts';
import { submitted } from '../../case/standing.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { redrawn } from '../../case/tell.ts';
import { isUrgent } from '../../case/urgent.ts';
import { says } from '../../draft/says.ts';
import { type CaseEvent, isA, saidName } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { leavingSaidIn } from '../leaving-time/state.ts';
import {
  isAsking,
  isPlainNews,
  kindsOfNews,
  makesUrgent,
  mustRing,
  type NewsKind,
  whoHears,
  whoWaits,
} from './rules.ts';

// Worked out once for a case: somebody may write hundreds of lines.
const alarmsIn = oncePer((outbox: Entry[]) => outbox.map(({ message }) => message).filter(isAlarming));

/** When this news first rang, by itself, with what came after it, or by the alarm of the case; undefined if it never did. */
export function rangAt({ outbox, events: all }: CaseRecord, { index, at }: News) {
  const isAlarm = (event: CaseEvent | undefined) =>
    event?.type === 'ClockReached' && event.clock === 'urgent' && event.upTo === at;
  const ring = alarmsIn(outbox).find((message) => isAbout(index, message) || isAlarm(all[message.event]));
  return ring && all[ring.event]?.at;
}

/** Whether this message came to its person, or will soon. */
const isThere = (entry: Entry) => entry.state.kind === 'sent' || (isWaiting(entry) && !stepsAside(entry));
const [quietFor, rungFor, togetherFor] = [Duration.parse('PT5M'), Duration.parse('PT3M'), Duration.parse('PT2M')];
const sameMoment = Duration.parse('PT10S');
/** Danger is never held back: what is written while a phone still rings for it stands in the same message, and then rings anew. */
const dangerFor = Duration.parse('PT1M');
/** What goes on with words for which a phone still rings: it stands in the same message. */
const ofTheSame: NewsKind[] = ['trace', 'right'];
/** Of a child who is missing, the same again tells nothing new until all managers are reminded. */
const ofMissing: NewsKind[] = ['missing', 'found', 'back'];

type Rung = { now: Instant; pack: Pack; since: Duration };
/** Whether a message sounds: it rings, reminds all managers, or brings who asked what may be the answer. */
const isLoud = (message: OutboxMessage) =>
  isAlarming(message) || (message.kind === 'notice' && ['news/staff', 'news/reply'].includes(message.as));

/**
 * The kinds of the news of so long that nobody has read, and for which this person was rung in it. What was said before a child
 * was found does not count.
 */
function kindsRung({ outbox, ...record }: CaseRecord, person: StaffId, { now, pack, since }: Rung): NewsKind[] {
  const isRecent = (at: Instant) => plus(at, since) > now;
  const ring = messagesTo(outbox, person).findLast(
    (entry) =>
      isRecent(entry.addedAt) &&
      isLoud(entry.message) &&
      (isToldAsNews(entry.message) || isRing({ ...record, outbox }, entry.message)) &&
      isThere(entry),
  );
  const about = ring?.message;
  if (about?.kind !== 'notice') return [];
  const isReminded = about.as === 'news/staff' && plus(ring?.addedAt ?? now, togetherMs) > now; // of all that is unread
  const kinds = unreadNews(record.events).flatMap(({ index, at }) => {
    const event = record.events[index];
    return event && index <= about.event && (isReminded || isRecent(at)) ? kindsOfNews(event, record, pack) : [];
  });
  return kinds.slice(Math.max(0, kinds.lastIndexOf('found')));
}

/**
 * Whether plain words of an urgent case come without a ring now: who has it has read within five minutes, or all who hear of them
 * were rung about it in them, or have a message that rang and that nobody has read.
 */
function isQuiet(record: CaseRecord, people: StaffId[], referral: SubmittedReferral, now: Instant): boolean {
  const { events, outbox } = record;
  const isRecent = (at: Instant) => plus(at, quietFor) > now;
  const holder = isTaken(referral) ? allocatedTo(referral) : undefined;
  const isRead = events.some((event) => event.type === 'NewsRead' && event.by === holder && isRecent(event.at));
  const isRung = (person: StaffId) =>
    messagesTo(outbox, person).some((entry) => isLoud(entry.message) && isRecent(entry.addedAt) && isThere(entry)) ||
    standingFor(record, person, true) !== undefined;
  return people.length > 0 && (isRead || people.every(isRung));
}

/** The last message to this person about news that nobody has read: more of it is shown there. @param rang only one that rang */
export function standingFor({ events, outbox }: CaseRecord, person: StaffId, rang = false): Entry | undefined {
  const [first] = unreadNews(events);
  return messagesTo(outbox, person).findLast(
    (entry) =>
      isToldAsNews(entry.message) &&
      first !== undefined &&
      entry.message.event >= first.index &&
      isThere(entry) &&
      (!rang || isLoud(entry.message)),
  );
}

/** Whether this person was rung of unread news just now, has its message and was rung of the case in this minute, or has just taken it: the same once more would only teach them not to look. */
export function wasJustRung(record: CaseRecord, person: StaffId, now: Instant): boolean {
  const rang = standingFor(record, person, true)?.addedAt;
  const isRung = ({ message, addedAt, ...entry }: Entry) =>
    isAlarming(message) && isThere({ message, addedAt, ...entry }) && plus(addedAt, dangerFor) > now;
  if (rang && messagesTo(record.outbox, person).some(isRung)) return true;
  const took = record.events.findLast((event) => event.type === 'ReferralTaken' && event.by === person)?.at;
  return [rang, took].some((at) => at !== undefined && plus(at, rungFor) > now);
}

/** Whether this person was just rung of unread news that came since they asked or told the referrer something last. */
function hasSignal(record: CaseRecord, person: StaffId, now: Instant): boolean {
  const asked = record.events.findLastIndex((each) => isAsking(each) && each.by === person);
  const about = standingFor(record, person, true)?.message;
  return about?.kind === 'notice' && about.event > asked && wasJustRung(record, person, now);
}

/** Who hears of news of one moment, and whether it rings for them: `isQuiet` only plain words do not, though the case is urgent. */
export function ringsFor(record: CaseRecord, news: News[], { desk, referral, pack, now }: Moment) {
  const loud = news.flatMap(({ index, number }) => {
    const event = record.events[index];
    return event && mustRing(record, event, pack) ? [{ event, number }] : [];
  });
  const people = whoHears(record, news, { desk, referral, rings: loud.length > 0 });
  const isAlarmed = !isTaken(referral) && plus(referral.submittedAt, sameMoment) > now; // sent just now, and urgent: its alarm rings
  const isPlain = loud.every(({ event, number }) => (number > 1 || isAlarmed) && isPlainNews(record, event, pack));
  const quiet = loud.length > 0 && isPlain && (isAlarmed || isQuiet(record, people, referral, now));
  const isCalm = loud.length === 0 && isUrgent(record, pack, now); // as a question
  return { people, rings: loud.length > 0 && !quiet, isQuiet: quiet || isCalm };
}

type Moment = Pick<EventAt, 'desk' | 'pack'> & { referral: SubmittedReferral; now: Instant };
/** Whether the words tell an earlier time than the one that is known: who was rung acts on the later one. */
const isEarlier = (record: CaseRecord, event: CaseEvent, { leavesSight }: SubmittedReferral) => {
  const { at } = (leavesSight && leavingSaidIn(event, record)) || {};
  return leavesSight !== undefined && at !== undefined && at > event.at && at < leavesSight;
};

/**
 * Who hears of news, and how; undefined if nobody does. `waits`: what follows within two minutes of other news waits for
 * the clock's mark, unless it is the first to ring, or of a kind for which somebody was not rung yet, or somebody waits for it.
 * Whom the alarm of the case rings in this second hears of it without a second ring. Worked out once for an event: its words
 * are read for it.
 */
const hearing = oncePer(({ record, index, referral, desk, pack }: EventAt, event: CaseEvent) => {
  const after = { ...record, events: [...record.events, event] };
  const all = newsOf(after.events);
  const news = all.find((each) => each.index === index);
  if (!news || news.read || !referral) return undefined;
  const { people, rings, isQuiet: quiet } = ringsFor(after, [news], { desk, referral, pack, now: event.at });
  const waiting = rings ? [] : whoWaits(after, event, quiet);
  const kinds = kindsOfNews(event, after, pack);
  const ofThese = kinds.every((kind) => ofMissing.includes(kind)) ? quietFor : togetherFor;
  const since = kinds.includes('danger') ? dangerFor : ofThese;
  const isNewTo = (person: StaffId) => {
    const rung = kindsRung(record, person, { now: event.at, pack, since });
    const justRung = kindsRung(record, person, { now: event.at, pack, since: dangerFor }).length > 0;
    const isRung = (kind: NewsKind) =>
      (ofTheSame.includes(kind) && justRung) || (kind !== 'right' && rung.includes(kind));
    return kinds.some((kind) => kind === 'reach' || !isRung(kind)); // somebody may be dialling now
  };
  const isSame = (person: StaffId) => kinds.length > 0 && !isNewTo(person) && !isEarlier(after, event, referral);
  const first = news.after && all.findLast((each) => !each.after);
  const joins = kinds.length > 0 ? !people.some(isNewTo) : !rings;
  const waits =
    first !== undefined &&
    waiting.length === 0 &&
    !isEarlier(after, event, referral) &&
    (joins || (kinds.length === 0 && rangAt(record, first) !== undefined));
  const isAlarmed = rings && makesUrgent(after, event, pack);
  const alarmed = isAlarmed ? managersToRemind(desk) : [];
  const hasRung = event.type === 'InformationAdded' && event.rang === true;
  const words = event.type === 'LeavingTimeChecked' && all.findLast((each) => each.index < index);
  const rangWith = words && plus(words.at, sameMoment) > event.at && rangAt(record, words) !== undefined; // “no shes here”, and that she has not left
  const howFor = (person: StaffId) => {
    const isAgain = rings && (isSame(person) || hasRung || rangWith);
    if (rings && !isAgain && !alarmed.includes(person)) return 'ring';
    if (waiting.includes(person) && !hasSignal(record, person, event.at)) return 'signal';
    return (quiet || isAgain || waiting.length > 0) && standingFor(record, person) ? 'shown' : 'silent';
  };
  return { waits, rings, isAlarmed, people, howFor };
});

/** Filed in one write, as an answer and what else was said: one message tells of both. */
const isSaidWith = (one: CaseEvent | undefined, other: CaseEvent) =>
  [one, other].every((each) => each && said.some((type) => type === each.type)) && one?.at === other.at;
const said = ['InformationAdded', 'QuestionAnswered', 'AddressesHeld'] as const;

/** Who hears of it at once in this way; undefined if nobody does, or they were told. */
export function toldAtOnce(event: CaseEvent, at: EventAt, how: 'ring' | 'signal' | 'silent') {
  const heard = hearing(at, event);
  const { outbox, events } = at.record;
  const isTold = outbox.some(
    ({ message }) =>
      isToldAsNews(message) && isSaidWith(events[message.event], event) && (how !== 'ring' || isAlarming(message)),
  );
  if (!heard || heard.waits || isTold || (how === 'ring' && !heard.rings)) return undefined;
  const people = heard.people.filter((person) => heard.howFor(person) === how);
  const isTheirsOnly = heard.isAlarmed || heard.people.length > 0; // nobody stands in
  return isTheirsOnly && people.length === 0 ? undefined : people;
}

/** What waits or comes quietly is shown at once, without a second sound, in the message that its person has not read yet. */
export function shownMeanwhile(event: CaseEvent, at: EventAt): readonly Plain[] {
  const heard = hearing(at, event);
  const { outbox } = at.record;
  const newest = heard?.people.map((person) => {
    const last = messagesTo(outbox, person).findLast(({ message }) => isToldAsNews(message));
    const about = last?.message.kind === 'notice' ? at.record.events[last.message.event] : undefined;
    const isShown = (heard.waits || heard.howFor(person) === 'shown') && !isFiledWith(about, event); // else it is not drawn yet
    return isShown ? last?.id : undefined;
  });
  const isDrawnSoon = (id: number) =>
    outbox.some((each) => isWaiting(each) && each.message.kind === 'redraw' && each.message.entry === id);
  return newest ? redrawn(at.record, (_, id) => newest.includes(id) && !isDrawnSoon(id)) : [];
}

/** What a message and its preview say first, the gravest first. A guess is called one. */
const kindWords: Record<NewsKind, string> = {
  danger: 'MAY BE IN DANGER',
  missing: 'MAY BE MISSING',
  leaving: 'MAY LEAVE, OR HAVE LEFT',
  protection: 'MAY BE PROTECTED BY POLICE',
  carer: 'THE CARER MAY KNOW',
  reach: 'HOW TO REACH THEM',
  found: 'REPORTED FOUND',
  back: 'MAY BE BACK, OR SAFE',
  place: 'A PLACE IS HELD BACK: RING THEM',
  right: 'PUT RIGHT',
  away: 'MAY BE TAKEN AWAY ON A DAY',
  trace: 'A PLATE, A CAR OR A WAY',
  told: 'WHAT THE CHILD SAID, OR AN INJURY',
};
/** The same of news of no such kind. */
const plainTitles: Partial<Record<News['event'], string[]>> = {
  QuestionAnswered: ['ANSWER'],
  LeavingTimeChecked: ['A TIME IS NOT RIGHT'],
  AddressShown: ['AN ADDRESS'],
};

/** The kinds of the unread news from `about` on, or at a mark of the clock of all of it, and when the last of each kind was written. */
export function kindsInWords(record: CaseRecord, unread: News[], { about, to, pack }: About): string | undefined {
  const from = about.type === 'ClockReached' ? 0 : record.events.indexOf(about);
  const told = unread.flatMap(({ index, at, typedAt = at, event: type, asked }) => {
    const event = record.events[index];
    if (!event || index < from) return [];
    const isToThem = to !== undefined && whoWaits(record, event, true).includes(to);
    const { [saidName(event) ?? '']: said = '' } = record.facts.texts;
    const isSafe = saysSafeWithHelp(said, record, event);
    const isHelped = isWithHelpers(said, record) || besideHelp(said, record, event) !== said;
    const isOther = ofAnother(record.events, saidName(event) ?? '') !== undefined;
    return [
      { kinds: kindsOfNews(event, record, pack), said, typedAt, type, isToThem, asked, isHelped, isSafe, isOther },
    ];
  });
  const last = told.at(-1);
  if (!last) return undefined;
  const isReported = told.some(({ type }) => type === 'ChildMissing');
  const wasLost = record.events.some(isA('ChildMissing', 'ChildFound')) || told.some(({ said }) => says('found', said));
  const words = Object.entries({
    ...kindWords,
    ...(isReported && { missing: 'CHILD MISSING' }),
    ...(leftIn(submitted(record)) === 'yes' && { leaving: 'THE CHILD HAS LEFT' }),
    ...(!wasLost && { found: 'SAID NOT TO BE MISSING' }),
    ...(last.type === 'LeavingTimeChecked' && { back: 'SAID TO BE THERE' }),
  });
  const named = words.flatMap(([kind, title]) => {
    const from = told.findLast(({ kinds }) => kinds.some((each) => each === kind));
    return from ? [{ title, at: clock(from.typedAt) }] : [];
  });
  const plainOf = ({ type, kinds, isToThem, asked, isHelped, isSafe, isOther }: (typeof told)[number]) => {
    if (isOther) return ['ABOUT ANOTHER CHILD'];
    if (asked) return ['IN WRITING'];
    if (isHelped && !isToThem) return [isSafe ? 'SAID TO BE SAFE' : 'SAYS THAT HELP IS THERE'];
    if (!isToThem) return (type === 'LeavingTimeChecked' && kinds.length > 0 ? [] : plainTitles[type]) ?? [];
    return type === 'QuestionAnswered' ? ['ANSWER TO YOU'] : kinds.length > 0 ? [] : ['MAY ANSWER YOU'];
  };
  const plainly = new Map(told.flatMap((each) => plainOf(each).map((title) => [title, clock(each.typedAt)] as const)));
  const isOther = last.kinds.length === 0 && plainOf(last).length === 0;
  const titles = [
    ...named,
    ...[...plainly].map(([title, at]) => ({ title, at })),
    ...(isOther ? [{ title: 'NEW WORDS', at: clock(last.typedAt) }] : []),
  ];
  const byTime = Map.groupBy(titles, (each) => each.at);
  return [...byTime].map(([of, all]) => `${all.map(({ title }) => title).join(', ')}, written ${of}`).join('; ');
}

type About = { to?: StaffId | undefined; pack: Pack; about: CaseEvent };
