import { CaseId } from '../../base/reference.ts';
import { advance } from '../../case/advance.ts';
import type { Outcome } from '../../case/outcome.ts';
import { dayOf, periodInWords, whyErased } from './cards.ts';
import {
  clearCaseTraces,
  type ErasingDeps,
  eraseCase,
  eraseReads,
  eraseSearches,
  judgeEveryCase,
  oldReads,
} from './erasing.ts';
import { changeHold, type WhyKept } from './rules.ts';

import { periodsStatus, retentionIn } from './state.ts';

/** `print`: takes one line for whoever runs the command. */
type CommandDeps = ErasingDeps & { print(line: string): void };

const whyKept: Record<WhyKept, string> = {
  held: 'legal hold',
  undecided: 'it is not decided',
  disagreement: 'a disagreement is open',
  clock: 'something in it is still awaited',
};

interface Erasing {
  isDry: boolean;
  only: CaseId[] | undefined; // undefined for all cases that are due
}

/**
 * Erases what is due, and says of each case what became of it. It asks nobody.
 * @returns false if a case cannot be read, so that nobody can say whether it is to be erased
 * @throws Error if an administrator confirmed other periods, unless it is a dry run
 */
export async function eraseByCommand({ isDry, only }: Erasing, deps: CommandDeps): Promise<boolean> {
  const { store, cases, caseContext, print } = deps;
  const { pack } = caseContext();
  const { source, drafts, decided, accessLog } = pack.retention;
  print(`Periods (${source}):`);
  print(
    `  drafts ${periodInWords(drafts)}, decided cases ${periodInWords(decided)}, access log ${periodInWords(accessLog)}`,
  );
  await mustBeConfirmedPeriods(isDry, deps);
  const counts = { erased: 0, reads: 0, kept: 0, unreadable: 0 };
  for await (const { id, record, found } of judgeEveryCase(store, caseContext)) {
    const isMeant = !only || only.some((each) => each === id);
    if (!isMeant || (!only && found?.kind === 'in-time')) continue;
    if (!record || !found) {
      counts.unreadable += 1;
      print(`${id}  CANNOT BE READ: nobody can say whether it is to be erased`);
    } else if (found.kind === 'in-time') {
      print(`${id}  not due yet`);
    } else if (found.kind === 'erased') {
      // an earlier run of this command may have been interrupted
      if (!isDry) await clearCaseTraces(CaseId.parse(id), record.author, deps);
    } else if (found.kind === 'kept') {
      counts.kept += 1;
      print(`${id}  kept: ${whyKept[found.because]}. Last worked on ${dayOf(found.since)}.`);
    } else {
      const erased = isDry ? found : await eraseCase(CaseId.parse(id), deps);
      if (!erased) continue; // somebody changed the case at this very moment
      counts.erased += 1;
      print(
        `${id}  ${isDry ? 'would be erased' : 'ERASED'}: ${whyErased(erased)} Last worked on ${dayOf(erased.since)}.`,
      );
    }
  }
  for await (const old of oldReads(store, cases, caseContext())) {
    if (only && !only.includes(old.id)) continue;
    const reads = isDry ? old.reads.length : await eraseReads(old, deps);
    counts.reads += reads;
    print(`${old.id}  ${entries(reads)} of the access log ${isDry ? 'would be erased' : 'ERASED'}`);
  }
  if (!only) counts.reads += await eraseSearches(store, cases, caseContext(), isDry);
  if (!isDry) await store.scrub();
  const amount = `${inWords(counts.erased)} ${counts.erased === 1 ? 'case' : 'cases'} and ${entries(counts.reads)} of the access log`;
  print(isDry ? `${amount} would be erased. Nothing was changed.` : `${amount} were erased.`);
  if (counts.kept > 0) print(`${inWords(counts.kept)} are older than their period and were kept.`);
  return counts.unreadable === 0;
}

/**
 * Once an administrator has confirmed the periods, nobody may erase by different ones, not even with another pack in
 * this command's environment.
 * @throws Error if the periods are different ones, unless it is a dry run
 */
async function mustBeConfirmedPeriods(isDry: boolean, { store, caseContext, print }: CommandDeps) {
  const stand = periodsStatus(await retentionIn(store).load(), caseContext().pack);
  if (stand === 'never-confirmed') print('No administrator has confirmed these periods in Teams.');
  if (stand !== 'changed') return;
  const changed = 'These are not the periods that an administrator confirmed in Teams';
  if (!isDry) throw new Error(`${changed}: nothing was erased. Ask one to type “retention” there and confirm these.`);
  print(`${changed}.`);
}

const inWords = (count: number) => count.toLocaleString('en-GB');

function entries(count: number) {
  return `${inWords(count)} ${count === 1 ? 'entry' : 'entries'}`;
}

/** Sets or releases a legal hold. @throws Error if there is no such case, it is erased, or the reason is no text */
export async function holdByCommand(
  { id, isSet, why }: { id: CaseId; isSet: boolean; why: string },
  { cases, caseContext, by, print }: CommandDeps,
) {
  const words = why.toWellFormed();
  const outcome = await cases.change<Outcome>(id, (record) => {
    const context = caseContext();
    const decided = changeHold(record.events, { isSet, why: words, by, now: context.now });
    if (decided.kind !== 'happened') return { result: decided };
    const { events, texts } = decided;
    return { record: advance(record, { events, texts }, context), result: decided };
  });
  if (!outcome) throw new Error(`There is no case ${id}.`);
  if (outcome.kind === 'refused')
    throw new Error(
      outcome.why.kind === 'erased'
        ? `${id} is erased already: there is nothing left to hold.`
        : '--why: say why, in at most 2,000 characters',
    );
  const state = isSet ? 'is held: nothing of it is erased' : 'is not held';
  print(outcome.kind === 'nothing-to-do' ? `${id} ${state}, as before.` : `${id} ${state}.`);
}
