import type { Instant } from '../base/time.ts';
import { nextOrJustMissed, timeAmong } from './time-among.ts';
import { readWhen, type When } from './typed-date.ts';
import { tidy } from './typed-text.ts';

const WHO =
  /^(?:(?:she|he|they|(?:the |this )?(?:child|girl|boy|baby|family|kids|mum|dad|mother|father|uncle|aunt))(?=['’ ])(?:['’](?:s|re|ve|ll))? ?)?(?:(?:is|are|was|were|has|have|had|will|be) )*/;
const PLACE = '(?: (?:home|out|away|off))?';
const ANY_MOMENT = 'any (?:minute|moment|second|time)(?: now)?';
// `tidy` has already turned “about” into “at”
const AT_ONCE = new RegExp(
  `^(?:${ANY_MOMENT}|imminent(?:ly)?|(?:just |now )*(?:at|going) to (?:leave|go)${PLACE}|(?:just |now )*on (?:her|his|their|the) way${PLACE}` +
    `|(?:just |already |now )*(?:leaving|leaves?|going|goes|off)${PLACE}(?: (?:(?:right )?now|immediately|straight away|already|as we speak|(?:at )?${ANY_MOMENT})))$`,
);
const LEAVING_NOW = new RegExp(`^(?:just |already |now )*(?:leaving|going|off)${PLACE}$`);
const LEAVING = new RegExp(`^(?:leaving|leaves?|going|goes|go)${PLACE} (?<when>.+)$`);
const GONE = new RegExp(
  `^(?<surely>(?:just |already |all |now )*)(?:left|gone|went|(?:been )?taken|moved)${PLACE}(?: already)?(?: (?<when>.+))?$`,
);
const HAS = /\b(?:has|have)\b|['’](?:s|ve)\b/;

/**
 * Reads when the child leaves the referrer's sight: a time ahead, now, or in the past if the child has left. “Any
 * minute” and “she is leaving now” mean this moment. “Already left at 11” is past. A clock time of the last half hour
 * counts as past, not as unclear, so it alerts managers. If the whole text is not a time, a time among its words
 * counts.
 */
export function readLeaving(text: string, now: Instant): When {
  const whole = readWhole(text, now);
  return whole.kind === 'unclear' ? timeAmong(text, now) : whole;
}

function readWhole(text: string, now: Instant): When {
  const ahead = readWhen(text, now, 'ahead');
  const words = tidy(text)?.words;
  if (ahead.kind !== 'unclear' || words === undefined) return ahead;
  const atOnce: When = { kind: 'instant', at: now, approximate: true };
  const withoutSubject = words.replace(WHO, '');
  if (AT_ONCE.test(withoutSubject) || LEAVING_NOW.test(withoutSubject)) return atOnce;
  const gone = GONE.exec(withoutSubject)?.groups;
  if (gone) {
    const when = gone.when === undefined ? undefined : readWhen(gone.when, now, 'past');
    if (when && when.kind !== 'unclear') return when;
    const timeInText = gone.when === undefined ? ahead : timeAmong(text, now);
    if (timeInText.kind !== 'unclear') return timeInText;
    return gone.when === undefined || gone.surely !== '' || HAS.test(words) ? atOnce : ahead;
  }
  const leaving = LEAVING.exec(withoutSubject)?.groups?.when;
  if (leaving) return readWhen(leaving, now, 'ahead');
  return nextOrJustMissed(text, now);
}
