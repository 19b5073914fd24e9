import { phoneCaller } from '../../base/people.ts';
import { type Entry, isWaiting } from '../../case/outbox.ts';
import type { CaseRecord } from '../../case/record.ts';

/** Takes the case away from the wrong caller, and drops every message to them that is still waiting. */
export function withoutCaller(record: CaseRecord): CaseRecord {
  const { author, facts, outbox } = record;
  const names = { ...facts.names, [phoneCaller]: facts.answers.values.name ?? '' };
  const isTheirs = (entry: Entry) => 'person' in entry.to && entry.to.person === author && isWaiting(entry);
  const state: Entry['state'] = { kind: 'dropped', at: record.changedAt, why: 'no-longer-true' };
  return {
    ...record,
    author: phoneCaller,
    facts: { ...facts, names },
    outbox: outbox.map((entry) => (isTheirs(entry) ? { ...entry, state } : entry)),
  };
}
