import { withoutReferences } from '../base/reference.ts';
import { saidOfAddress } from '../draft/placed.ts';
import { textOf } from '../history/events.ts';
import type { HeldAddress } from './held.ts';
import { type CaseRecord, textIn } from './record.ts';

/** What its writer said of an address last, since they were asked: a bare “no” may not undo it. */
export const doubtOf = (record: CaseRecord, { at, who }: HeldAddress): ReturnType<typeof saidOfAddress> =>
  record.events
    .flatMap((event) =>
      event.type === 'InformationAdded' && event.by === who && event.at > at
        ? (saidOfAddress(withoutReferences(textIn(record, textOf.information(event.number))).trim()) ?? [])
        : [],
    )
    .at(-1);
