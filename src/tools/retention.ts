import { CaseId } from '../base/reference.ts';
import { instantOf, londonDay, longDay } from '../base/time.ts';
import { advance, type CaseContext } from '../case/advance.ts';
import type { Outcome } from '../case/outcome.ts';
import { features } from '../features/list.ts';
import type { WhyKept } from '../features/retention/due.ts';
import {
  clearCaseTraces,
  type ErasingDeps,
  eraseCase,
  eraseReads,
  judgeEveryCase,
  oldReads,
  type PeriodOver,
  periodsStatusIn,
} from '../features/retention/erasing.ts';
import { releaseHold, setHold } from '../features/retention/hold.ts';
import { periodInWords, whyErased } from '../features/retention/words.ts';
import { loadPack } from '../protocol/load-pack.ts';
import type { Pack } from '../protocol/pack.ts';
import { casesIn } from '../store/cases.ts';
import { searchKeysIn } from '../store/keys.ts';
import { peopleIn } from '../store/people.ts';
import type { Store } from '../store/port.ts';
import { administrator } from './administrator.ts';
import { argumentsOf, command, formatNumber, printLine, referenceOf } from './command.ts';
import { patientStore } from './patiently.ts';
import { withStore } from './tool-store.ts';

const usage = `npm run retention -- --dry-run                    lists what would be erased and why, and changes nothing
npm run retention                                  erases it, and prints what was erased
npm run retention -- --case HT-7K3F-92Q --case …    erases only these cases, if they are due: for use after a backup was restored
npm run retention -- --hold HT-7K3F-92Q --why "…"   legal hold: nothing of the case is erased
npm run retention -- --release HT-7K3F-92Q --why "…"
The periods are those of the protocol pack (PROTOCOL_PACK), the store is the one that the program uses. The program may run meanwhile.
The bot itself erases what a second person has released; this command asks nobody.`;

const whyKept: Record<WhyKept, string> = {
  held: 'legal hold',
  undecided: 'it is not decided',
  'mash-was-told': 'the MASH was told of it, and it was never sent',
  disagreement: 'a disagreement is open',
  clock: 'something in it is still awaited',
};

await command(async () => {
  const { values } = argumentsOf(usage, {
    options: {
      'dry-run': { type: 'boolean' },
      case: { type: 'string', multiple: true },
      hold: { type: 'string' },
      release: { type: 'string' },
      why: { type: 'string' },
    },
  });
  const { hold, release, why } = values;
  const isHold = hold !== undefined || release !== undefined;
  if (
    (hold !== undefined && release !== undefined) ||
    (isHold && (values['dry-run'] || values.case)) ||
    isHold !== (why !== undefined)
  )
    throw new Error(usage);
  return withStore(async (opened, config) => {
    const store = patientStore(opened);
    const pack = loadPack(config.packPath);
    const nobody = { managers: [], practitioners: [], escalation: [], admins: [], onDuty: [], hasAssessment: false };
    const caseContext = (): CaseContext => ({
      now: instantOf(Date.now()),
      pack,
      desk: nobody,
      parts: features,
    });
    const cases = casesIn(store, () => {});
    const deps = { store, cases, people: peopleIn(store), keys: searchKeysIn(store), caseContext, by: administrator() };
    if (isHold) return changeHold({ id: hold ?? release ?? '', isSet: hold !== undefined, why: why ?? '' }, deps);
    return erase({ isDry: values['dry-run'] ?? false, only: values.case?.map(referenceOf) }, deps);
  });
});

interface Erasing {
  isDry: boolean;
  only: CaseId[] | undefined; // undefined for all cases that are due
}

