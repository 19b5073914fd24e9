import type { Pack } from '../protocol/pack.ts';
import type { Answers } from './draft.ts';

/** The pack in the words for this worker; the ids stay, so an answer is the same whatever its question was called. */
export function packFor(pack: Pack, { values }: Pick<Answers, 'values'>): Pack {
  const own = pack.saidTo[values.agency ?? ''];
  if (!own) return pack;
  const said = <T extends { id: string }>(all: T[], changes: Record<string, Partial<T>>): T[] =>
    all.map((each) => ({ ...each, ...changes[each.id] }));
  return {
    ...pack,
    fields: said(pack.fields, own.fields),
    forms: said(pack.forms, own.forms),
    contacts: said(pack.contacts, own.contacts),
  };
}
