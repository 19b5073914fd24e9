import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Person, StaffId } from '../../src/base/people.ts';
import { Duration, type Instant, instantOf, msOf } from '../../src/base/time.ts';
import { advance, type CaseContext, clockEventsDue } from '../../src/case/advance.ts';
import { takeReferral } from '../../src/case/commands.ts';
import type { CaseRecord } from '../../src/case/record.ts';
import { referralOf, submittedIn } from '../../src/case/state.ts';
import { type Duty, noDuty, onDutyAt, spansOf } from '../../src/features/duty/duty-state.ts';
import { withOnDuty, withShift } from '../../src/features/duty/rules.ts';
import { features as parts } from '../../src/features/list.ts';
import type { Pack } from '../../src/protocol/pack.ts';
import { allSent, aReferral, at, desk, kindOf, meg, mo, pack, sam } from './a-case.ts';

const SENT = at('2026-11-24T14:03:20.000Z');
const hourMs = 60 * 60 * 1000;
const managers = [mo, meg, sam];
const after = (hours: number): Instant => instantOf(msOf(SENT) + hours * hourMs);

const day = fc.record({
  shifts: fc.array(
    // A time for which a manager said that they are on duty, in hours from sending. They may have left without saying so.
    fc.record({
      manager: fc.nat(2),
      from: fc.integer({ min: -12, max: 23 }),
      hours: fc.integer({ min: 1, max: 48 }),
      isPlanned: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  absent: fc.nat(2), // the manager who is away for good
  takesAt: fc.option(fc.integer({ min: 0, max: 23 })), // when that manager took the case, as the last thing they did
  remind: fc.uniqueArray(fc.integer({ min: 1, max: 23 }), { maxLength: 4 }),
  escalate: fc.integer({ min: 1, max: 23 }),
  hasContact: fc.boolean(),
});
type Day = typeof day extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const hours = (count: number) => Duration.parse(`PT${count}H`);

/**
 * Everybody who is reminded before the decision is due. Nobody acts, except that the absent manager may take the case.
 */
function remindedIn({ shifts, absent, takesAt, remind, escalate, hasContact }: Day): Set<StaffId> {
  const decision = { ...pack.clocks.decision, remind: remind.map(hours), escalate: hours(escalate) };
  const thisPack: Pack = { ...pack, clocks: { ...pack.clocks, decision } };
  const duty = shifts.reduce(withDutyOf, noDuty);
  const caseContext = (now: Instant): CaseContext => ({
    now,
    pack: thisPack,
    parts,
    desk: {
      ...desk,
      managers: managers.map(({ id }) => id),
      escalation: hasContact ? desk.escalation : [],
      onDuty: onDutyAt(spansOf(duty), now).map(({ staff }) => staff),
    },
  });
  let record: CaseRecord = aReferral(SENT);
  for (let hour = 0; hour < 24; hour += 1) {
    const now = after(hour);
    if (takesAt === hour) record = takenBy(managers[absent] ?? mo, record, caseContext(now));
    const events = clockEventsDue(record, caseContext(now));
    if (events.length > 0) record = allSent(advance(record, { events }, caseContext(now)), now);
  }
  return new Set(
    record.outbox.flatMap(({ to, message }) =>
      'person' in to && ['reminder', 'escalation'].includes(kindOf(message)) ? [to.person] : [],
    ),
  );
}

/** The duty after a manager put a shift on the rota or said that they are on duty. */
function withDutyOf(duty: Duty, { manager, from, hours: long, isPlanned }: Day['shifts'][number]): Duty {
  const who = managers[manager] ?? mo;
  const [at, until] = [after(from), after(from + long)];
  return isPlanned
    ? withShift(duty, { staff: who.id, name: who.name, from: at, until }, { by: who, at })
    : withOnDuty(duty, who, { at, until });
}

function takenBy(by: Person, record: CaseRecord, caseContext: CaseContext): CaseRecord {
  const referral = submittedIn(referralOf(record.events));
  const outcome = referral && takeReferral(referral, { by: { ...by, roles: mo.roles }, now: caseContext.now });
  return outcome?.kind === 'happened' ? advance(record, { events: outcome.events, by }, caseContext) : record;
}

// A manager who forgot that they are on duty

it('An absent manager on duty never keeps a case quiet: somebody else is reminded before the decision is due', () => {
  fc.assert(
    fc.property(day, (each) => {
      const there = [...remindedIn(each)].filter((person) => person !== managers[each.absent]?.id);
      expect(there).not.toEqual([]);
    }),
    { numRuns: 200 },
  );
});
