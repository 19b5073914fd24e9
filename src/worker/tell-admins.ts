import { ZodError } from 'zod';
import type { StaffId } from '../base/people.ts';
import type { Texts } from '../base/texts.ts';
import { londonDay } from '../base/time.ts';
import { type Card, line, noticeCard, spacedLine } from '../cards/parts.ts';
import type { Desk } from '../case/desk.ts';
import { SealFault } from '../store/seal.ts';
import { SqliteDamage } from '../store/sqlite-fault.ts';
import type { WorkerDeps } from './delivered.ts';
import { tellingOnce } from './tell-once.ts';

interface OpenProblem {
  about: string; // which one of that kind; part of the notice's key
  card(): Card;
}

const maxSeparateMessages = 5;

/**
 * Tells each administrator, in their own chat, of the problems they must solve. Repeats that once a day while a problem
 * lasts.
 * @param what the kind of problem, in the log and the metrics
 * @param whom those who are told, if not only the administrators
 */
export function tellingAdminsDaily(
  what: string,
  deps: WorkerDeps,
  whom = ({ admins }: Desk): readonly StaffId[] => admins,
): (problems: readonly OpenProblem[]) => Promise<void> {
  const tell = tellingOnce(what, deps);
  return async (problems) => {
    const day = londonDay(deps.now());
    await tell(
      whom(deps.caseContext().desk).flatMap((to) =>
        problems.map(({ about, card }) => ({
          key: `${what} ${about} ${day} ${to}`,
          kind: what,
          to,
          sounds: true,
          card,
        })),
      ),
    );
  };
}

/**
 * A message each for a few references, but one message for many, so that a fault of the whole store does not cause a
 * flood.
 */
export function problemsOf(
  references: readonly string[],
  card: (references: readonly string[]) => Card,
): OpenProblem[] {
  if (references.length > maxSeparateMessages) return [{ about: 'many', card: () => card(references) }];
  return references.map((each) => ({ about: each, card: () => card([each]) }));
}

export type Unreadable = ReturnType<typeof unreadableTeller>;

const forgetAfterMs = 10 * 60_000; // forgets a case after this time, because another instance may have read it

/**
 * Tells administrators and managers, each in their own chat, which cases cannot be read: once a day for each case. If there are
 * many, they get one list that day and nothing else: a missing key must not cause a message for each of a thousand
 * cases.
 */
export function unreadableTeller(deps: WorkerDeps) {
  const { machine } = deps;
  // the managers, too: nobody else may have the case in hand
  const tell = tellingAdminsDaily('unreadable', deps, ({ admins, managers }) => [...new Set([...admins, ...managers])]);
  const foundAt = new Map<string, number>(); // ms of the monotonic clock

  return {
    /** Notes that working on a case has failed. */
    found(id: string, error: unknown) {
      if (cannotBeRead(error)) foundAt.set(id, machine.ticks());
    },
    readable: (id: string) => void foundAt.delete(id),
    isAny: () => foundAt.size > 0,
    /** Tells the administrators. @throws when the store does not answer */
    async tell() {
      for (const [id, at] of foundAt) if (machine.ticks() - at > forgetAfterMs) foundAt.delete(id);
      const ids = [...foundAt.keys()].sort();
      await tell(problemsOf(ids, unreadableCard));
    },
  };
}

const cannotBeRead = (error: unknown) =>
  [SealFault, ZodError, SyntaxError, SqliteDamage].some((kind) => error instanceof kind);

const countedEveryMs = 60 * 60_000;

/**
 * Tells administrators, each in their own chat, that an older key is missing and how many cases cannot be read. Repeats
 * that once a day while the key is missing.
 * @throws when the store does not answer
 */
export function missingKeysTeller(deps: WorkerDeps): () => Promise<void> {
  const { machine, missingKeys } = deps;
  const tell = tellingAdminsDaily('missing-key', deps);
  let countedAt = machine.ticks();

  return async () => {
    if (machine.ticks() - countedAt > countedEveryMs) {
      await missingKeys.look();
      countedAt = machine.ticks();
    }
    await tell(missingKeys.now().map((each) => ({ about: each.key, card: () => missingKeyCard(each) })));
  };
}

/** Notices about the store, for administrators. They name references and no fact. Each comes once a day. */
const storeNotice = (heading: string, ...lines: NonNullable<Parameters<typeof noticeCard>[0]['lines']>) =>
  noticeCard({ summary: heading, heading, lines });

const mostNamed = 20;

/** One line with the references, or none if the heading names the only one. */
function listed(references: readonly string[]) {
  const named = references.slice(0, mostNamed).join(', ');
  const others = references.length - mostNamed;
  return references.length > 1 && line(others > 0 ? `${named} and ${others} more` : named, 'bold');
}

/**
 * The name of an altered document for people. The reference `CASE~DAY` stands for the record of who read that case on
 * that day.
 */
const documentName = (reference: string) => {
  const [id, day] = reference.split('~');
  return day ? `The record of who read ${id} on ${day}` : (names[reference] ?? reference);
};
const names: Texts = {
  duty: 'The list of who is on duty',
  setup: 'The set-up',
  store: 'The store',
};

/** What somebody changed in the store outside the program. */
export function alteredCard(references: readonly string[]) {
  const isOne = references.length === 1;
  const named = references.map(documentName);
  return storeNotice(
    `${isOne ? `${named[0]} was` : `${references.length} things in the store were`} changed outside the program`,
    listed(named),
    'The store does not say what the program wrote. Where I could tell from the history of a case, I put it right, and its reminders go on.',
    line(
      `Please see to it that somebody at the MASH looks at ${isOne ? 'it' : 'each case'} today, and tell who runs this service.`,
      'bold',
    ),
    spacedLine('npm run audit:verify says what differs. I say this once a day while it does.'),
  );
}

/** The cases that the program cannot read. It knows only their references. */
export function unreadableCard(references: readonly string[]) {
  const isOne = references.length === 1;
  const them = isOne ? 'it' : 'them';
  return storeNotice(
    `I cannot read ${isOne ? `case ${references[0]}` : `${references.length} cases`}`,
    listed(references),
    `${isOne ? 'Its' : 'Their'} reminders do not come, and no button on ${them} works. What was posted in the MASH channel stays there.`,
    line(`Please see to it that somebody at the MASH has ${them} in hand, and tell who runs this service.`, 'bold'),
    spacedLine('The log says why (case.failed). I say this once a day.'),
  );
}

/** An older key of the store is missing. */
export function missingKeyCard({ key, cases }: { key: string; cases: number }) {
  const count = cases === 1 ? '1 case' : `${new Intl.NumberFormat('en-GB').format(cases)} cases`;
  return storeNotice(
    `A key is missing: I cannot read ${count}`,
    `They are sealed with the key ${key}. Their reminders do not come, and no button on them works.`,
    'New referrals are taken and told as ever. What was posted in the MASH channel stays there.',
    line(
      'Please ask who runs this service to put that key into DATA_KEYS_OLD, from the vault, and to start it again. Until then somebody at the MASH should have these cases in hand.',
      'bold',
    ),
    spacedLine('I say this once a day.'),
  );
}
