import { describe, expect, it } from '@jest/globals';
import {
  isNoticeDue,
  nothingTold,
  postponeNotice,
  withNoticeClaimed,
  withNoticeTold,
} from '../../src/worker/tell-once.ts';
import { at } from '../case/a-case.ts';

describe('Telling a notice', () => {
  const now = at('2026-11-24T08:00:00.000Z');
  it('One instance tells a notice once, and no other instance tells it meanwhile', () => {
    expect(isNoticeDue(nothingTold, 'key', now)).toBe(true);
    const held = withNoticeClaimed(nothingTold, 'key', now);
    expect(isNoticeDue(held, 'key', at('2026-11-24T08:00:59.999Z'))).toBe(false);
    // the instance that was telling it may have been killed
    expect(isNoticeDue(held, 'key', at('2026-11-24T08:01:00.000Z'))).toBe(true);
    expect(isNoticeDue(withNoticeTold(held, 'key', now), 'key', at('2026-11-25T08:00:00.000Z'))).toBe(false);
  });

  it('A notice that reaches nobody is tried again in five minutes', () => {
    const later = postponeNotice(nothingTold, 'key', now);
    expect(isNoticeDue(later, 'key', at('2026-11-24T08:04:59.999Z'))).toBe(false);
    expect(isNoticeDue(later, 'key', at('2026-11-24T08:05:00.000Z'))).toBe(true);
  });
});
