import { summariesIn, wordsOf } from '../conversations/walks.ts';
import { profiles, referrals, type Who } from '../fakes/people.ts';
import type { Teams } from '../fakes/teams.ts';

/** Whether a message reminds of several cases at once. It is drawn again, but its first words named them. */
export const isDigest = ({ summary }: { summary?: string | undefined }) =>
  /^\d+ referrals? undecided/.test(summary ?? '');

/** Counts the messages about a case everywhere, by the words of their summary. Times are left out. */
export function summaryCounts(teams: Teams, reference: string): Record<string, number> {
  const inChats = Object.keys(profiles).flatMap((who) => {
    const chat = teams.delivered(teams.chatWith(profiles[who as Who]));
    const digests = chat.filter((each) => isDigest(each) && wordsOf(each).includes(reference));
    return [...summariesIn(chat), ...digests.map(() => `${reference} undecided,`)].map((line) => `${who}: ${line}`);
  });
  const inChannel = summariesIn(teams.delivered(referrals.id)).map((line) => `MASH: ${line}`);
  const counts: Record<string, number> = {};
  for (const line of [...inChannel, ...inChats].filter((each) => each.includes(reference))) {
    const summary = line
      .replace(reference, 'X')
      .replace(/, \d+ minutes left( \(.*?\)\.)?/, ',')
      .replace(/, decision due.*/, '');
    counts[summary] = (counts[summary] ?? 0) + 1;
  }
  return counts;
}

const written = { 'MASH: X: Written referral, 1 of 1': 1, 'jane: Referral X': 1 };

/** All messages about a referral of Jane's, each once, after nobody decided it and the reminders escalated. */
export const remindedOnce: Record<string, number> = {
  'MASH: New referral X': 1,
  ...written,
  'MASH: X: Undecided, Reminding: the escalation contact': 1,
  'mo: X undecided,': 1,
  'ana: X undecided,': 1,
  'dee: X undecided,': 1,
};

/** All messages about a referral of Jane's, each once, after it was taken and decided before any reminder. */
export const decidedOnce: Record<string, number> = {
  'MASH: X is decided': 1,
  ...written,
  'MASH: X: Taken': 1,
  'MASH: X: Decided': 1,
  'MASH: X: The referrer has been told': 1,
  'jane: X: the MASH has decided': 1,
};

/** All messages about a referral of Jane's, each once, after it was delivered. */
export const deliveredOnce: Record<string, number> = { 'MASH: New referral X': 1, ...written };
