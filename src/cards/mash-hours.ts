import type { Pack } from '../protocol/pack.ts';
import { type Instant, londonWords } from '../time.ts';

const week = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** Whether somebody answers in the MASH office: days 1 (Monday) to 7, London time. Bank holidays are not known here. */
export function mashIsOpen(at: Instant, { days, from, to }: Pack['hours']): boolean {
  const { weekday, hour, minute } = londonWords(at);
  const time = `${hour}:${minute}`;
  return days.includes(week.indexOf(weekday) + 1) && time >= from && time < to;
}
