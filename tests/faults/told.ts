import { summariesIn } from '../conversations/walks.ts';
import { profiles, referrals, type Who } from '../fakes/people.ts';
import type { Teams } from '../fakes/teams.ts';

/** Everything that stands about a case anywhere: what its summary says, and how often. Times are left out. */
export function toldAbout(teams: Teams, reference: string): Record<string, number> {
  const said = Object.keys(profiles).flatMap((who) =>
    summariesIn(teams.delivered(teams.chatWith(profiles[who as Who]))).map((line) => `${who}: ${line}`),
  );
  const posted = summariesIn(teams.delivered(referrals.id)).map((line) => `MASH: ${line}`);
  const counted: Record<string, number> = {};
  for (const line of [...posted, ...said].filter((each) => each.includes(reference))) {
    const what = line
      .replace(reference, 'X')
      .replace(/, \d+ minutes left( \(.*?\)\.)?/, ',')
      .replace(/, decision due.*/, '');
    counted[what] = (counted[what] ?? 0) + 1;
  }
  return counted;
}

const written = { 'MASH: X: Written referral, 1 of 1': 1, 'jane: Referral X': 1 };

/** What stands about a referral of Jane's when nobody decided and the silence went up, each thing told once. */
export const remindedOnce: Record<string, number> = {
  'MASH: New referral X': 1,
  ...written,
  'MASH: X: Undecided, Reminding: managers': 1,
  'MASH: X: Undecided, Reminding: the escalation contact': 1,
  'mo: X undecided,': 1,
  'ana: X undecided,': 1,
  'dee: X undecided,': 1,
};

/** What stands about a referral of Jane's that was taken and decided before any reminder, each thing told once. */
export const decidedOnce: Record<string, number> = {
  'MASH: X is decided': 1,
  ...written,
  'MASH: X: Taken': 1,
  'MASH: X: Decided': 1,
  'MASH: X: The referrer has been told': 1,
  'jane: X: the MASH has decided': 1,
};

export const deliveredOnce: Record<string, number> = { 'MASH: New referral X': 1, ...written };
