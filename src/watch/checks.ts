import type { Logger } from 'pino';
import { again, type Machine } from '../base/machine.ts';
import { type Instant, msBetween } from '../base/time.ts';

/** What an instance knows by itself, without asking the store or Teams. */
export interface OwnFacts {
  login: 'taken' | 'refused' | 'asked' | 'not known' | 'not needed';
  heartbeatLate: boolean; // whether the last heartbeat could not be written
  lookLate: boolean; // whether the worker has not looked for due cases lately
  storeDamaged: boolean;
}

/** What is known about the state of the service. Undefined: it could not be read just now, or only others know it. */
export interface Facts extends OwnFacts {
  now: Instant;
  hasSetUp: boolean; // whether the record of the set-up is there; the first start of a service makes it
  hasMash: boolean; // whether there is a channel where referrals are posted
  managers: number;
  escalation: number;
  withoutChat: number | undefined; // escalation contacts who have never written to the bot, so that it cannot reach them
  casesThatFail: number | undefined; // cases that cannot be read, or on which work failed lately
  altered: number | undefined; // what the last sweep found changed outside the program
  comparedAgoMs: number | undefined; // since the last complete sweep of the store, as far as this instance knows
  unreached: number | undefined; // cases for which nobody at the MASH can be reached
  undrawn: number | undefined; // cases with a message that the program cannot make
  undelivered: number | undefined; // cases sent but not confirmed in the MASH channel
  nextWake: Instant | undefined | 'not known'; // when the next of all cases is due; undefined if none is
  clockWrongMs: number | undefined; // how far this machine's clock is certainly off
  clockJumped: boolean; // whether it was set to another time lately
  keyMissing: boolean;
  storeFailsMs: number; // how long the store has accepted no write
  diskFreeBytes: number | undefined; // where the SQLite file lies
  teamsDownMs: number | undefined;
  councilDownMs: number | undefined; // how long the council's own system has taken nothing
  outsideFails: boolean | undefined; // whether GOV.UK Notify refuses text messages and e-mails
  // asked by `npm run doctor` only
  hasServiceAddress?: boolean;
  channelFound?: boolean;
  managersAway?: number;
  publicAnswers?: boolean;
}

interface Check<F> {
  about: string;
  fails(facts: F): boolean | undefined; // undefined: nobody can say just now
  /** What to do, in one or two sentences. `src/watch/README.md` says more. */
  todo: string;
}

const reminderLateMs = 90_000; // longer than a call to Teams may take
const comparedLateMs = 26 * 60 * 60_000; // the sweep runs once a day
const clockWrongMs = 2000;
const storeFailsMs = 60_000; // a lock or a hiccup has passed by then
const teamsDownMs = 60_000;
const councilDownMs = 60_000;
const diskLowBytes = 100 * 1024 * 1024;

const isAbove = (most: number, count: number | undefined) => (count === undefined ? undefined : count > most);
const isFalse = (fact: boolean | undefined) => (fact === undefined ? undefined : !fact);

/** These close the door of this instance for a moment; where they last, one of the others says so. */
const ofTheDoor = {
  'login-asked': {
    about: 'first login to Microsoft',
    fails: ({ login }) => login === 'asked',
    todo: 'Wait some seconds: Microsoft has not answered yet.',
  },
  'not-written': {
    about: 'writing to the store',
    fails: ({ heartbeatLate }) => heartbeatLate,
    todo: 'Make room on the disk, end what locks the file, or bring Cosmos DB back.',
  },
  'worker-stands': {
    about: 'looking for what is due',
    fails: ({ lookLate }) => lookLate,
    todo: 'Restart this instance. Where it comes again, the store or the machine is too slow.',
  },
} satisfies Record<string, Check<OwnFacts>>;

