import { clockAndDay } from '../../cards/london.ts';
import { line, plain } from '../../cards/parts.ts';
import type { StaffId } from '../../case/staff.ts';
import type { EventOf } from '../../history/events.ts';
import { holdText } from '../../history/retention.ts';
import { type Duration, type Instant, londonDay, longDay, msIn } from '../../time.ts';
import type { StageCards } from '../faces.ts';
import { holdOn } from './state.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** "365 days"; a length that is no whole days as it stands in the pack. */
export function periodInWords(period: Duration): string {
  const days = msIn(period) / dayMs;
  if (!Number.isInteger(days)) return period;
  return days === 1 ? '1 day' : `${days.toLocaleString('en-GB')} days`;
}

const whatWas: Record<EventOf<'FactsErased'>['why'], string> = {
  'idle-draft': 'Nobody went on with the draft',
  decided: 'It was decided, and nobody did anything to it',
  'deleted-draft': 'The draft was deleted before it was sent',
};

/** Why facts were erased: "It was decided, and nobody did anything to it for 365 days." */
export const whyErased = ({ why, period }: Pick<EventOf<'FactsErased'>, 'why' | 'period'>): string =>
  `${whatWas[why]} for ${periodInWords(period)}.`;

/** With the year: what is erased is old. */
export const dayOf = (at: Instant): string => longDay(londonDay(at));

export const erasedOn = ({ at }: EventOf<'FactsErased'>): string => `Erased on ${dayOf(at)}`;

/** Who ran the command: nobody whom Teams knows. */
const whoRan = (by: StaffId): string => `The administrator (${by.replace(/^admin:/, '')})`;

/** Holds and erasing, in the thread and on the shared card. */
export const retentionCards: StageCards = {
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
