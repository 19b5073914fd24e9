import type { StaffId } from '../../base/people.ts';
import { periodInWords, whyErased } from '../../cards/erased-words.ts';
import type { Face } from '../../cards/face.ts';
import { clockAndDay } from '../../cards/london.ts';
import { line, plain } from '../../cards/parts.ts';
import { holdText } from '../../history/retention.ts';
import { holdOn } from './state.ts';

/**
 * Who erased or held. An administrator at the command line is not known to Teams. The name of the person who released a
 * list is not a fact of the case, so it is not shown.
 */
const actorWords = (by: StaffId): string =>
  by.startsWith('admin:')
    ? `The administrator (${by.replace(/^admin:/, '')})`
    : 'By schedule, released by a second person';

/** Legal holds and erasing: in the thread and on the shared card. */
export const face: Face = {
  line({ facts: { texts } }, event) {
    const threadLine = (title: string, by: StaffId, ...words: string[]) => ({
      title,
      lines: [
        ...words.map((each) => line(each)),
        line(`${actorWords(by)}, ${clockAndDay(event.at)}`, 'small', 'Small'),
      ],
    });
    switch (event.type) {
      case 'FactsErased': {
        const left = 'What happened and when is kept. What people wrote in this thread is not mine to erase.';
        return threadLine('ERASED under retention', event.by, whyErased(event), left);
      }
      case 'ReadsErased':
        return {
          title: 'Entries of the access log erased',
          lines: [line(`${event.reads} older than ${periodInWords(event.period)}. ${actorWords(event.by)}`)],
        };
      case 'LegalHoldSet':
        return threadLine('Legal hold: nothing is erased', event.by, texts[holdText.set(event.number)] ?? '');
      case 'LegalHoldReleased':
        return threadLine('Legal hold released', event.by, texts[holdText.released(event.number)] ?? '');
      default:
        return undefined;
    }
  },
  blocks({ events }) {
    const hold = holdOn(events);
    return hold ? [plain([line(`Legal hold since ${clockAndDay(hold.at)}: nothing is erased`, 'bold')])] : [];
  },
};
