import type { Instant } from '../../base/time.ts';
import { isGone } from '../../case/along.ts';
import { faulty, type Now, tooLong } from '../../case/commands.ts';
import { nothingToDo, type Outcome, refuseWith, withEvents } from '../../case/outcome.ts';
import { referralOf, type SubmittedReferral, submittedIn } from '../../case/state.ts';
import { readWhen } from '../../check/typed-date.ts';
import { type CaseEvent, textOf } from '../../history/events.ts';
import { eventTypes, type SideEvent, type SideKind, sideRecordsOf, sideText } from './state.ts';

/** Longest time or reference that may be typed, in characters. */
export const shortLimit = 200;

/** What was filled in. Each kind reads its own part. */
export interface SideWords {
  words: string;
  when: string; // when the police were told
  reference: string; // of the police
  know: 'yes' | 'no' | 'not-said'; // whether the police know that the child is missing
}

/**
 * Records something beside the referral. It changes no clock and no state; what was recorded before stays. The same press again is no
 * news.
 * @source Protocol 10.1 (whoever claims to be family is looked into; strangers at the placement), 11 (police)
 */
export function addSideRecord(
  { events, texts }: { events: CaseEvent[]; texts: Record<string, string> },
  kind: SideKind,
  said: SideWords,
  { by, now }: Now,
): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith({ kind: 'only-the-mash' });
  const sent = submittedIn(referralOf(events));
  if (!sent) return refuseWith({ kind: 'not-submitted' });
  if (kind === 'missing') return missing(sent, texts, said, { by, now });
  const isPolice = kind === 'police';
  const words = isPolice ? said.when : said.words;
  const reference = isPolice ? said.reference.trim() : '';
  const fault = isPolice
    ? (faulty({ when: words }) ?? tooLong({ when: words, reference: said.reference }, shortLimit))
    : faulty({ words });
  if (fault) return fault;
  const before = sideRecordsOf(events, kind);
  const last = before.at(-1);
  const isSame =
    last?.by === by.id &&
    texts[sideText.words(last)] === words &&
    (texts[sideText.reference(last)] ?? '') === reference;
  if (isSame) return nothingToDo;
  const common = { at: now, by: by.id, number: before.length + 1 };
  const event: SideEvent = isPolice
    ? { type: 'PoliceInformed', ...common, ...momentIn(words, now) }
    : { type: eventTypes[kind], ...common };
  return withEvents([event], {
    [sideText.words(event)]: words,
    ...(reference === '' ? {} : { [sideText.reference(event)]: reference }),
  });
}

function momentIn(typed: string, now: Instant): { toldAt?: Instant } {
  const when = readWhen(typed, now, 'past');
  return when.kind === 'instant' ? { toldAt: when.at } : {};
}

/** That the child is missing, as the MASH heard it from elsewhere. @source Protocol 10.2 */
function missing(
  sent: SubmittedReferral,
  texts: Record<string, string>,
  { know, words }: SideWords,
  { by, now }: Now,
): Outcome {
  const long = tooLong({ words });
  if (long) return long;
  const last = sent.missing.at(-1);
  const isSame =
    last?.byMash && isGone(sent) && last.police === know && (texts[textOf.missing(last.number)] ?? '') === words;
  if (isSame) return nothingToDo;
  const number = sent.missing.length + 1;
  const event: CaseEvent = { type: 'ChildMissing', at: now, by: by.id, number, police: know };
  return withEvents([event], words.trim() === '' ? {} : { [textOf.missing(number)]: words });
}
