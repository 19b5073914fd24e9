import { z } from 'zod';
import { StaffId } from '../base/people.ts';
import { Instant } from '../base/time.ts';
import type { Confirmation } from '../protocol/contact.ts';
import { recordHandle } from './change.ts';
import type { Store } from './port.ts';

/**
 * The contacts that an administrator has confirmed, by the contact's id. Users see `name`; `by` is kept only for the
 * record.
 */
const ContactsRecord = z.object({
  kind: z.literal('settings'),
  id: z.literal('contacts'),
  confirmed: z.record(z.string(), z.object({ by: StaffId, name: z.string(), at: Instant, phone: z.string() })),
});
type ContactsRecord = z.infer<typeof ContactsRecord>;
type Confirmed = ContactsRecord['confirmed'];

export interface Confirmations {
  load(): Promise<Confirmed>;
  /**
   * Records who confirmed a contact, or with undefined removes the confirmation.
   * @returns every confirmation there is now
   */
  set(contact: string, confirmation: (Confirmation & { by: StaffId }) | undefined): Promise<Confirmed>;
  /** Replaces each confirmation by what `decide` makes of it. */
  changeEach(decide: (confirmation: Confirmed[string]) => Confirmed[string]): Promise<void>;
}

export function confirmationsIn(store: Store): Confirmations {
  const none: ContactsRecord = { kind: 'settings', id: 'contacts', confirmed: {} };
  const record = recordHandle(store, ['settings', 'contacts'], ContactsRecord, none);
  return {
    load: async () => (await record.load()).confirmed,
    async set(contact, confirmation) {
      const { confirmed } = await record.change((before) => {
        const { [contact]: _, ...others } = before.confirmed;
        return { ...none, confirmed: confirmation ? { ...others, [contact]: confirmation } : others };
      });
      return confirmed;
    },
    async changeEach(decide) {
      await record.change((before) => {
        const each = Object.entries(before.confirmed).map(([contact, confirmation]) => [contact, decide(confirmation)]);
        return { ...before, confirmed: Object.fromEntries(each) };
      });
    },
  };
}
