import type { CaseContext } from '../case/advance.ts';
import { type DerivedName, type Mismatch, mismatches, withDerivedFields } from '../case/derived.ts';
import { CaseRecord } from '../case/record.ts';
import { hashOfJson } from '../evidence/link.ts';
import { type Verdict, verdictOn } from '../evidence/verify.ts';
import { differenceInWords } from '../evidence/words.ts';
import type { IndexedFields } from '../store/port.ts';

type Clocks = Pick<CaseContext, 'now' | 'pack' | 'parts'>;

/** How a case lies in the store. */
interface Lying {
  id: string;
  document: unknown; // with its texts
  shown: IndexedFields;
}

interface Looked {
  verdict: Verdict;
  found: string[];
  /** Set where all that is otherwise is when the clocks wake it, or was never there: other periods of the pack, or an older program, do that too. */
  isTimedOtherwise?: true;
  /** Set where its history is whole, its format our own, and only what follows from the history is otherwise. */
  displaced?: Mismatch[];
}

const columns = ['author', 'status', 'changedAt', 'wakeAt', 'unsentSince', 'dueAt', 'heldBy', 'rush', 'alarm'] as const;
const ofClocks: DerivedName[] = ['wakeAt', 'rush'];
const addedLater: DerivedName[] = ['dueAt', 'heldBy', 'rush', 'alarm']; // an older program did not say them
const notOurs: DerivedName[] = ['author', 'training']; // whose case it is nobody mends by himself

/** Whether a case is what its chain says, says of itself what its history comes to, and is found as it says. */
export function lookAt({ id, document, shown }: Lying, clocks: Clocks): Looked {
  const verdict = verdictOn(id, document);
  const record = CaseRecord.safeParse(document).data;
  const said = verdict.kind === 'broken' ? [differenceInWords(verdict.difference)] : [];
  if (!record) return { verdict, found: said.length > 0 ? said : [differenceInWords({ what: 'unreadable' })] };
  const beside = besideIt(record, shown);
  const own = mismatches(record, clocks).filter((each) => verdict.kind !== 'not-chained' || !neverSaid(each));
  const all = [...own, ...beside];
  const found = [
    ...said,
    ...own.filter(({ field }) => !(field === 'status' && said.length > 0)).map(inWords),
    ...beside.map(elsewhere),
  ];
  const isMendable = all.length > 0 && isOwnFormat(document, record) && isChainWhole(record, clocks);
  const isOurs = !own.some(({ field }) => notOurs.includes(field));
  if (!isMendable || !isOurs) return { verdict, found };
  const isTimedOtherwise = beside.length === 0 && own.every((each) => ofClocks.includes(each.field) || neverSaid(each));
  return { verdict, found, displaced: all, ...(isTimedOtherwise ? { isTimedOtherwise } : {}) };
}

const neverSaid = ({ field, stored }: Mismatch): boolean => stored === undefined && addedLater.includes(field);

/** Whether the chain holds, with the status that follows from the events. */
export const isChainWhole = (record: CaseRecord, clocks: Clocks): boolean =>
  verdictOn(record.id, { ...record, status: withDerivedFields(record, clocks).status }).kind === 'whole';

/** Nothing is written over what a later program added. */
const isOwnFormat = (document: unknown, record: CaseRecord): boolean => hashOfJson(document) === hashOfJson(record);

/** By what the store finds it and what the document says. */
function besideIt(record: CaseRecord, shown: IndexedFields): Mismatch[] {
  return columns.flatMap((field) => {
    const [stored, is] = [shown[field], record[field]].map((value) =>
      value === undefined ? undefined : String(value),
    );
    return stored === is ? [] : { field: field as DerivedName, stored, is };
  });
}

const inWords = ({ field, stored, is }: Mismatch): string =>
  `${field} is ${stored ?? 'not there'}, and its history comes to ${is ?? 'none'}`;
const elsewhere = ({ field, stored, is }: Mismatch): string =>
  `the store finds it by ${field} ${stored ?? 'not at all'}, and the case says ${is ?? 'none'}`;
