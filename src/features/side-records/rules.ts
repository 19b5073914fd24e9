import type { Texts } from '../../base/texts.ts';
import { refuseFaultyTexts, refuseLongTexts } from '../../case/commands.ts';
import { textsAsWritten } from '../../case/held.ts';
import {
  type Actor,
  doneBy,
  nothingToDo,
  type Outcome,
  refuseWith,
  textIfAny,
  withEvents,
} from '../../case/outcome.ts';
import type { CaseRecord } from '../../case/record.ts';
import { isChildMissing } from '../../case/referral.ts';
import { sentReferral } from '../../case/standing.ts';
import type { SubmittedReferral } from '../../case/state.ts';
import { readWhen } from '../../draft/typed-date.ts';
import { textOf } from '../../history/events.ts';
import { eventTypes, type SideEvent, type SideKind, sideRecordsOf, sideText } from './state.ts';

/** The most characters of a typed time or reference. */
export const shortLimit = 200;

/** What was filled in on a form. Each kind of record reads its own fields. */
export interface SideWords {
  words: string;
  when: string; // when the police were told
  reference: string; // of the police
  know: 'yes' | 'no' | 'not-said'; // whether the police know that the child is missing
}

/**
 * Records something beside the referral, and keeps earlier records. It changes no clock and no state, except that a
 * missing child can make the case urgent. A double press records nothing new.
 * @source Protocol 10.1 (whoever claims to be family is looked into; strangers at the placement), 11 (police)
 */
export function addSideRecord(record: CaseRecord, kind: SideKind, input: SideWords, { by, now }: Actor): Outcome {
  if (!by.roles.has('mash-member')) return refuseWith('only-the-mash');
  const { events } = record;
  const texts = textsAsWritten(record);
  const sent = sentReferral(record);
  if (!sent) return refuseWith('not-submitted');
  if (kind === 'missing') return recordMissing(sent, texts, input, { by, now });
  const isPolice = kind === 'police';
  const words = isPolice ? input.when : input.words;
  const reference = isPolice ? input.reference.trim() : '';
  const fault = isPolice
    ? (refuseFaultyTexts({ when: words }) ?? refuseLongTexts({ when: words, reference: input.reference }, shortLimit))
    : refuseFaultyTexts({ words });
  if (fault) return fault;
  const earlier = sideRecordsOf(events, kind);
  const last = earlier.at(-1);
  const isSame =
    last?.by === by.id &&
    texts[sideText.words(last)] === words &&
    (texts[sideText.reference(last)] ?? '') === reference;
  if (isSame) return nothingToDo;
  const when = isPolice ? readWhen(words, now, 'past') : undefined;
  const common = { at: now, by: by.id, number: earlier.length + 1 };
  const event: SideEvent = isPolice
    ? { type: 'PoliceInformed', ...common, ...(when?.kind === 'instant' && { toldAt: when.at }) }
    : { type: eventTypes[kind], ...common };
  return withEvents([event], {
    [sideText.words(event)]: words,
    ...(reference !== '' && { [sideText.reference(event)]: reference }),
  });
}

/** The MASH heard from somebody else that the child is missing. @source Protocol 10.2 */
function recordMissing(sent: SubmittedReferral, texts: Texts, { know, words }: SideWords, at: Actor) {
  const fault = refuseLongTexts({ words });
  if (fault) return fault;
  const last = sent.missing.at(-1);
  const isSame =
    last?.byMash &&
    isChildMissing(sent) &&
    !sent.found &&
    last.police === know &&
    (texts[textOf.missing(last.number)] ?? '') === words;
  if (isSame) return nothingToDo;
  const number = sent.missing.length + 1;
  return doneBy(at, { type: 'ChildMissing', number, police: know }, textIfAny(textOf.missing(number), words));
}