/** These close the door, and a person must mend them. */
const ofBoth = {
  'login-refused': {
    about: 'login to Microsoft',
    fails: ({ login }) => (login === 'taken' || login === 'refused' ? login === 'refused' : undefined),
    todo: 'Check MicrosoftAppPassword (the value of the secret, not its id; has it expired?), MicrosoftAppId and MicrosoftAppTenantId. With a managed identity: has this machine the identity?',
  },
  'store-damaged': {
    about: 'soundness of the store',
    fails: ({ storeDamaged }) => storeDamaged,
    todo: 'Stop, keep the file, and restore the last backup.',
  },
} satisfies Record<string, Check<OwnFacts>>;

/** A person must mend these; the door stays open. */
const ofAlarm = {
  'no-set-up': {
    about: 'record of the set-up',
    fails: ({ hasSetUp }) => !hasSetUp,
    todo: 'Restore it from a backup, or ask for each part with npm run set-up -- --reseed PART.',
  },
  'no-mash-channel': {
    about: 'a MASH channel',
    fails: ({ hasMash }) => !hasMash,
    todo: 'Add the app to the team and press the card there, or set MASH_TEAM_ID and MASH_CHANNEL_ID.',
  },
  'no-service-address': {
    about: 'address of the channel at Teams',
    fails: ({ hasServiceAddress }) => isFalse(hasServiceAddress),
    todo: 'Write @MASH Referrals help in the channel once, or set MASH_SERVICE_URL.',
  },
  'channel-gone': {
    about: 'the MASH channel in Teams',
    fails: ({ channelFound }) => isFalse(channelFound),
    todo: 'Add the app to the team, and to the channel where that is private. Is the channel still there? Check MASH_TEAM_ID and MASH_CHANNEL_ID.',
  },
  'no-manager': {
    about: 'a manager',
    fails: ({ managers }) => managers === 0,
    todo: 'Name the managers in Teams (set up), or set MASH_MANAGERS.',
  },
  'manager-away': {
    about: 'managers in the channel',
    fails: ({ managersAway }) => isAbove(0, managersAway),
    todo: 'Add them to the MASH channel, or take them off the list in Teams. Check the ids in MASH_MANAGERS.',
  },
  'no-escalation': {
    about: 'an escalation contact',
    fails: ({ escalation }) => escalation === 0,
    todo: 'Name the escalation contact in Teams (set up), or set MASH_ESCALATION.',
  },
  'no-chat': {
    about: 'chats of the escalation contacts',
    fails: ({ withoutChat }) => isAbove(0, withoutChat),
    todo: 'Have each of them write “hi” to the bot in their own chat.',
  },
  'case-fails': {
    about: 'cases that can be read',
    fails: ({ casesThatFail }) => isAbove(0, casesThatFail),
    todo: 'The log names the case (case.failed).',
  },
  'case-altered': {
    about: 'cases as the program wrote them',
    fails: ({ altered }) => isAbove(0, altered),
    todo: 'npm run audit:verify shows the difference.',
  },
  'not-compared': {
    about: 'the daily comparison',
    fails: ({ comparedAgoMs }) => isAbove(comparedLateMs, comparedAgoMs),
    todo: 'Look for evidence.failed and stamps.failed in the log.',
  },
  'nobody-reached': {
    about: 'somebody of the MASH for each case',
    fails: ({ unreached }) => isAbove(0, unreached),
    todo: 'Ring a manager or the escalation contact. The log has the reference (nobody.reached).',
  },
  'not-drawn': {
    about: 'messages that can be made',
    fails: ({ undrawn }) => isAbove(0, undrawn),
    todo: 'A fault of ours: look for a new version. The log names the message (message.not-drawn).',
  },
  'not-delivered': {
    about: 'delivery to the channel',
    fails: ({ undelivered }) => isAbove(0, undelivered),
    todo: 'Is the app in the team, and may it write in the channel?',
  },
  'reminder-late': {
    about: 'reminders in time',
    fails: ({ nextWake, now }) =>
      nextWake === 'not known' ? undefined : nextWake !== undefined && msBetween(nextWake, now) > reminderLateMs,
    todo: 'Is the program running? If it is: too much at once, or a store that hangs.',
  },
  'clock-wrong': {
    about: 'the clock of this machine',
    fails: (facts) => facts.clockJumped || isAbove(clockWrongMs, facts.clockWrongMs),
    todo: 'Let the machine take its time from a time server (NTP).',
  },
  'key-missing': {
    about: 'keys of the store',
    fails: ({ keyMissing }) => keyMissing,
    todo: 'Put the key that is named into DATA_KEYS_OLD.',
  },
  'store-fails': {
    about: 'the store for a minute',
    fails: (facts) => isAbove(storeFailsMs, facts.storeFailsMs),
    todo: 'Make room on the disk, end what locks the file, or bring Cosmos DB back.',
  },
  'disk-low': {
    about: 'room on the disk',
    fails: ({ diskFreeBytes }) => (diskFreeBytes === undefined ? undefined : diskFreeBytes < diskLowBytes),
    todo: 'Make room where SQLITE_PATH lies, before nothing can be written: less than 100 MB are free.',
  },
  'teams-down': {
    about: 'answers of Teams',
    fails: (facts) => isAbove(teamsDownMs, facts.teamsDownMs),
    todo: 'Can this machine reach Teams? Is the address one of Teams, or in ALLOWED_SERVICE_HOSTS?',
  },
  'outside-fails': {
    about: 'GOV.UK Notify',
    fails: ({ outsideFails }) => outsideFails,
    todo: 'Check NOTIFY_API_KEY, the templates and their placeholders, and whether the service is live.',
  },
  'council-fails': {
    about: 'the council’s own system',
    fails: (facts) => isAbove(councilDownMs, facts.councilDownMs),
    todo: 'Does its address answer with 2xx? Check it in Teams (set up), and COUNCIL_EVENTS_KEY on both sides.',
  },
  'no-public-address': {
    about: 'links to files',
    fails: ({ publicAnswers }) => isFalse(publicAnswers),
    todo: 'While the program runs, PUBLIC_URL must lead to it from everywhere.',
  },
} satisfies Record<string, Check<Facts>>;

