import { type Duration, type Instant, londonDay, longDay, msIn } from '../base/time.ts';
import type { EventOf } from '../history/events.ts';

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
  joined: 'It went on in another case, and nobody did anything to it',
};

/** Why facts were erased: "It was decided, and nobody did anything to it for 365 days." */
export const whyErased = ({ why, period }: Pick<EventOf<'FactsErased'>, 'why' | 'period'>): string =>
  `${whatWas[why]} for ${periodInWords(period)}.`;

/** With the year: what is erased is old. */
export const dayOf = (at: Instant): string => longDay(londonDay(at));

export const erasedOn = ({ at }: EventOf<'FactsErased'>): string => `Erased on ${dayOf(at)}`;

/** For a file of a case of which nothing is left. */
export const nothingLeft = (erased: EventOf<'FactsErased'>): string =>
  `${erasedOn(erased)} under retention: every name, answer and text. ${whyErased(erased)}`;