async function erase({ isDry, only }: Erasing, deps: ErasingDeps): Promise<boolean> {
  const { store, cases, caseContext } = deps;
  const { pack } = caseContext();
  const { source, drafts, decided, accessLog } = pack.retention;
  printLine(`Periods (${source}):`);
  printLine(
    `  drafts ${periodInWords(drafts)}, decided cases ${periodInWords(decided)}, access log ${periodInWords(accessLog)}`,
  );
  await mustBeConfirmedPeriods(isDry, store, pack);
  const counts = { erased: 0, reads: 0, kept: 0, unreadable: 0 };
  for await (const { id, record, found } of judgeEveryCase(store, caseContext)) {
    const isMeant = !only || only.some((each) => each === id);
    if (!isMeant || (!only && found?.kind === 'in-time')) continue;
    if (!record || !found) {
      counts.unreadable += 1;
      printLine(`${id}  CANNOT BE READ: nobody can say whether it is to be erased`);
    } else if (found.kind === 'in-time') {
      printLine(`${id}  not due yet`);
    } else if (found.kind === 'erased') {
      // an earlier run of this command may have been interrupted
      if (!isDry) await clearCaseTraces(CaseId.parse(id), record.author, deps);
    } else if (found.kind === 'kept') {
      counts.kept += 1;
      printLine(`${id}  kept: ${whyKept[found.because]}.${lastWorkedOn(found)}`);
    } else {
      const erased = isDry ? found : await eraseCase(CaseId.parse(id), deps);
      if (!erased) continue; // somebody changed the case at this very moment
      counts.erased += 1;
      printLine(`${id}  ${isDry ? 'would be erased' : 'ERASED'}: ${whyErased(erased)}${lastWorkedOn(erased)}`);
    }
  }
  for await (const old of oldReads(store, cases, caseContext())) {
    if (only && !only.includes(old.id)) continue;
    const reads = isDry ? old.reads.length : await eraseReads(old, deps);
    counts.reads += reads;
    printLine(`${old.id}  ${entries(reads)} of the access log ${isDry ? 'would be erased' : 'ERASED'}`);
  }
  if (!isDry) await store.scrub();
  const amount = `${formatNumber(counts.erased)} ${counts.erased === 1 ? 'case' : 'cases'} and ${entries(counts.reads)} of the access log`;
  printLine(isDry ? `${amount} would be erased. Nothing was changed.` : `${amount} were erased.`);
  if (counts.kept > 0) printLine(`${formatNumber(counts.kept)} are older than their period and were kept.`);
  return counts.unreadable === 0;
}

/**
 * Once an administrator has confirmed the periods, nobody may erase by different ones, not even with another pack in
 * this command's environment.
 * @throws Error if the periods are different ones, unless it is a dry run
 */
async function mustBeConfirmedPeriods(isDry: boolean, store: Store, pack: Pack): Promise<void> {
  const stand = await periodsStatusIn(store, pack);
  if (stand === 'never-confirmed') printLine('No administrator has confirmed these periods in Teams.');
  if (stand !== 'changed') return;
  const changed = 'These are not the periods that an administrator confirmed in Teams';
  if (!isDry) throw new Error(`${changed}: nothing was erased. Ask one to type “retention” there and confirm these.`);
  printLine(`${changed}.`);
}

function entries(count: number): string {
  return `${formatNumber(count)} ${count === 1 ? 'entry' : 'entries'}`;
}

function lastWorkedOn({ since }: PeriodOver): string {
  return ` Last worked on ${longDay(londonDay(since))}.`;
}

async function changeHold(
  { id: typed, isSet, why }: { id: string; isSet: boolean; why: string },
  { cases, caseContext, by }: ErasingDeps,
): Promise<boolean> {
  const id = referenceOf(typed);
  const words = why.toWellFormed();
  const outcome = await cases.change<Outcome>(id, (record) => {
    const context = caseContext();
    const reason = { why: words, by, now: context.now };
    const decided = isSet ? setHold(record.events, reason) : releaseHold(record.events, reason);
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
  printLine(outcome.kind === 'nothing-to-do' ? `${id} ${state}, as before.` : `${id} ${state}.`);
  return true;
}
