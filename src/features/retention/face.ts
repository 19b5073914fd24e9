import type { StaffId } from '../../base/people.ts';
import { periodInWords, whyErased } from '../../cards/erased-words.ts';
import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { line, plain } from '../../cards/parts.ts';
import { holdText } from '../../history/retention.ts';
import { holdOn } from './state.ts';

/** Who ran the command is nobody whom Teams knows. What went by schedule was released by somebody, whose name is no fact of the case. */
const whoRan = (by: StaffId): string =>
  by.startsWith('admin:')
    ? `The administrator (${by.replace(/^admin:/, '')})`
    : 'By schedule, released by a second person';

/** Holds and erasing, in the thread and on the shared card. */
export const face: Face = {
  line({ facts: { texts } }, event) {
    const said = (title: string, by: StaffId, ...words: string[]) => ({
      title,
      lines: [...words.map((each) => line(each)), line(`${whoRan(by)}, ${clockAndDay(event.at)}`, 'small', 'Small')],
    });
    switch (event.type) {
      case 'FactsErased': {
        const left = 'What happened and when is kept. What people wrote in this thread is not mine to erase.';
        return said('ERASED under retention', event.by, whyErased(event), left);
      }
      case 'ReadsErased':
        return {
          title: 'Entries of the access log erased',
          lines: [line(`${event.reads} older than ${periodInWords(event.period)}. ${whoRan(event.by)}`)],
        };
      case 'LegalHoldSet':
        return said('Legal hold: nothing is erased', event.by, texts[holdText.set(event.number)] ?? '');
      case 'LegalHoldReleased':
        return said('Legal hold released', event.by, texts[holdText.released(event.number)] ?? '');
      default:
        return undefined;
    }
  },
  blocks({ events }) {
    const hold = holdOn(events);
    return hold ? [plain([line(`Legal hold since ${clockAndDay(hold.at)}: nothing is erased`, 'bold')])] : [];
  },
};
