import { STORE } from '../audit/audited.ts';
import { CaseId } from '../base/reference.ts';
import { withDerivedFields } from '../case/derived.ts';
import { type Document, kinds, type Store, StoreFault } from '../store/port.ts';
import { lookAtStamps, type StampLook, type Stamps, type Suspicion } from '../store/stamps.ts';
import { alteredCard } from '../views/store-notices.ts';
import type { WorkerDeps } from './delivered.ts';
import { type AdminTellerDeps, problemsOf, tellingAdminsDaily } from './tell-admins.ts';

const pageOf = 500;
const wholeEveryMs = 60 * 60_000;
const toldForMs = 24 * 60 * 60_000;

type LookDeps = AdminTellerDeps & Pick<WorkerDeps, 'cases' | 'machine' | 'stampLook'>;

/**
 * Looks each minute at what was written past this program, and each hour at everything. A case whose row was changed is
 * written anew from its history, so that its reminders go on; the log and the administrators hear of it.
 */
export function lookingAtStamps(deps: LookDeps) {
  const { machine, log, stampLook } = deps;
  const tell = tellingAdminsDaily('altered', deps);
  const found = new Map<string, number>(); // what was altered, and when it was found, in ticks
  let wholeAt = -Infinity;

  const altered = () => [...found].flatMap(([ref, at]) => (machine.ticks() - at < toldForMs ? ref : [])).sort();

  async function look({ bare, stamps }: StampLook) {
    const { what, alien } = await bare.touched();
    if (alien) note(STORE);
    if (what !== 'anything' && machine.ticks() - wholeAt < wholeEveryMs) lookAtStamps(what, stamps);
    else await lookAtAll(bare, stamps);
    for (const [name, why] of stamps.takeSuspects()) await putRight(name, why, { bare, stamps });
    await tell(problemsOf(altered(), alteredCard));
  }

  async function lookAtAll(bare: Store, stamps: Stamps) {
    const there = new Set<string>();
    for (let after: string | undefined, isMore = true; isMore; await machine.pause(0)) {
      const page = await bare.all(after, pageOf);
      lookAtStamps(page, stamps);
      for (const { id } of page) there.add(id);
      after = page.at(-1)?.id;
      isMore = page.length === pageOf;
    }
    for (const name of stamps.missingAmong(there)) stamps.suspect(name, 'stamp');
    wholeAt = machine.ticks();
  }

  /** Writes the document anew, so that it is found again. What was seen while the program itself wrote is right by now. */
  async function putRight(name: string, why: Suspicion, { bare, stamps }: StampLook) {
    const [kind, id] = placeOf(name);
    const there = kind && (await bare.read(kind, id));
    if (there) stamps.check(name, there.document);
    const isWrong = !there || why === 'index' || stamps.takeSuspects().some(([suspect]) => suspect === name);
    if (!isWrong) return;
    note(kind === 'case' ? id : (kind ?? STORE));
    if (!there || !kind) return;
    try {
      await rewrite(kind, id);
    } catch (error) {
      if (error instanceof StoreFault) throw error;
      log.error({ event: 'evidence.failed', ref: id, err: error }); // its seal does not open: a person must look
    }
  }

  async function rewrite(kind: Document['kind'], id: string) {
    if (kind === 'case') {
      await deps.cases.change(CaseId.parse(id), (record) => ({
        record: { ...withDerivedFields(record, deps.caseContext()), revision: record.revision + 1 },
        result: undefined,
      }));
    } else {
      const opened = await deps.store.read(kind, id);
      if (opened) await deps.store.replace(opened.document as Document, opened.version);
    }
    log.warn({ event: 'evidence.mended', ref: kind === 'case' ? id : kind });
  }

  function note(ref: string) {
    if (!altered().includes(ref)) log.error({ event: 'evidence.altered', ref });
    found.set(ref, machine.ticks());
  }

  return {
    /** How many cases, or other things, were found altered in the last day. */
    altered: () => altered().length,
    look: async () => {
      if (stampLook) await look(stampLook);
    },
  };
}

function placeOf(name: string): [Document['kind'] | undefined, string] {
  const [first = '', ...rest] = name.split('|');
  return [kinds.find((each) => each === first), rest.join('|')];
}
