import { londonDay, longDay } from '../base/time.ts';
import { type Contact, canBeConfirmed } from '../protocol/contact.ts';
import { excerpt, type Line, line, ring } from './parts.ts';

/** @returns "confirmed by Dee Alvarez, 25 November 2026" or "2016 protocol, not confirmed"; nothing where nobody needs to */
function howSure(contact: Contact): string {
  if (!canBeConfirmed(contact)) return '';
  const { confirmed, dated } = contact;
  if (confirmed) return `confirmed by ${excerpt(confirmed.name, 60)}, ${longDay(londonDay(confirmed.at))}`;
  return dated === '' ? 'not confirmed' : `${dated}, not confirmed`;
}

/** The number to ring on a line of its own, and how sure it is. One that cannot be dialled is not among them. */
export function whereToRing(contact: Contact, look: 'large' | 'bold' = 'large'): Line[] {
  const { phone, dialable, web, email, people } = contact;
  const sure = howSure(contact);
  return [
    ...(phone && dialable ? [line(phone, look)] : []),
    ...(sure === '' ? [] : [line(`${sure.charAt(0).toUpperCase()}${sure.slice(1)}`, 'small')]),
    ...(web ? [line(web, 'bold')] : []),
    ...(email ? [line(email)] : []),
    ...(people ?? []).map((each) => line(each)),
    ...(phone || web || email || people ? [] : [line(noNumber)]),
  ];
}

/** Whom to ask, with how sure their number is; nobody without one. */
export const toAsk = (contact: Contact, words = ''): Line[] => {
  const sure = howSure(contact);
  const name = `${words}${contact.name}${sure === '' ? '' : ` (${sure})`}`;
  return contact.phone && contact.dialable ? ring(name, contact.phone) : [];
};

export const noNumber = 'No number yet: ask your administrator.';
