import { z } from 'zod';
import { StaffId } from '../../base/people.ts';
import { Instant } from '../../base/time.ts';
import { document } from '../../store/change.ts';

const Confirmation = z.object({ by: StaffId, name: z.string(), at: Instant, phone: z.string() });
type Confirmation = z.infer<typeof Confirmation>;

/**
 * The contacts that an administrator has confirmed, by the contact's id. Users see `name`; `by` is kept only for the
 * record.
 */
const Confirmations = z.object({
  confirmed: z.record(z.string(), Confirmation),
});
type Confirmations = z.infer<typeof Confirmations>;

const noneConfirmed: Confirmations = { confirmed: {} };

export const confirmationsIn = document('contacts', Confirmations, noneConfirmed);

/** Records who confirmed a contact, or with undefined removes the confirmation. */
export function withConfirmation(
  { confirmed }: Confirmations,
  contact: string,
  confirmation: Confirmation | undefined,
): Confirmations {
  const { [contact]: _, ...others } = confirmed;
  return { confirmed: confirmation ? { ...others, [contact]: confirmation } : others };
}
