import { withoutEnd } from '../../base/texts.ts';
import { type Instant, latest, londonDay, plus } from '../../base/time.ts';
import { forMash, refuseFaultyTexts, refuseLongTexts, takeReferral } from '../../case/commands.ts';
import { isNews } from '../../case/news.ts';
import {
  type Actor,
  type BoxFault,
  both,
  doneBy,
  nothingToDo,
  type Outcome,
  refuseWith,
  textIfAny,
  withEvents,
} from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { sentReferral } from '../../case/standing.ts';
import { referralOf, type SubmittedReferral } from '../../case/state.ts';
import { saysRisk } from '../../case/urgent.ts';
import { readWhen, type When } from '../../draft/typed-date.ts';
import { type CaseEvent, isA, nextNumber, textOf } from '../../history/events.ts';

/** Who saw the child, and when, as somebody typed it. */
interface Seen {
  who: string;
  when: string;
}

/** When the referrer last said that the child is in danger, missing or leaves; or else rang or sent the referral. */
export function reportedAt(record: CaseRecord, { clockStart, submittedAt }: SubmittedReferral): Instant {
  const isReport = (event: CaseEvent) =>
    isA('ChildMissing', 'LeavingTimeSaid')(event) ||
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
export function confirmSafe(
  record: CaseRecord,
  { who, when }: Seen,
  { by, now, wordsWait }: Actor & { wordsWait?: boolean },
): Outcome {
  const { events, facts } = record;
  const sent = forMash(sentReferral(record), by);
  if ('why' in sent) return sent;
  const fault = refuseFaultyTexts({ who, when });
  if (fault) return fault;
  const { safe } = sent;
  const isSame = (number: number) =>
    facts.texts[textOf.safeWho(number)] === who && facts.texts[textOf.safeWhen(number)] === when;
  const isOld = safe && (now < plus(safe.at, 60_000) || !events.some(({ at, type }) => at > safe.at && isNews(type)));
  if (safe?.by === by.id && isSame(safe.number) && isOld) return nothingToDo;
  const number = nextNumber(events, 'ChildSafe');
  const read = readWhen(when, now, 'past');
  const faultOfWhen = faultOfTime(read, reportedAt(record, sent), now);
  if (faultOfWhen) return refuseWith({ kind: 'boxes-are-wrong', faults: { when: faultOfWhen } });
  const seenAt = read?.kind === 'instant' ? { seenAt: read.at } : {};
  const waiting = wordsWait && { wordsWait: true as const };
  return withEvents([{ type: 'ChildSafe', at: now, by: by.id, number, ...seenAt, ...waiting }], {
    [textOf.safeWho(number)]: who,
    [textOf.safeWhen(number)]: when,
  });
}

/**
 * Somebody is still on it (`StillOnIt`), or needs others at once. Whoever refers the child may ask for others, and answers
 * nothing for the MASH. Whoever answers a case that nobody has takes it.
 * @param words what is done, and until when to wait with the next ask; or what is needed. May be empty. Teams may send a
 *   press twice, and people press twice: a minute later the same is said again
 */
export function sayOnIt(record: CaseRecord, type: 'StillOnIt' | 'OthersNeeded', words: string, at: Actor): Outcome {
  const isAnswer = type === 'StillOnIt';
  const fault = refuseLongTexts({ words });
  if (fault) return fault;
  const sent = forMash(sentReferral(record), at.by);
  const isOwn = 'why' in sent && sent.why.kind === 'own-referral' && !isAnswer;
  if ('why' in sent && !isOwn) return sent;
  const nameOf = isAnswer ? textOf.stillOnIt : textOf.othersNeeded;
  const all = record.events.filter(isA(type));
  const last = all.at(-1);
  const isTwice = last?.by === at.by.id && at.now < plus(last.at, 60_000);
  if (isTwice && words === (record.facts.texts[nameOf(all.length)] ?? '')) return nothingToDo;
  const number = all.length + 1;
  const said = doneBy(
    at,
    isAnswer ? { type, number, ...untilIn(words, at.now) } : { type, number, ...(isOwn && { ofOwn: true }) },
    textIfAny(nameOf(number), words),
  );
  const taken = takeReferral(referralOf(record.events), at);
  return both(taken.kind === 'happened' ? taken : nothingToDo, said);
}

function untilIn(words: string, now: Instant) {
  const ahead = /\b(?:un)?till? ([^,;]{1,60})$/i.exec(withoutEnd(words, '.!'))?.[1];
  const read = ahead === undefined ? undefined : readWhen(ahead, now, 'ahead');
  return read?.kind === 'instant' && read.at > now ? { until: read.at } : {};
}

/** What “seen by PC Ali at 16:40” or “PC Ali saw her 16.40” says. `when` is empty where the words end in no time. */
export function readSeen(words: string): Seen {
  const time = /(?:^|\s)(?:at\s+)?(\d{1,2}[:.]?\d{0,2}\s?(?:am|pm)?|just now|now|[\w ]{1,30} ago)[.!]*$/i.exec(words);
  const who = words.slice(0, time?.index).replace(/^seen by\s+/i, '');
  const saw = /\s(?:(?:has|have|just) )*(?:saw|seen|found|met)(?: (?:her|him|them|the child))?$/i;
  return { who: time ? withoutEnd(who, ',').replace(saw, '') : who, when: time?.[1]?.trim() ?? '' };
}
