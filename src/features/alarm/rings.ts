import type { StaffId } from '../../base/people.ts';
import type { Notice } from '../../cards/meaning.ts';
import { hasActed } from '../../case/acted.ts';
import { type Desk, managersToRemind, orStandIns, type ToOrStandIns } from '../../case/desk.ts';
import type { Mark } from '../../case/part.ts';
import { submitted } from '../../case/submitted.ts';
import { ringCard, type WhyYou } from './cards.ts';

/** Whom a mark of an urgent referral rings, and why each of them gets it. */
function whomToRing({ remind, escalate, overdue }: Mark, desk: Desk): Partial<Record<WhyYou, ToOrStandIns>> {
  const { managers, onDuty } = desk;
  if (escalate || overdue)
    return { everybody: managers, escalation: desk.escalation.filter((person) => !managers.includes(person)) };
  if (!remind) return {};
  if (managers.length === 0) return { escalation: orStandIns([]) };
  const isOnDuty = (id: StaffId): boolean => onDuty.includes(id);
  return { [managers.some(isOnDuty) ? 'onDuty' : 'nobodyOnDuty']: managersToRemind(desk) };
}

const ring = (why: WhyYou): Notice<Mark> => ({
  alarm: true,
  ...(why === 'escalation' && { goesUp: true }),
  to: (mark, { desk }) => whomToRing(mark, desk)[why] ?? [],
  isPast: (_, { events }, index) => hasActed(events.slice(index)),
  card: ({ at }, { record, ...view }) => ringCard(record, submitted(record), { why, at }, view),
});

/** An urgent referral rings until somebody at the MASH acts. */
export const rings = {
  ringOnDuty: ring('onDuty'),
  ringNobodyOnDuty: ring('nobodyOnDuty'),
  ringEverybody: ring('everybody'),
  ringEscalation: ring('escalation'),
};
