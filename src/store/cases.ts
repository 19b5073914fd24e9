import { randomBytes } from 'node:crypto';
import type { StaffId } from '../base/people.ts';
import type { CaseId } from '../base/reference.ts';
import type { CaseRecord } from '../case/record.ts';
import { withChain } from '../evidence/chained.ts';
import { maxTries, Overtaken } from './change.ts';
import { asStored, wholeCase, wholeCases } from './history.ts';
import type { ListQuery, Store } from './port.ts';

/**
 * The cases in the store. They are parsed when read. A write succeeds only if nobody else has changed the case since.
 */
export interface Cases {
  create(record: CaseRecord): Promise<boolean>;
  load(id: CaseId): Promise<CaseRecord | undefined>;
  of(author: StaffId, limit: number): Promise<CaseRecord[]>;
  /** A page of the sent cases that match the query, ordered by when their decision is due. */
  byDue(listed: ListQuery, page: { offset: number; limit: number }): Promise<CaseRecord[]>;
  /** Once a draft has been deleted, removes its text from the store's files as well. */
  scrub(id: CaseId): Promise<void>;
  /**
   * Reads the case, asks `decide` for the new record and writes that. If somebody else wrote first, it reads the case
   * again and decides again. So `decide` may run several times, and must have no side effects.
   * @returns the result of the decision, or undefined when there is no such case
   * @throws Overtaken after twenty tries
   */
  change<T>(id: CaseId, decide: (record: CaseRecord) => { record?: CaseRecord; result: T }): Promise<T | undefined>;
}

const randomSalt = (): string => randomBytes(32).toString('base64url');

/**
 * The one place where cases are written. Every event and every fact therefore enters the chain.
 * @param saved called after each write, so that the worker of this instance can wake at once
 */
export function casesIn(store: Store, saved: (record: CaseRecord) => void, newSalt = randomSalt): Cases {
  const load = async (id: CaseId) => {
    const stored = await store.read('case', id);
    return stored && { ...(await wholeCase(store, stored.document)), version: stored.version };
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
      const whole = await load(id);
      const isDeleted = whole?.record.events.some(({ type }) => type === 'DraftWithdrawn');
      if (isDeleted) await store.scrub();
    },
    of: async (author, limit) => wholeCases(store, await store.casesOf(author, limit)),
    byDue: async (listed, page) => wholeCases(store, await store.byDue(listed, page)),
    async change(id, decide) {
      for (let tried = 0; tried < maxTries; tried += 1) {
        const whole = await load(id);
        if (!whole) return undefined;
        const { record: decided, result } = decide(whole.record);
        if (!decided) return result;
        const record = await asStored(store, withChain(whole.record, decided, newSalt), whole);
        if ((await store.replace(record, whole.version)).kind === 'saved') {
          saved(record);
          return result;
        }
      }
      throw new Overtaken(`case ${id} was changed by others ${maxTries} times in a row`);
    },
  };
}
