import { CaseId } from '../base/reference.ts';
import { type Verdict, verdictOn } from '../evidence/verify.ts';
import { documentWithTexts } from '../store/history.ts';
import type { Store } from '../store/port.ts';
import { pages } from './survey.ts';

export interface Audited {
  cases: number;
  events: number;
  notChained: string[]; // a program before there were chains wrote them last
  broken: { id: string; difference: Extract<Verdict, { kind: 'broken' }>['difference'] }[];
  heads: Map<string, string>;
  /** Heads that somebody kept and that are not, or no more, in the chain of their case. */
  lost: { id: string; isThere: boolean }[];
}

/**
 * Looks at every case of a store.
 * @param known heads that were kept elsewhere: more than one of a case where it was kept more than once
 */
export async function audit(store: Store, known: { id: CaseId; head: string }[]): Promise<Audited> {
  const audited: Audited = { cases: 0, events: 0, notChained: [], broken: [], heads: new Map(), lost: [] };
  const unseen = Map.groupBy(known, ({ id }) => id as string);
  for await (const page of pages(store)) {
    for (const { id: whole, stored } of page) {
      const [kind, id = ''] = whole.split('|');
      if (kind !== 'case') continue;
      const verdict = verdictOn(id, await documentWithTexts(store, stored.document));
      audited.cases += 1;
      const kept = unseen.get(id) ?? [];
      unseen.delete(id);
      switch (verdict.kind) {
        case 'not-chained':
          audited.events += verdict.events;
          audited.notChained.push(id);
          break;
        case 'broken':
          audited.broken.push({ id, difference: verdict.difference });
          break;
        case 'whole':
          audited.events += verdict.hashes.length;
          audited.heads.set(id, verdict.hashes.at(-1) ?? '');
      }
      if (verdict.kind === 'broken') continue;
      const hashes = verdict.kind === 'whole' ? verdict.hashes : [];
      if (kept.some(({ head }) => !hashes.includes(head))) audited.lost.push({ id, isThere: true });
    }
  }
  for (const id of unseen.keys()) audited.lost.push({ id, isThere: false });
  return audited;
}

/**
 * Reads `HT-7K3F-92Q=<64 hexadecimal digits>`, one a line; what `--heads` printed can be given back as it is.
 * @throws Error with the line that is written otherwise
 */
export function headsIn(text: string): { id: CaseId; head: string }[] {
  const lines = text.split('\n').map((line) => line.trim());
  return lines
    .filter((line) => line !== '')
    .map((line) => {
      const [, reference, head] = /^([\w-]+)=([0-9a-f]{64})$/.exec(line) ?? [];
      const id = CaseId.safeParse(reference).data;
      if (!id || !head) throw new Error(`“${line.slice(0, 100)}”: write HT-7K3F-92Q=<64 hexadecimal digits>`);
      return { id, head };
    });
}
