import { type Instant, msOf } from '../base/time.ts';

/** What is known of how things stand. Undefined: it could not be asked just now. */
export interface Facts {
  now: Instant;
  hasMash: boolean; // a channel where referrals are posted
  managers: number;
  escalation: number;
  casesThatFail: number; // cannot be read, or fail again and again
  altered: number; // what the last look at the whole store found changed outside the program
  comparedAgoMs: number; // since the whole store was last looked at to the end, as far as this instance knows
  unreached: number | undefined; // cases of which nobody at the MASH can be told
  undelivered: number | undefined; // sent, and not confirmed in the MASH channel
  nextWake: Instant | undefined | 'not known'; // when the next case is due, of all
  clockWrongMs: number; // how far this instance's clock and another's, the store's or Teams' are apart, at least
  keyMissing: boolean;
  storeDamaged: boolean;
  storeFailsMs: number; // for how long it has not taken what is written
  teamsDownMs: number;
  outsideFails: boolean; // text messages and e-mails are not taken
}

const reminderLateMs = 90_000; // longer than a call to Teams may take
const comparedLateMs = 26 * 60 * 60_000; // it is looked at once a day
const clockWrongMs = 2000;
const storeFailsMs = 60_000; // a lock or a hiccup is over by then
const teamsDownMs = 60_000;

/** Each thing that a person must mend, with its word. */
const rules = {
  'no-mash-channel': ({ hasMash }) => !hasMash,
  'no-manager': ({ managers }) => managers === 0,
  'no-escalation': ({ escalation }) => escalation === 0,
  'case-fails': ({ casesThatFail }) => casesThatFail > 0,
  'case-altered': ({ altered }) => altered > 0,
  'not-compared': (facts) => facts.comparedAgoMs > comparedLateMs,
  'nobody-reached': ({ unreached }) => (unreached === undefined ? undefined : unreached > 0),
  'not-delivered': ({ undelivered }) => (undelivered === undefined ? undefined : undelivered > 0),
  'reminder-late': ({ nextWake, now }) =>
    nextWake === 'not known' ? undefined : nextWake !== undefined && msOf(now) - msOf(nextWake) > reminderLateMs,
  'clock-wrong': (facts) => facts.clockWrongMs > clockWrongMs,
  'key-missing': ({ keyMissing }) => keyMissing,
  'store-damaged': ({ storeDamaged }) => storeDamaged,
  'store-fails': (facts) => facts.storeFailsMs > storeFailsMs,
  'teams-down': (facts) => facts.teamsDownMs > teamsDownMs,
  'outside-fails': ({ outsideFails }) => outsideFails,
} satisfies Record<string, (facts: Facts) => boolean | undefined>;

export type Alarm = keyof typeof rules;
export const allAlarms = Object.keys(rules) as Alarm[];

/** @param standing what stood at the last look: what cannot be asked just now goes on standing */
export const alarmsOf = (facts: Facts, standing: readonly Alarm[] = []): Alarm[] =>
  allAlarms.filter((alarm) => rules[alarm](facts) ?? standing.includes(alarm));
