import { withoutEnd } from '../../base/ends.ts';
import type { Texts } from '../../base/texts.ts';
import { type Instant, latest, londonDay, plus } from '../../base/time.ts';
import { type Actor, refuseFaultyTexts, refuseLongTexts, takeReferral } from '../../case/commands.ts';
import { isNews } from '../../case/news.ts';
import { type BoxFault, nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { isOwnReferral, type SubmittedReferral } from '../../case/state.ts';
import { saysRisk } from '../../case/urgent.ts';
import { readWhen, type When } from '../../draft/typed-date.ts';
import { type CaseEvent, type EventOf, textOf } from '../../history/events.ts';

/** Who saw the child, and when, as somebody typed it. */
interface Seen {
  who: string;
  when: string;
}

/** When the referrer last said that the child is in danger, missing or leaves; or else rang or sent the referral. */
export function reportedAt(record: CaseRecord, { clockStart, submittedAt }: SubmittedReferral): Instant {
  const isReport = (event: CaseEvent) =>
    ['ChildMissing', 'LeavingTimeSaid'].includes(event.type) ||
    (event.type === 'WhoRefersSaid' && event.changes?.includes('danger')) ||
    saysRisk(event, record);
  const times = record.events.filter(isReport).map((event) => ('typedAt' in event && event.typedAt) || event.at);
  return latest(clockStart < submittedAt ? clockStart : submittedAt, ...times);
}

/** What is wrong with the time at which somebody saw the child: to the minute, before the last report; or still ahead. */
function faultOfTime(read: When | undefined, reported: Instant, now: Instant): BoxFault | undefined {
  if (read?.kind === 'day') return read.day < londonDay(reported) ? 'too-far' : undefined;
  if (!read || (read.at <= now && plus(read.at, 60_000) > reported)) return undefined;
  return read.at > now ? 'ahead' : 'too-far';
}

/**
 * Somebody of the MASH confirms that the child is safe: who saw the child, and when, in their words. Only this ends the
 * asking. Nobody confirms it of a referral of their own, or by what was seen before the referrer's last report.
 */
export function confirmSafe(record: CaseRecord, { who, when }: Seen, { by, now }: Actor): Outcome {
  const { events, facts } = record;
  if (!by.roles.has('mash-member')) return refuseWith('only-the-mash');
  const sent = sentReferral({ events });
  if (!sent) return refuseWith('not-submitted');
  if (isOwnReferral(sent, by.id)) return refuseWith('own-referral');
  const fault = refuseFaultyTexts({ who, when });
  if (fault) return fault;
  const { safe } = sent;
  const isSame = (number: number) =>
    facts.texts[textOf.safeWho(number)] === who && facts.texts[textOf.safeWhen(number)] === when;
  const isOld = safe && (now < plus(safe.at, 60_000) || !events.some(({ at, type }) => at > safe.at && isNews(type)));
  if (safe?.by === by.id && isSame(safe.number) && isOld) return nothingToDo;
  const number = events.filter(({ type }) => type === 'ChildSafe').length + 1;
  const read = readWhen(when, now, 'past');
  const faultOfWhen = faultOfTime(read, reportedAt(record, sent), now);
  if (faultOfWhen) return refuseWith({ kind: 'boxes-are-wrong', faults: { when: faultOfWhen } });
  const seenAt = read?.kind === 'instant' ? { seenAt: read.at } : {};
  return withEvents([{ type: 'ChildSafe', at: now, by: by.id, number, ...seenAt }], {
    [textOf.safeWho(number)]: who,
    [textOf.safeWhen(number)]: when,
  });
}

/** They are still on it. Whoever refers the child cannot answer for the MASH. @param words what is done, and until when to wait with the next ask; may be empty */
export function sayStillOnIt({ events, facts: { texts } }: CaseRecord, words: string, { by, now }: Actor): Outcome {
  const fault = refuseLongTexts({ words });
  if (fault) return fault;
  const sent = sentReferral({ events });
  if (sent && isOwnReferral(sent, by.id)) return refuseWith('own-referral');
  const number = events.filter(({ type }) => type === 'StillOnIt').length + 1;
  const last = texts[textOf.stillOnIt(number - 1)] ?? '';
  if (words === last && isPressedTwice(events, 'StillOnIt', { by, now })) return nothingToDo;
  const ahead = /\b(?:un)?till? ([^,;]{1,60})$/i.exec(withoutEnd(words, '.!'))?.[1];
  const read = ahead === undefined ? undefined : readWhen(ahead, now, 'ahead');
  const until = read?.kind === 'instant' && read.at > now ? { until: read.at } : {};
  const event: CaseEvent = { type: 'StillOnIt', at: now, by: by.id, number, ...until };
  return bySomebodyOnIt(events, event, words === '' ? {} : { [textOf.stillOnIt(number)]: words }, { by, now });
}

/**
 * They are on it and need others: everybody is rung at once. Who refers the child may ask, and answers nothing by it.
 * @param words what is needed; may be empty
 */
export function askForOthers({ events, facts: { texts } }: CaseRecord, words: string, { by, now }: Actor): Outcome {
  const fault = refuseLongTexts({ words });
  if (fault) return fault;
  const number = events.filter(({ type }) => type === 'OthersNeeded').length + 1;
  const last = texts[textOf.othersNeeded(number - 1)] ?? '';
  if (words === last && isPressedTwice(events, 'OthersNeeded', { by, now })) return nothingToDo;
  const sent = sentReferral({ events });
  const ofOwn = sent && isOwnReferral(sent, by.id) ? { ofOwn: true as const } : {};
  const event: CaseEvent = { type: 'OthersNeeded', at: now, by: by.id, number, ...ofOwn };
  return bySomebodyOnIt(events, event, words === '' ? {} : { [textOf.othersNeeded(number)]: words }, { by, now });
}

/** Who answers a case that nobody has takes it, unless they refer the child. */
function bySomebodyOnIt(events: CaseEvent[], event: CaseEvent, texts: Texts, { by, now }: Actor): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith('only-the-mash');
  const sent = sentReferral({ events });
  if (!sent) return refuseWith('not-submitted');
  const taken = isOwnReferral(sent, by.id) ? nothingToDo : takeReferral(sent, { by, now });
  return withEvents([...(taken.kind === 'happened' ? taken.events : []), event], texts);
}

/** Teams may send a press twice, and people press twice. A minute later it is said again. */
function isPressedTwice(events: CaseEvent[], type: 'StillOnIt' | 'OthersNeeded', { by, now }: Actor) {
  const last = events.findLast((event): event is EventOf<typeof type> => event.type === type);
  return last?.by === by.id && now < plus(last.at, 60_000);
}

/** What “seen by PC Ali at 16:40” or “PC Ali saw her 16.40” says. `when` is empty where the words end in no time. */
export function readSeen(words: string): Seen {
  const time = /(?:^|\s)(?:at\s+)?(\d{1,2}[:.]?\d{0,2}\s?(?:am|pm)?|just now|now|[\w ]{1,30} ago)[.!]*$/i.exec(words);
  const who = words.slice(0, time?.index).replace(/^seen by\s+/i, '');
  const saw = /\s(?:(?:has|have|just) )*(?:saw|seen|found|met)(?: (?:her|him|them|the child))?$/i;
  return { who: time ? withoutEnd(who, ',').replace(saw, '') : who, when: time?.[1]?.trim() ?? '' };
}
