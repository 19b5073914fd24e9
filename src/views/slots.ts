import type { Instant } from '../base/time.ts';
import type {
  Buttons,
  Face,
  MashButton,
  OnReceipt,
  ReceiptButton,
  SentCase,
  TeamButton,
  TeamFace,
} from '../cards/face.ts';
import type { Meaning } from '../cards/meaning.ts';
import type { Button } from '../cards/parts.ts';
import { inThread } from '../cards/thread.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import { tellingOf } from '../case/tell.ts';
import { features } from '../features/list.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';

/** Reads what the features put into the slots of a card. */
function slotsOf<Name extends string, Slots extends { buttons?: Buttons<Name> }>(filled: readonly Slots[]) {
  function one<T>(slot: (slots: Slots) => T | undefined): T | undefined {
    for (const slots of filled) {
      const found = slot(slots);
      if (found !== undefined) return found;
    }
    return undefined;
  }
  return {
    /** Of all features, in their order. */
    all: <T>(slot: (slots: Slots) => readonly T[] | undefined): T[] => filled.flatMap((slots) => slot(slots) ?? []),
    /** Of the first feature that has something to show. */
    one,
    /** One is blue at most: the first. */
    buttons: (names: readonly Name[], sent: SentCase): Button[] => {
      const all = names.flatMap((name) => one(({ buttons }) => buttons?.[name]?.(sent)) ?? []);
      const blue = all.find(({ style }) => style === 'positive');
      return all.map((each) => (each === blue ? each : { ...each, style: 'default' }));
    },
  };
}

export const mashSlots = slotsOf<MashButton, Face>(features.flatMap(({ face }) => face ?? []));
export const teamSlots = slotsOf<TeamButton, TeamFace>(features.flatMap(({ teamFace }) => teamFace ?? []));
export const receiptSlots = slotsOf<ReceiptButton, OnReceipt>(features.flatMap(({ receipt }) => receipt ?? []));

export const meaningOf = (event: CaseEvent): Meaning<CaseEvent> =>
  tellingOf(features, event).telling as Meaning<CaseEvent>;

/**
 * A reply in the thread that says what happened. A lock screen shows its title, so the title holds no name and no fact.
 */
export function lineCard(record: CaseRecord, event: CaseEvent, referral: SubmittedReferral, pack: Pack, now: Instant) {
  const meaning = meaningOf(event);
  if (meaning.line === 'none') throw new Error(`${event.type} has no line in the thread`);
  return inThread(record, meaning.line(event, { record, referral, pack, now }), record.events.indexOf(event));
}
