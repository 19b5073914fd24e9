import { z } from 'zod';
import { Flag, Id, Ids, PositiveDuration, Text } from './condition.ts';

/**
 * When to remind. `remind`: days after the referral was sent. `again`: how often after the last of them, until an
 * outcome is recorded.
 */
const Reminders = z.strictObject({ remind: z.array(z.int().positive()).min(1), again: PositiveDuration });

/**
 * One question of the national form. `from`: the fields of a referral that already answer it. `lists`: the lists of
 * statements that answer it. `always`: an answer that is true of every case here.
 */
const CentralQuestion = z.strictObject({
  id: Id,
  ask: Text,
  from: Ids.default([]),
  lists: Ids.default([]),
  always: Text.optional(),
  findings: Flag, // whether the Assessment team’s recorded reasons answer it, too
});
export type CentralQuestion = z.infer<typeof CentralQuestion>;

/**
 * The referral to the central competent authority. `pathway` 2016: one decision within `within` days. 2026: a decision
 * on reasonable grounds is due within `grounds.workingDays` working days, and the conclusive decision comes after
 * `within` days at the earliest. After the last year of `bankHolidays`, working days are not known and no date is
 * shown.
 * @source Protocol 4.3; today’s national guidance
 */
export const Central = z.strictObject({
  pathway: z.enum(['2016', '2026']),
  authority: Text,
  where: Text, // how a person sends it
  duty: Text.optional(), // who must send it
  guardian: Id.optional(), // the contact for an independent guardian, if this area has one
  within: z.int().positive(), // calendar days
  reminders: z.strictObject({ '2016': Reminders, '2026': Reminders }),
  grounds: z.strictObject({ workingDays: z.int().positive().max(100), again: PositiveDuration }),
  bankHolidays: z.strictObject({ lastYear: z.int(), days: z.array(z.iso.date()) }),
  asks: z.array(CentralQuestion),
});
export type Central = z.infer<typeof Central>;

/** For a pack that has no `central` part: the protocol's 30 days, and no national form. */
export const defaultCentral: z.input<typeof Central> = {
  pathway: '2016',
  authority: 'the central competent authority',
  where: 'Send it in the way that the authority asks for.',
  within: 30,
  reminders: { '2016': { remind: [20, 27, 30], again: 'P7D' }, '2026': { remind: [30], again: 'P28D' } },
  grounds: { workingDays: 5, again: 'P7D' },
  bankHolidays: { lastYear: 0, days: [] },
  asks: [],
};
