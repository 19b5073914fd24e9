import { z } from 'zod';
import { Id, SomeTime, Text } from './condition.ts';

/** By day after the day on which the referral was sent. `again`: how often after the last of them, until an outcome is recorded. */
const Reminders = z.strictObject({ remind: z.array(z.int().positive()).min(1), again: SomeTime });

/**
 * One thing that the national form asks of a child. `from`: the fields of a referral that say it already; `lists`: the statements
 * that do. `always`: what is true of every case here.
 */
const CentralQuestion = z.strictObject({
  id: Id,
  ask: Text,
  from: z.array(Id).default([]),
  lists: z.array(Id).default([]),
  always: Text.optional(),
  findings: z.boolean().default(false), // the reasons that the Assessment team recorded
});
export type CentralQuestion = z.infer<typeof CentralQuestion>;

/**
 * The referral to the central competent authority. `pathway` 2016: one decision within `within` days. 2026: reasonable grounds are
 * aimed at within so many working days, and a conclusive decision comes not before `within` days. After the last year of
 * `bankHolidays` the working days are not known, and no date is shown.
 * @source Protocol 4.3; NOTES B1.3, B3
 */
export const Central = z.strictObject({
  pathway: z.enum(['2016', '2026']),
  authority: Text,
  where: Text, // how a person sends it
  duty: Text.optional(), // who must send it
  guardian: Id.optional(), // the contact who stands by a trafficked child, where this area has one
  within: z.int().positive(), // calendar days
  reminders: z.strictObject({ '2016': Reminders, '2026': Reminders }),
  grounds: z.strictObject({ workingDays: z.int().positive().max(100), again: SomeTime }),
  bankHolidays: z.strictObject({ lastYear: z.int(), days: z.array(z.iso.date()) }),
  asks: z.array(CentralQuestion),
});
export type Central = z.infer<typeof Central>;

/** For a pack that says nothing of it: the protocol's 30 days, and no national form. */
export const plainCentral: z.input<typeof Central> = {
  pathway: '2016',
  authority: 'the central competent authority',
  where: 'Send it in the way that the authority asks for.',
  within: 30,
  reminders: { '2016': { remind: [20, 27, 30], again: 'P7D' }, '2026': { remind: [30], again: 'P28D' } },
  grounds: { workingDays: 5, again: 'P7D' },
  bankHolidays: { lastYear: 0, days: [] },
  asks: [],
};
