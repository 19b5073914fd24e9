import { type Instant, msBetween } from '../base/time.ts';

/** What this instance knows about the state of the service. A count is undefined if it could not be read just now. */
export interface Facts {
  now: Instant;
  hasSetUp: boolean; // whether the record of the set-up is there; the first start of a service makes it
  hasMash: boolean; // whether there is a channel where referrals are posted
  managers: number;
  escalation: number;
  withoutChat: number | undefined; // escalation contacts who have never written to the bot, so that it cannot reach them
  casesThatFail: number; // cases that cannot be read, or on which work failed lately
  altered: number; // what the last sweep found changed outside the program
  comparedAgoMs: number; // since the last complete sweep of the store, as far as this instance knows
  unreached: number | undefined; // cases for which nobody at the MASH can be reached
  undrawn: number | undefined; // cases with a message that the program cannot make
  undelivered: number | undefined; // cases sent but not confirmed in the MASH channel
  nextWake: Instant | undefined | 'not known'; // when the next of all cases is due; undefined if none is
  clockWrongMs: number; // how far this instance's clock is certainly off from the store's
  clockJumped: boolean; // whether it was set to another time lately
  keyMissing: boolean;
  storeDamaged: boolean;
  storeFailsMs: number; // how long the store has accepted no write
  teamsDownMs: number;
  councilDownMs: number; // how long the council's own system has taken nothing
  outsideFails: boolean; // whether GOV.UK Notify refuses text messages and e-mails
}

const reminderLateMs = 90_000; // longer than a call to Teams may take
const comparedLateMs = 26 * 60 * 60_000; // the sweep runs once a day
const clockWrongMs = 2000;
const storeFailsMs = 60_000; // a lock or a hiccup has passed by then
const teamsDownMs = 60_000;
const councilDownMs = 60_000;

const isAny = (count: number | undefined) => (count === undefined ? undefined : count > 0);

/** The rule for each trouble, under the word that names it. A trouble is a problem that a person must solve. */
const rules = {
  'no-set-up': ({ hasSetUp }) => !hasSetUp,
  'no-mash-channel': ({ hasMash }) => !hasMash,
  'no-manager': ({ managers }) => managers === 0,
  'no-escalation': ({ escalation }) => escalation === 0,
  'no-chat': ({ withoutChat }) => isAny(withoutChat),
  'case-fails': ({ casesThatFail }) => casesThatFail > 0,
  'case-altered': ({ altered }) => altered > 0,
  'not-compared': (facts) => facts.comparedAgoMs > comparedLateMs,
  'nobody-reached': ({ unreached }) => isAny(unreached),
  'not-drawn': ({ undrawn }) => isAny(undrawn),
  'not-delivered': ({ undelivered }) => isAny(undelivered),
  'reminder-late': ({ nextWake, now }) =>
    nextWake === 'not known' ? undefined : nextWake !== undefined && msBetween(nextWake, now) > reminderLateMs,
  'clock-wrong': (facts) => facts.clockJumped || facts.clockWrongMs > clockWrongMs,
  'key-missing': ({ keyMissing }) => keyMissing,
  'store-damaged': ({ storeDamaged }) => storeDamaged,
  'store-fails': (facts) => facts.storeFailsMs > storeFailsMs,
  'teams-down': (facts) => facts.teamsDownMs > teamsDownMs,
  'outside-fails': ({ outsideFails }) => outsideFails,
  'council-fails': (facts) => facts.councilDownMs > councilDownMs,
} satisfies Record<string, (facts: Facts) => boolean | undefined>;

export type Trouble = keyof typeof rules;
export const allTroubles = Object.keys(rules) as Trouble[];

/** @param standing the troubles of the last check: one that cannot be checked just now stays as it was */
export const troublesOf = (facts: Facts, standing: readonly Trouble[] = []): Trouble[] =>
  allTroubles.filter((trouble) => rules[trouble](facts) ?? standing.includes(trouble));
