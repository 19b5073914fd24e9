import { randomBytes } from 'node:crypto';
import type { StaffId } from '../base/people.ts';
import { CaseId } from '../base/reference.ts';
import type { CaseRecord } from '../case/record.ts';
import { withChain } from '../evidence/chained.ts';
import { Overtaken, tries } from './change.ts';
import { toStore, wholeCase, wholeCases } from './history.ts';
import type { ListQuery, Store } from './port.ts';

/** Cases as our own type: parsed when they come out of the store, changed only if unchanged. */
export interface Cases {
  create(record: CaseRecord): Promise<boolean>;
  load(id: CaseId): Promise<CaseRecord | undefined>;
  of(author: StaffId, limit: number): Promise<CaseRecord[]>;
  /** A page of the sent cases of a list, the one whose decision is due next first. */
  byDue(listed: ListQuery, page: { offset: number; limit: number }): Promise<CaseRecord[]>;
  /** Ids of sent cases that no list finds, because a program before this one wrote them last. Any write puts that right. */
  undated(status: CaseRecord['status'], limit: number): Promise<CaseId[]>;
  /** After a draft was deleted: what it said is gone from the files, too. */
  scrub(id: CaseId): Promise<void>;
  /**
   * Reads the case, lets `decide` say what becomes of it, and writes that. When somebody was faster it decides again on what is
   * there then. `decide` may run several times and must do nothing but decide.
   * @returns what was decided, or undefined when there is no such case
   * @throws Overtaken after twenty tries
   */
  change<T>(id: CaseId, decide: (record: CaseRecord) => { record?: CaseRecord; result: T }): Promise<T | undefined>;
}

const randomSalt = (): string => randomBytes(32).toString('base64url');

/**
 * The one place where cases are written: no event and no fact gets past the chain.
 * @param saved called after each write, so that the local worker wakes at once
 */
export function casesIn(store: Store, saved: (record: CaseRecord) => void, newSalt = randomSalt): Cases {
  const load = async (id: CaseId) => {
    const found = await store.read('case', id);
    return found && { ...(await wholeCase(store, found.document)), version: found.version };
  };

  return {
    async create(begun) {
      const record = withChain(undefined, begun, newSalt);
      const outcome = await store.create(record);
      if (outcome.kind === 'saved') saved(record);
      return outcome.kind === 'saved';
    },
    async load(id) {
      return (await load(id))?.record;
    },
    async scrub(id) {
      const found = await load(id);
      const isDeleted = found?.record.events.some(({ type }) => type === 'DraftWithdrawn');
      if (isDeleted) await store.scrub();
    },
    of: async (author, limit) => wholeCases(store, await store.casesOf(author, limit)),
    byDue: async (listed, page) => wholeCases(store, await store.byDue(listed, page)),
    async undated(status, limit) {
      return (await store.undated(status, limit)).flatMap((id) => CaseId.safeParse(id).data ?? []);
    },
    async change(id, decide) {
      for (let tried = 0; tried < tries; tried += 1) {
        const found = await load(id);
        if (!found) return undefined;
        const { record: decided, result } = decide(found.record);
        if (!decided) return result;
        const record = await toStore(store, withChain(found.record, decided, newSalt), found);
        if ((await store.replace(record, found.version)).kind === 'saved') {
          saved(record);
          return result;
        }
      }
      throw new Overtaken(`case ${id} was changed by others ${tries} times in a row`);
    },
  };
}
