import type { StaffId } from '../base/people.ts';
import { withoutReferences } from '../base/reference.ts';
import type { Instant } from '../base/time.ts';
import type { Answers } from '../draft/draft.ts';
import { mayBePlaced, saidOfAddress, saysPlaced } from '../draft/placed.ts';
import { type CaseEvent, textOf } from '../history/events.ts';
import { type CaseRecord, textIn } from './record.ts';

/** What its writer said of an address last, since they were asked: a bare “no” may not undo it. */
export const doubtOf = (
  record: CaseRecord,
  { at, who }: { at: Instant; who: StaffId },
): ReturnType<typeof saidOfAddress> =>
  record.events
    .flatMap((event) =>
      event.type === 'InformationAdded' && event.by === who && event.at > at
        ? (saidOfAddress(withoutReferences(textIn(record, textOf.information(event.number))).trim()) ?? [])
        : [],
    )
    .at(-1);

/**
 * Whether the child may be in care, in police protection or in a refuge, by anything that the case holds.
 * @param known only by what is said without an “if”: not by “i dont know if shes in care”, nor because an address was held back for that
 */
export function isChildPlaced({ facts: { answers, adding, texts }, events }: CaseRecord, known = false) {
  const says = ([name, text]: [string, string]) => {
    const asked = /^question-(\d+)$/.exec(name)?.[1];
    if (name.startsWith('protection-')) return true; // what was said of police protection
    return saysPlaced(sure(text)) && (!asked || /^\s*(?!no\b)\S/i.test(texts[`answer-${asked}`] ?? ''));
  };
  const sure = (text: string) => (known ? text.replace(MAYBE, ' ') : text);
  const sureOf = (all: Answers) =>
    known
      ? { ...all, values: Object.fromEntries(Object.entries(all.values).map(([id, text]) => [id, sure(text ?? '')])) }
      : all;
  return (
    mayBePlaced(sureOf(answers)) ||
    (adding !== undefined && mayBePlaced(sureOf(adding))) ||
    events.some((event) => takesIntoCare(event) && !(known && event.type === 'AddressesHeld')) ||
    Object.entries(texts).some(says)
  );
}

const MAYBE = /\b(?:if|whether)\b[^.,;!?\n]{0,40}/gi;

const takesIntoCare = (event: CaseEvent) =>
  (event.type === 'AddressesHeld' && !event.perhaps) || // once it is known, it stays so
  event.type === 'ProtectionSaid' ||
  (event.type === 'CallJoined' && (event.placed || event.protection !== undefined)) ||
  (event.type === 'PlacementKnown' && event.mirrored) ||
  (event.type === 'ServiceRecorded' && event.service === 'looked-after') ||
  ((event.type === 'DecisionRecorded' || event.type === 'DecisionCorrected') && event.decision === 'immediate');
