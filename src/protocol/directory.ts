import type { Texts } from '../base/texts.ts';
import { choiceLabel, type Directory, type Pack } from './pack.ts';

/** The pack with the names from the set-up in Teams, for the contacts and for the card about the designated officer. */
export function withDirectory(pack: Pack, { officers, coordinators, board }: Directory & { board: string }): Pack {
  const listed = (names: Texts) =>
    Object.entries(names).map(([agency, name]) => `${choiceLabel(pack, 'agency', agency)}: ${name}`);
  const people: Record<string, string[]> = {
    'designated-officer': listed(officers),
    'trafficking-co-ordinator': listed(coordinators),
    board: board.trim() === '' ? [] : [board],
  };
  const contacts = pack.contacts.map((contact) => {
    const known = people[contact.id] ?? [];
    return known.length > 0 ? { ...contact, people: known } : contact;
  });
  return { ...pack, contacts, directory: { officers, coordinators } };
}
