import { counted, moment } from '../cards/london.ts';
import { publishedWords, type Report } from './report.ts';
import { smallestShown } from './suppress.ts';

/** The numbers that no plot shows, and how to read the plots. */
export function reportLines({ referrals, times, unreadable, madeAt }: Report): string[] {
  return [
    `Referrals sent: ${publishedWords(referrals)}. ${timesInWords(times)}`,
    `A number below ${smallestShown} is not shown: “<${smallestShown}”, also where there is none. “–”: left out, so that a small number cannot be worked out.`,
    ...(unreadable > 0 ? [`${countedCases(unreadable)} could not be read and stand in none of the numbers.`] : []),
    `Made at ${moment(madeAt)}. Practice, drafts and deleted drafts are not counted.`,
  ];
}

/** How long decisions took, from the start of the 24 hours. */
export function timesInWords({ median, ninetieth }: Report['times']): string {
  if (median === undefined) return 'Time to a decision: not shown, there are too few.';
  const nineInTen =
    ninetieth === undefined ? 'of nine in ten it is not shown' : `nine in ten within ${counted(ninetieth, 'hour')}`;
  return `Time to a decision: half within ${counted(median, 'hour')}, ${nineInTen}.`;
}

export const countedCases = (number: number): string => counted(number, 'case');
