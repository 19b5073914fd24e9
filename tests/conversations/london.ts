/** Times in London, formatted without the program’s own code, so that tests do not check that code against itself. */
const londonFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

function partsOf(at: Date): Record<string, string> {
  return Object.fromEntries(londonFormat.formatToParts(at).map(({ type, value }) => [type, value]));
}

/** "14:03" */
export function clockOf(at: Date): string {
  const { hour, minute } = partsOf(at);
  return `${hour}:${minute}`;
}

/** "14:03, Tuesday 24 November" */
export function longWords(at: Date): string {
  const { weekday, day, month } = partsOf(at);
  return `${clockOf(at)}, ${weekday} ${day} ${month}`;
}

/** "14:03, Tue 24 Nov" */
export function shortWords(at: Date): string {
  const { weekday = '', day, month = '' } = partsOf(at);
  return `${clockOf(at)}, ${weekday.slice(0, 3)} ${day} ${month.slice(0, 3)}`;
}

/** In milliseconds. */
export const hour = 3_600_000;

export const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** The words of this moment, or of a minute before: the minute may change between a press and the expectation. */
export const orAMinuteBefore = (at: Date, words: (at: Date) => string): RegExp =>
  new RegExp([at, later(at, -60_000)].map(words).join('|'));
