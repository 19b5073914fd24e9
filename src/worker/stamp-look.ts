import { STORE } from '../audit/audited.ts';
import { mended } from '../audit/one-case.ts';
import { CaseId } from '../base/reference.ts';
import { pages } from '../store/every-case.ts';
import { type Document, kindAndId, kinds, StoreFault } from '../store/port.ts';
import { lookAtStamps, type StampLook, type Suspicion } from '../store/stamps.ts';
import type { WorkerDeps } from './delivered.ts';
import { alteredCard, problemsOf, tellingAdminsDaily } from './tell-admins.ts';

const wholeEveryMs = 60 * 60_000;
const toldForMs = 24 * 60 * 60_000;
const stuckMs = 3 * 60_000;

/**
 * Looks each minute at what was written past this program, and each hour at everything. A case whose row was changed is
 * written anew from its history, so that its reminders go on; the log and the administrators hear of it.
 */
export function lookingAtStamps(deps: WorkerDeps) {
  const { machine, log, stampLook } = deps;
  const tell = tellingAdminsDaily('altered', deps);
  const found = new Map<string, number>(); // what was altered, and when it was found, in ticks
  let wholeAt = -Infinity;
  let whole: { after: string | undefined; missing: Set<string> } | undefined; // a look at everything that is not over: it goes on where it failed
  let stepAt = machine.ticks(); // when it last got on

  const putAllRight = puttingRight(deps, note);
  const altered = () => [...found].flatMap(([ref, at]) => (machine.ticks() - at < toldForMs ? ref : [])).sort();

  async function look(stampLook: StampLook) {
    const { stamps } = stampLook;
    await lookAtTouched(stampLook);
    if (machine.ticks() - wholeAt >= wholeEveryMs) whole ??= { after: undefined, missing: stamps.names() };
    await putAllRight(stampLook);
    if (whole) {
      await lookAtAll(whole, stampLook);
      await lookAtTouched(stampLook); // an index that left out a case is made again at once
    }
    await stamps.keepKey(deps.store).catch((error: unknown) => {
      if (error instanceof StoreFault) throw error;
      note('settings');
    });
    stepAt = machine.ticks();
    await tell(problemsOf(altered(), alteredCard));
  }

  async function lookAtTouched({ bare, stamps }: StampLook) {
    const { what, alien } = await bare.touched();
    if (alien) note(STORE);
    if (what === 'anything' && (await bare.recount())) note(STORE);
    if (what === 'anything') whole = { after: undefined, missing: stamps.names() };
    else lookAtStamps(what, stamps);
  }

  async function lookAtAll(rest: NonNullable<typeof whole>, stampLook: StampLook) {
    const { bare, stamps } = stampLook;
    for await (const page of pages(bare, rest.after)) {
      lookAtStamps(page, stamps);
      for (const { id } of page) rest.missing.delete(id);
      await putAllRight(stampLook);
      rest.after = page.at(-1)?.id;
      stepAt = machine.ticks();
      await machine.pause(0);
    }
    for (const name of stamps.names()) if (rest.missing.has(name)) stamps.suspects.set(name, 'older');
    [whole, wholeAt] = [undefined, machine.ticks()];
    await putAllRight(stampLook);
  }

  function note(ref: string) {
    if (!altered().includes(ref)) log.error({ event: 'evidence.altered', ref });
    found.set(ref, machine.ticks());
  }

  return {
    /** How many cases, or other things, were found altered in the last day. */
    altered: () => altered().length,
    /** Whether it has not got on for minutes: what is not looked at may have been altered. */
    isStuck: () => stampLook !== undefined && machine.ticks() - stepAt > stuckMs,
    look: async () => {
      if (stampLook) await look(stampLook);
    },
  };
}

/** @param note called for each document that was altered */
function puttingRight(deps: WorkerDeps, note: (ref: string) => void) {
  return putAllRight;

  /** @throws the last StoreFault: what it was about is put right at the next look */
  async function putAllRight(stampLook: StampLook) {
    let fault: unknown;
    for (const [name, why] of [...stampLook.stamps.suspects])
      try {
        await putRight(name, why, stampLook);
        stampLook.stamps.suspects.delete(name);
      } catch (error) {
        fault = error;
      }
    if (fault) throw fault;
  }

  /** Writes the document anew, so that it is found again. What looked older while the program itself wrote is right by now. */
  async function putRight(name: string, why: Suspicion, { bare, stamps: { check, suspects } }: StampLook) {
    const [kind, id] = kindAndId(name);
    const there = kinds.includes(kind) ? await bare.read(kind, id) : undefined;
    suspects.delete(name);
    if (there) check(name, there.document);
    if (there && why === 'older' && !suspects.has(name)) return;
    suspects.set(name, 'certain');
    const ref = (kind === 'case' ? CaseId.safeParse(id).data : kinds.find((each) => each === kind)) ?? STORE;
    note(ref);
    if (!there) return;
    try {
      await rewrite(kind, id);
    } catch (error) {
      if (error instanceof StoreFault) throw error;
      deps.log.error({ event: 'evidence.failed', ref, err: error }); // its seal does not open: a person must look
    }
  }

  async function rewrite(kind: Document['kind'], id: string) {
    if (kind === 'case') {
      await deps.cases.change(CaseId.parse(id), (record) => ({
        record: mended(record, deps.caseContext()),
        result: undefined,
      }));
    } else {
      const opened = await deps.store.read(kind, id);
      if (opened) await deps.store.replace(opened.document as Document, opened.version);
    }
    deps.log.warn({ event: 'evidence.mended', ref: kind === 'case' ? id : kind });
  }
}
