import { z } from 'zod';
import type { Instant } from '../base/time.ts';
import { Condition, Id, Text } from './condition.ts';

/**
 * Somebody to ring. `note`: what for, in plain words. `printed`: the protocol's exact words. `dated`: where the number is from.
 * `dialable: false`: a number that is shown only because it was printed. Without a phone and a web address it is a slot to be filled in.
 * `successor`: who does its work now. `offered` false: not in this area, and shown nowhere.
 * @source Protocol 7, Appendix 1; what the protocol does not name (999, the slots) is a setting
 */
export const Contact = z.strictObject({
  id: Id,
  name: Text,
  note: Text,
  phone: Text.optional(),
  dialable: z.boolean().default(true),
  email: Text.optional(),
  web: Text.optional(),
  address: Text.optional(),
  printed: Text.optional(),
  dated: Text.default(''),
  successor: Text.optional(),
  offered: z.boolean().default(true),
  when: z.enum(['always', 'urgent', 'advice', 'other', 'replaced']),
  shownWhen: Condition.default({ always: true }),
});

/** Who said that a number is right, and which number that was. */
export interface Confirmation {
  name: string;
  at: Instant;
  phone: string;
}
/** `people`: who it is, as an administrator wrote it down. */
export type Contact = z.infer<typeof Contact> & { confirmed?: Confirmation; people?: string[] };

/** Whom to ring about what, in this order; `firstWhen`: goes before the others for a worker who answered so. @source Protocol 7, 8.1, 11 */
export const Advice = z.strictObject({
  heading: Text,
  lines: z.array(Text).min(1),
  ring: z.array(z.strictObject({ contact: Id, when: Text, firstWhen: Condition.optional() })).min(1),
  ready: z.array(Text),
});

// 999, six digits (116 000), or a whole British or international number. The protocol's "020 7346 67" is none of them.
const number = /^(\d{3}|\d{6}|0\d{9,10}|\+\d{8,15})$/;
export const isDialable = (phone: string): boolean =>
  /^\+?[\d ]+$/.test(phone) && number.test(phone.replaceAll(' ', ''));

/** Only a number that can be dialled, and that is still somebody's, can be confirmed. 999 needs nobody to say so. */
export const canBeConfirmed = ({ phone, dialable, when }: Contact): boolean =>
  phone !== undefined && dialable && when !== 'replaced' && when !== 'always';

interface Parts {
  contacts: Contact[];
  phones: { urgent: string; outOfHours: string };
  advice: z.infer<typeof Advice>;
}

/** What is wrong with the numbers of a pack beyond their shape: somebody may ring one in a hurry. */
export function findContactFaults(
  { contacts, phones, advice }: Parts,
  fault: (path: (string | number)[], message: string) => void,
): void {
  for (const [index, { id, phone, dialable }] of contacts.entries()) {
    if (contacts.findIndex((each) => each.id === id) !== index)
      fault(['contacts', index, 'id'], 'another contact has this id');
    if (phone !== undefined && dialable && !isDialable(phone))
      fault(['contacts', index, 'phone'], 'cannot be dialled: correct it, or set dialable to false');
  }
  for (const [name, phone] of Object.entries(phones))
    if (!isDialable(phone)) fault(['phones', name], 'cannot be dialled');
  for (const [index, ring] of advice.ring.entries()) {
    const contact = contacts.find(({ id }) => id === ring.contact);
    const path = ['advice', 'ring', index, 'contact'];
    if (!contact) fault(path, 'no contact has this id');
    else if (contact.when === 'replaced') fault(path, 'this contact is replaced: nobody may be sent there');
    else if (contact.phone && !contact.dialable && !contact.web)
      fault(path, 'this contact has no number that can be dialled, and no web address');
  }
}

/** The pack with who confirmed which number. A confirmation holds only while the number is the same. */
export function withConfirmations<P extends { contacts: Contact[] }>(pack: P, by: Record<string, Confirmation>): P {
  const contacts = pack.contacts.map(({ confirmed: _, ...contact }): Contact => {
    const confirmed = by[contact.id];
    const holds = confirmed && canBeConfirmed(contact) && confirmed.phone === contact.phone;
    return holds ? { ...contact, confirmed } : contact;
  });
  return { ...pack, contacts };
}
