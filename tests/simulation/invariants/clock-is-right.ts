import { msOf } from '../../../src/base/time.ts';
import { isSubmitted, referralOf } from '../../../src/case/state.ts';
import type { Invariant } from './scene.ts';

const dayMs = 24 * 60 * 60_000;

/**
 * A decision is due exactly twenty-four hours after its clock starts, summer time or not, and no reminder comes before
 * its time.
 */
export const clockIsRight: Invariant = {
  name: 'a decision is due after exactly twenty-four hours',
  source: 'SR22; Protocol 8.2',
  watch(scene, { checked, broken }) {
    return {
      wrote(after, before) {
        if (after.events.length === before?.events.length) return;
        const referral = referralOf(after.events);
        if (!isSubmitted(referral) || referral.reopening || referral.calls.length > 0) return;
        checked();
        const { decisionDue, clockStart } = referral;
        if (msOf(decisionDue) - msOf(clockStart) !== dayMs)
          broken(`${after.id} began at ${clockStart} but is due at ${decisionDue}`);
        for (const event of after.events.slice(before?.events.length ?? 0)) {
          if (event.type !== 'ClockReached' || scene.wellSince() === Infinity) continue;
          const early = msOf(event.upTo) - scene.world.clock.ms();
          if (early > 2000)
            broken(`${after.id}: the mark ${event.clock} of ${event.upTo} was told ${early} ms before its time`);
        }
      },
    };
  },
};
