import { londonDay, longDay } from '../base/time.ts';
import { type Contact, canBeConfirmed } from '../protocol/contact.ts';
import type { Pack } from '../protocol/pack.ts';
import { capitalised, excerpt, type Line, type Lines, line, ring } from './parts.ts';

/**
 * @returns "confirmed by Dee Alvarez, 25 November 2026" or "not confirmed"; empty if the contact needs
 * no confirmation
 */
function confirmationWords(contact: Contact) {
  if (!canBeConfirmed(contact)) return '';
  return contact.confirmed ? confirmedBy(contact.confirmed) : 'not confirmed';
}

/** "confirmed by Dee Alvarez, 25 November 2026" */
export const confirmedBy = ({ name, at }: NonNullable<Contact['confirmed']>): string =>
  `confirmed by ${excerpt(name, 60)}, ${longDay(londonDay(at))}`;

/**
 * The contact's number on a line of its own, with its confirmation, and its other addresses. A number that cannot be
 * dialled is left out.
 */
export function whereToRing(contact: Contact, look: 'large' | 'bold' = 'large'): Lines {
  const { phone, dialable, web, email, people } = contact;
  const confirmation = confirmationWords(contact);
  return [
    phone && dialable && line(phone, look),
    confirmation && line(capitalised(confirmation), 'small'),
    web && line(web, 'bold'),
    email && line(email),
    people,
    !(phone || web || email || people) && line(noNumber),
  ];
}

/** The contact's name, confirmation and number. It is empty if the contact has no number that can be dialled. */
export const adviserLines = (contact: Contact, words = ''): Line[] => {
  const confirmation = confirmationWords(contact);
  const name = `${words}${contact.name}${confirmation && ` (${confirmation})`}`;
  return contact.phone && contact.dialable ? ring(name, contact.phone) : [];
};

/**
 * What to know before referring about somebody who works with children. It names the officer of the council, and does not
 * say what the worry is.
 * @source Working Together to Safeguard Children, on the designated officer
 */
export function workerNote({ contacts, phones }: Pick<Pack, 'contacts' | 'phones'>): string {
  const lado = contacts.find(({ id }) => id === 'lado');
  const isOpen = lado !== undefined && canBeConfirmed(lado) && !lado.confirmed;
  const number = lado?.phone && lado.dialable ? `${lado.phone}${isOpen ? ' (not confirmed)' : ''}` : undefined;
  return [
    `Read this first. The council’s designated officer (LADO) must hear it, too: ${number ?? `no number yet, ask on ${phones.urgent}`}.`,
    'Everybody in the MASH’s channel will read your referral. If one of them is meant, or knows them, ring first.',
  ].join(' ');
}

export const noNumber = 'No number yet: ask your administrator.';
