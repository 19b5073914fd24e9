import type { CaseRecord } from '../case/record.ts';
import type { CaseId } from '../reference.ts';
import type { Cases } from '../store/cases.ts';
import type { Doing } from './context.ts';

/** Remembers a typed message that was taken for a case of its author. */
export async function noteHeard(id: CaseId, { sender, heard }: Doing, { cases }: { cases: Cases }): Promise<void> {
  if (!heard) return;
  await cases.change(id, (record) =>
    record.author === sender.id && !record.heard.includes(heard)
      ? { record: { ...record, heard: [...record.heard, heard].slice(-20) }, result: undefined }
      : { result: undefined },
  );
}

export const heardIn = (records: CaseRecord[], heard: string | undefined): CaseRecord | undefined =>
  records.find((record) => heard !== undefined && record.heard.includes(heard));
