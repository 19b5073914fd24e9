import { z } from 'zod';
import type { Confirmation } from '../protocol/contact.ts';
import { StaffId } from '../referral/events.ts';
import { Instant } from '../time.ts';
import type { Store } from './port.ts';

/** Which contacts an administrator has confirmed, by the contact's id. `by` is for the record; only the name is shown. */
const ContactsRecord = z.object({
  kind: z.literal('settings'),
  id: z.literal('contacts'),
  confirmed: z.record(z.string(), z.object({ by: StaffId, name: z.string(), at: Instant, phone: z.string() })),
});
export type Confirmed = z.infer<typeof ContactsRecord>['confirmed'];

export interface Confirmations {
  load(): Promise<Confirmed>;
  /** Remembers who confirmed a contact, or forgets it. @returns what is confirmed now */
  set(contact: string, confirmation: (Confirmation & { by: StaffId }) | undefined): Promise<Confirmed>;
}

export function confirmationsIn(store: Store): Confirmations {
  const read = async () => {
    const found = await store.read('settings', 'contacts');
    return found && { confirmed: ContactsRecord.parse(found.document).confirmed, version: found.version };
  };
  return {
    async load() {
      return (await read())?.confirmed ?? {};
    },
    async set(contact, confirmation) {
      for (;;) {
        const found = await read();
        const { [contact]: _, ...others } = found?.confirmed ?? {};
        const confirmed = confirmation ? { ...others, [contact]: confirmation } : others;
        const record = ContactsRecord.parse({ kind: 'settings', id: 'contacts', confirmed });
        const outcome = found ? await store.replace(record, found.version) : await store.create(record);
        if (outcome.kind === 'saved') return confirmed;
      }
    },
  };
}
