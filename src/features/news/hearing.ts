import { oncePer } from '../../base/once-per.ts';
import type { StaffId } from '../../base/people.ts';
import { type Instant, plus } from '../../base/time.ts';
import { isAlarming, isRing } from '../../case/alarms.ts';
import { managersToRemind } from '../../case/desk.ts';
import { isAbout, isFiledWith, isToldAsNews, type News, newsOf, togetherMs, unreadNews } from '../../case/news.ts';
import { type Entry, isWaiting, messagesTo, stepsAside } from '../../case/outbox.ts';
import type { EventAt, Plain } from '../../case/part.ts';
import type { CaseRecord } from '../../case/record.ts';
import { redrawn } from '../../case/tell.ts';
import type { CaseEvent } from '../../history/events.ts';
import type { Pack } from '../../protocol/pack.ts';
import { kindsOfNews, makesUrgent, mustRing, type NewsKind, whoHears, whoWaits } from './rules.ts';

// Worked out once for a case: somebody may write hundreds of lines.
const alarmsIn = oncePer((outbox: Entry[]) => outbox.map(({ message }) => message).filter(isAlarming));

/** When this news first rang, by itself, with what came after it, or by the alarm of the case; undefined if it never did. */
export function rangAt({ outbox, events: all }: CaseRecord, { index, at }: News) {
  const isAlarm = (event: CaseEvent | undefined) =>
    event?.type === 'ClockReached' && event.clock === 'urgent' && event.upTo === at;
  const ring = alarmsIn(outbox).find((message) => isAbout(index, message) || isAlarm(all[message.event]));
  return ring && all[ring.event]?.at;
}

/**
 * The kinds of the news of the last two minutes that nobody has read, and for which this person was rung in them. What was said
 * before a child was found does not count.
 */
function kindsRung({ outbox, ...record }: CaseRecord, person: StaffId, now: Instant, pack: Pack): NewsKind[] {
  const isRecent = (at: Instant) => plus(at, togetherMs) > now;
  const ring = messagesTo(outbox, person).findLast(
    (entry) =>
      isRecent(entry.addedAt) &&
      isAlarming(entry.message) &&
      (isToldAsNews(entry.message) || isRing({ ...record, outbox }, entry.message)) &&
      (entry.state.kind === 'sent' || (isWaiting(entry) && !stepsAside(entry))),
  )?.message;
  if (ring?.kind !== 'notice') return [];
  const kinds = unreadNews(record.events).flatMap(({ index, at }) => {
    const event = record.events[index];
    return event && index <= ring.event && isRecent(at) ? kindsOfNews({ ...record, outbox }, event, pack) : [];
  });
  return kinds.slice(Math.max(0, kinds.lastIndexOf('found')));
}

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
  if (!news || !referral) return undefined;
  const rings = mustRing(after, event, pack);
  const waiting = rings ? [] : whoWaits(after, event);
  const people = whoHears(after, [news], { desk, referral, rings });
  const kinds = kindsOfNews(after, event, pack);
  const isNewTo = (person: StaffId) => {
    const rung = kindsRung(record, person, event.at, pack);
    return kinds.some((kind) => kind === 'reach' || !rung.includes(kind)); // somebody may be dialling now
  };
  const first = news.after && all.findLast((each) => !each.after);
  const waits =
    first !== undefined &&
    waiting.length === 0 &&
    !(kinds.length > 0 && people.some(isNewTo)) &&
    (!rings || rangAt(record, first) !== undefined);
  const isAlarmed = rings && makesUrgent(after, event, pack);
  const alarmed = isAlarmed ? managersToRemind(desk) : [];
  const howFor = (person: StaffId) =>
    rings && !alarmed.includes(person) ? 'ring' : waiting.includes(person) ? 'signal' : 'silent';
  return { waits, rings, isAlarmed, people, howFor };
});

/** Who hears of it at once in this way; undefined if nobody does, or they were told. */
export function toldAtOnce(event: CaseEvent, at: EventAt, how: 'ring' | 'signal' | 'silent') {
  const heard = hearing(at, event);
  const { outbox, events } = at.record;
  const isTold = outbox.some(
    ({ message }) =>
      isToldAsNews(message) && isFiledWith(events[message.event], event) && (how !== 'ring' || isAlarming(message)),
  );
  if (!heard || heard.waits || isTold || (how === 'ring' && !heard.rings)) return undefined;
  const people = heard.people.filter((person) => heard.howFor(person) === how);
  return heard.isAlarmed && people.length === 0 ? undefined : people;
}

/** What waits is shown at once, without a second sound, in the message that its person has not read yet. */
export function shownMeanwhile(event: CaseEvent, at: EventAt): readonly Plain[] {
  const heard = hearing(at, event);
  if (!heard?.waits) return [];
  const { outbox } = at.record;
  const newest = heard.people.map((person) => {
    const last = messagesTo(outbox, person).findLast(({ message }) => isToldAsNews(message));
    const about = last?.message.kind === 'notice' ? at.record.events[last.message.event] : undefined;
    return isFiledWith(about, event) ? undefined : last?.id; // it is not drawn yet
  });
  const isDrawnSoon = (id: number) =>
    outbox.some((each) => isWaiting(each) && each.message.kind === 'redraw' && each.message.entry === id);
  return redrawn(at.record, (_, id) => newest.includes(id) && !isDrawnSoon(id));
}
