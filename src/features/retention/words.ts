import { type Duration, type Instant, londonDay, longDay, msIn } from '../../base/time.ts';
import type { EventOf } from '../../history/events.ts';

const dayMs = 24 * 60 * 60 * 1000;

/** "365 days". A period that is not a whole number of days is given as the pack writes it. */
export function periodInWords(period: Duration): string {
  const days = msIn(period) / dayMs;
  if (!Number.isInteger(days)) return period;
  return days === 1 ? '1 day' : `${days.toLocaleString('en-GB')} days`;
}

const reasons: Record<EventOf<'FactsErased'>['why'], string> = {
  'idle-draft': 'Nobody went on with the draft',
  decided: 'It was decided, and nobody did anything to it',
  'deleted-draft': 'The draft was deleted before it was sent, and was kept',
  joined: 'It went on in another case, and nobody did anything to it',
};

/** Why the facts were erased: "It was decided, and nobody did anything to it for 365 days." */
export const whyErased = ({ why, period }: Pick<EventOf<'FactsErased'>, 'why' | 'period'>): string =>
  `${reasons[why]} for ${periodInWords(period)}.`;

/** The day with its year, because erased cases are old. */
export const dayOf = (at: Instant): string => longDay(londonDay(at));

export const erasedOn = ({ at }: EventOf<'FactsErased'>): string => `Erased on ${dayOf(at)}`;

/** The text for the file of an erased case. */
export const nothingLeft = (erased: EventOf<'FactsErased'>): string =>
  `${erasedOn(erased)} under retention: every name, answer and text. ${whyErased(erased)}`;
