import type { CaseId } from '../base/reference.ts';
import type { CaseRecord } from '../case/record.ts';
import type { Cases } from '../store/cases.ts';
import type { Context, TurnInput } from './context.ts';

/** The case, with the id of the typed message that changes it. Teams may send a message twice; it must count once. */
export const withMessageNoted = (record: CaseRecord, { heard }: Pick<TurnInput, 'heard'>): CaseRecord =>
  heard === undefined || record.heard.includes(heard)
    ? record
    : { ...record, heard: [...record.heard, heard].slice(-20) };

/** Remembers in an author's case that a typed message was about it. */
export async function noteMessage(id: CaseId, turnInput: TurnInput, { cases }: { cases: Cases }) {
  await cases.change(id, (record) => {
    const next = record.author === turnInput.sender.id ? withMessageNoted(record, turnInput) : record;
    return next === record ? { result: undefined } : { record: next, result: undefined };
  });
}

/** The id of a message as news: the check that is open notes the message itself, too, but not as news. */
export const notedAsNews = (turnInput: TurnInput): TurnInput => ({
  ...turnInput,
  heard: turnInput.heard && `news ${turnInput.heard}`,
});

export const caseWithMessage = (records: CaseRecord[], heard: string | undefined) =>
  records.find((record) => heard !== undefined && record.heard.includes(heard));

/**
 * Answers a typed message that Teams sent twice.
 * @returns the current card of the case that used it; undefined for a new message
 */
export async function replyToResentMessage({
  cases,
  turnInput,
  shows,
}: Pick<Context, 'cases' | 'turnInput' | 'shows'>) {
  const record = caseWithMessage(await cases.of(turnInput.sender.id, 20), turnInput.heard);
  return record && shows.whereItStands(record);
}
