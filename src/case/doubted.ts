import { withoutReferences } from '../base/reference.ts';
import { saidOfAddress } from '../draft/placed.ts';
import { textOf } from '../history/events.ts';
import type { HeldAddress } from './held.ts';
import { type CaseRecord, textIn } from './record.ts';

/** Whether its writer has said something of an address since they were asked that a bare “no” may not undo. */
export const isDoubted = (record: CaseRecord, { at, who }: HeldAddress): boolean =>
  record.events.some(
    (event) =>
      event.type === 'InformationAdded' &&
      event.by === who &&
      event.at > at &&
      saidOfAddress(withoutReferences(textIn(record, textOf.information(event.number))).trim()) !== undefined,
  );