const door: Record<string, Check<OwnFacts>> = { ...ofTheDoor, ...ofBoth };
const alarms = { ...ofAlarm, ...ofBoth };

/** Everything that is checked, under the word that names it: for `/readyz`, `/alarmz` and `npm run doctor`. */
export const checks = { ...ofTheDoor, ...ofBoth, ...ofAlarm };
export type CheckWord = keyof typeof checks;

/** The words of what keeps this instance from accepting a referral and storing it. */
export const closedBy = (facts: OwnFacts): string[] =>
  Object.entries(door).flatMap(([word, { fails }]) => (fails(facts) ? [word] : []));

/** A problem that a person must solve. */
export type Trouble = keyof typeof alarms;
export const allTroubles = Object.keys(alarms) as Trouble[];

/** @param standing the troubles of the last check: one that cannot be checked just now stays as it was */
export const troublesOf = (facts: Facts, standing: readonly Trouble[] = []): Trouble[] =>
  allTroubles.filter((trouble) => alarms[trouble].fails(facts) ?? standing.includes(trouble));

const everyMs = 5000;

export type Watching = ReturnType<typeof startWatching>;

/**
 * Checks every few seconds for problems that a person must solve. `troubles` returns the last result, which costs
 * nothing.
 * @param factsNow reads the facts; it never throws
 */
export function startWatching(
  factsNow: () => Promise<Facts>,
  { machine, log, metrics }: { machine: Machine; log: Logger; metrics: { troubles: (now: Trouble[]) => void } },
) {
  let standing: Trouble[] = [];

  async function look() {
    const troubles = troublesOf(await factsNow(), standing);
    for (const kind of troubles) if (!standing.includes(kind)) log.error({ event: 'trouble.began', kind });
    for (const kind of standing) if (!troubles.includes(kind)) log.warn({ event: 'trouble.ended', kind });
    standing = troubles;
    metrics.troubles(troubles);
  }

  return {
    troubles: () => ({ ok: standing.length === 0, troubles: standing }),
    // the first look gives the worker some seconds to do what fell due while no instance ran
    stop: again(machine, everyMs, everyMs, look),
  };
}
