import { hash } from 'node:crypto';
import { z } from 'zod';
import type { Instant } from '../base/time.ts';
import { Condition, Id, ShownWhen, Text } from './condition.ts';

/** Who confirmed that a number is right, and which number it was; of an answer, which words. */
export interface Confirmation {
  name: string;
  at: Instant;
  phone: string;
}

/**
 * The answer to what people ask, such as “Must I give my name?”. `id`: as in the phrases (“q anonymous”). `ring`: whom to
 * ring about it, beside Children’s Services.
 */
const Answer = z.strictObject({ id: Id, asks: Text, lines: z.tuple([Text, Text]), ring: Id.optional() });
export const AskedAnswers = z.array(Answer);
export type Answer = z.infer<typeof Answer> & { confirmed?: Confirmation };

/** The words of an answer in short, so that a confirmation holds only while they stay the same. */
export const wordsOfAnswer = ({ asks, lines, ring }: Answer): string =>
  hash('sha256', [asks, ...lines, ring ?? ''].join('\n')).slice(0, 40);

/** The name under which the confirmation of an answer is kept. */
export const confirmedAs = ({ id }: Answer): string => `answer ${id}`;

/**
 * Phrases of the council that mean danger, a question or a command, as in `understanding/phrases`. They only add, and a
 * phrase that cannot be read is left out: no pack is refused for one.
 */
const OwnPhrase = z.object({ id: Id, means: z.string(), words: z.string().min(1) });
export const OwnPhrases = z
  .array(OwnPhrase.nullable().catch(null))
  .catch([])
  .default([])
  .transform((phrases) => phrases.flatMap((phrase) => phrase ?? []));

/**
 * Somebody to ring. `note`: what to ring them about, in plain words. `printed`: the protocol's exact words. `dated`:
 * the number's source and date. `dialable: false`: a number that is shown only because the protocol prints it. A
 * contact without a phone and a web address is a slot for the council to fill. `successor`: who does its work now.
 * `offered: false`: it does not exist in this area, and is never shown. `when`: its group in the list; 999 is `always`.
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
  shownWhen: ShownWhen,
});

/** `people`: the people behind the contact, as an administrator wrote them down. */
export type Contact = z.infer<typeof Contact> & { confirmed?: Confirmation; people?: string[] };

/**
 * Whom to ring about what, in this order. `firstWhen`: comes first for a referrer who meets this condition.
 * @source Protocol 7, 8.1, 11
 */
export const Advice = z.strictObject({
  heading: Text,
  lines: z.array(Text).min(1),
  ring: z.array(z.strictObject({ contact: Id, when: Text, firstWhen: Condition.optional() })).min(1),
  ready: z.array(Text),
});

// 999, six digits (116 000), or a complete British or international number. The protocol's "020 7346 67" is none of
// these.
const number = /^(\d{3}|\d{6}|0\d{9,10}|\+\d{8,15})$/;
export const isDialable = (phone: string) => /^\+?[\d ]+$/.test(phone) && number.test(phone.replaceAll(' ', ''));

/**
 * Whether a number can be confirmed: it must be possible to dial it, and its contact must not be replaced. 999 needs no
 * confirmation.
 */
export const canBeConfirmed = ({ phone, dialable, when }: Contact) =>
  phone !== undefined && dialable && when !== 'replaced' && when !== 'always';

interface Parts extends Confirmable {
  phones: { urgent: string; outOfHours: string };
  advice: z.infer<typeof Advice>;
}

/** Finds faults in the contacts of a pack that the schema cannot find. Somebody may ring these numbers in a hurry. */
export function findContactFaults(
  { contacts, phones, advice, answers }: Parts,
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
  for (const [index, { ring }] of answers.entries())
    if (ring && !contacts.some(({ id }) => id === ring)) fault(['answers', index, 'ring'], 'no contact has this id');
  for (const [index, ring] of advice.ring.entries()) {
    const contact = contacts.find(({ id }) => id === ring.contact);
    const path = ['advice', 'ring', index, 'contact'];
    if (!contact) fault(path, 'no contact has this id');
    else if (contact.when === 'replaced') fault(path, 'this contact is replaced: nobody may be sent there');
    else if (contact.phone && !contact.dialable && !contact.web)
      fault(path, 'this contact has no number that can be dialled, and no web address');
  }
}

/** What of a pack can be confirmed. */
export interface Confirmable {
  contacts: Contact[];
  answers: Answer[];
}

/** The pack with who confirmed which number and answer. A confirmation is valid only while these stay the same. */
export function withConfirmations<P extends Confirmable>(pack: P, confirmations: Record<string, Confirmation>): P {
  const contacts = pack.contacts.map(({ confirmed: _, ...contact }): Contact => {
    const confirmed = confirmations[contact.id];
    const holds = confirmed && canBeConfirmed(contact) && confirmed.phone === contact.phone;
    return holds ? { ...contact, confirmed } : contact;
  });
  const answers = pack.answers.map(({ confirmed: _, ...answer }): Answer => {
    const confirmed = confirmations[confirmedAs(answer)];
    return confirmed?.phone === wordsOfAnswer(answer) ? { ...answer, confirmed } : answer;
  });
  return { ...pack, contacts, answers };
}

/**
 * Words for one agency that differ from the words for everybody: schools have a "designated safeguarding lead" and no
 * "designated officer".
 */
export const AgencyWords = z.record(
  Id, // an agency
  z.strictObject({
    fields: z.record(Id, z.strictObject({ label: Text, short: Text }).partial()).default({}),
    forms: z.record(Id, z.strictObject({ title: Text, heading: Text, help: Text }).partial()).default({}),
    contacts: z.record(Id, z.strictObject({ name: Text, note: Text }).partial()).default({}),
  }),
);
export type AgencyWords = z.infer<typeof AgencyWords>;
