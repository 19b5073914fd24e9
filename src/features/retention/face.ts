import type { StaffId } from '../../base/people.ts';
import { periodInWords, whyErased } from '../../cards/erased-words.ts';
import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { line, plain } from '../../cards/parts.ts';
import { holdText } from '../../history/retention.ts';
import { holdOn } from './state.ts';

/** Who ran the command: nobody whom Teams knows. */
const whoRan = (by: StaffId): string => `The administrator (${by.replace(/^admin:/, '')})`;

/** Holds and erasing, in the thread and on the shared card. */
export const face: Face = {
  line({ facts: { texts } }, event) {
    switch (event.type) {
      case 'FactsErased':
        return {
          title: 'ERASED under retention',
          lines: [
            line(whyErased(event)),
            line('What happened and when is kept. What people wrote in this thread is not mine to erase.'),
            line(`${whoRan(event.by)}, ${clockAndDay(event.at)}`, 'small', 'Small'),
          ],
        };
      case 'ReadsErased':
        return {
          title: 'Entries of the access log erased',
          lines: [line(`${event.reads} older than ${periodInWords(event.period)}. ${whoRan(event.by)}`)],
        };
      case 'LegalHoldSet':
        return {
          title: 'Legal hold: nothing is erased',
          lines: [
            line(texts[holdText.set(event.number)] ?? ''),
            line(`${whoRan(event.by)}, ${clockAndDay(event.at)}`, 'small', 'Small'),
          ],
        };
      case 'LegalHoldReleased':
        return {
          title: 'Legal hold released',
          lines: [
            line(texts[holdText.released(event.number)] ?? ''),
            line(`${whoRan(event.by)}, ${clockAndDay(event.at)}`, 'small', 'Small'),
          ],
        };
      default:
        return undefined;
    }
  },
  blocks({ events }) {
    const hold = holdOn(events);
    return hold ? [plain([line(`Legal hold since ${clockAndDay(hold.at)}: nothing is erased`, 'bold')])] : [];
  },
};
