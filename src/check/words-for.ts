import type { Pack } from '../protocol/pack.ts';
import type { Answers } from './draft.ts';

/**
 * The pack with its words adapted to this referrer's agency. The ids stay the same, and so an answer does not depend on
 * how the question was worded.
 */
export function packFor(pack: Pack, { values }: Pick<Answers, 'values'>): Pack {
  const own = pack.saidTo[values.agency ?? ''];
  if (!own) return pack;
  const withChanges = <T extends { id: string }>(all: T[], changes: Record<string, Partial<T>>): T[] =>
    all.map((each) => ({ ...each, ...changes[each.id] }));
  return {
    ...pack,
    fields: withChanges(pack.fields, own.fields),
    forms: withChanges(pack.forms, own.forms),
    contacts: withChanges(pack.contacts, own.contacts),
  };
}
