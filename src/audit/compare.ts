import { DUTY } from '../features/duty/duty-state.ts';
import type { LedgerEntry } from '../store/ledger.ts';
import { type Audited, type KeptHead, SETUP, STORE } from './audited.ts';
import { type Erased, maybeErased } from './reads.ts';

/**
 * Looks for each saved head in its chain, and compares the number of cases with the highest count in the ledger. Only
 * counts from a whole audit are compared: an hourly ledger entry may count a case twice when its status changes.
 */
export function compare(
  audited: Audited,
  saved: ReadonlyMap<string, KeptHead[]>,
  entries: LedgerEntry[],
  erased: Erased,
): void {
  const keyless = new Set(audited.keyless);
  for (const [name, heads] of saved) {
    const present = name === STORE ? new Set(entries.map(({ link }) => link.hash)) : audited.hashes.get(name);
    const [, day] = name.split('~');
    const isLost = !present || heads.some(({ head }) => !present.has(head));
    if (!isLost || keyless.has(name) || (day && maybeErased(name, erased))) continue;
    const isSetting = name === DUTY || name === SETUP;
    if (isSetting && audited.found.some(({ ref }) => ref === name)) continue; // already reported
    audited.found.push({ ref: name, what: lostInWords(name, present !== undefined) });
  }
  const most = Math.max(0, ...entries.map(({ cases, swept }) => (swept ? cases : 0)));
  if (audited.cases < most)
    audited.found.push({ ref: STORE, what: `${most} cases were there, and ${audited.cases} are` });
}

function lostInWords(name: string, isPresent: boolean): string {
  if (name === STORE) return 'a head of the whole store was kept, and its ledger does not have it';
  if (name.includes('~')) return 'a head of these reads was kept: one of them, or all, were removed or changed';
  return isPresent
    ? 'a head that was kept is not in its chain: its history was changed or cut short'
    : 'a head of it was kept, and there is no such case';
}

export function headsOf(entries: LedgerEntry[]): KeptHead[] {
  return entries.flatMap(({ heads }) => Object.entries(heads).map(([name, head]) => ({ name, head })));
}
