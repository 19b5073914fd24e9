import { describe, expect, it } from '@jest/globals';
import { msOf } from '../../src/base/time.ts';
import { type ClockSeen, ownClock, standsBack } from '../../src/watch/clock.ts';
import { at } from '../case/a-case.ts';

const NOW = at('2026-11-24T14:00:00.000Z');
const tenMinutes = 600_000;

describe('of several instances, one whose clock is ten minutes off', () => {
  const seen = (instance: string, aheadMs: number, wrongByMs?: number): ClockSeen => ({ instance, aheadMs, wrongByMs });
  /** The clocks as the first of them sees them. */
  const asSeenBy = (self: ClockSeen, all: ClockSeen[]): [ClockSeen, ClockSeen[]] => [
    { ...self, aheadMs: 0 },
    all.filter((each) => each !== self).map((each) => ({ ...each, aheadMs: each.aheadMs - self.aheadMs })),
  ];
  const whoStandsBack = (...all: ClockSeen[]) =>
    all.filter((self) => standsBack(...asSeenBy(self, all))).map(({ instance }) => instance);

  it.each<[string, ClockSeen[], string[]]>([
    ['alone goes on', [seen('a', 0, tenMinutes)], []],
    ['stands back where the store says who is right', [seen('a', tenMinutes, tenMinutes), seen('b', 0, 0)], ['a']],
    ['stands back where two others agree', [seen('a', tenMinutes), seen('b', 0), seen('c', 500)], ['a']],
    ['stands back where Teams says that it is wrong', [seen('a', -tenMinutes, -tenMinutes), seen('b', 0)], ['a']],
    [
      'goes on where nobody knows which of two it is, and the other stands back',
      [seen('a', 0), seen('b', tenMinutes)],
      ['b'],
    ],
    [
      'goes on with one other where both are known to be wrong',
      [seen('a', 0, tenMinutes), seen('b', 400, tenMinutes)],
      [],
    ],
  ])('%s', (_, all, expected) => {
    expect(whoStandsBack(...all)).toEqual(expected);
  });

  it('is never all of them: somebody always goes on', () => {
    const ways = [undefined, 0, tenMinutes, -tenMinutes];
    for (const one of ways)
      for (const two of ways)
        for (const three of ways) {
          const all = [seen('a', 0, one), seen('b', tenMinutes, two), seen('c', -tenMinutes, three)];
          expect(whoStandsBack(...all).length).toBeLessThan(3);
        }
  });
});

describe('the clock of this instance', () => {
  const after = (ms: number) => new Date(msOf(NOW) + ms);
  const clock = (aheadMs: number | undefined) => ownClock({ now: () => NOW }, { aheadMs: () => aheadMs });

  it('is believed within half a minute, and beyond that the time is the store’s', () => {
    expect(clock(undefined).now()).toBe(NOW);
    expect(clock(29_000).now()).toBe(NOW);
    expect(clock(tenMinutes).now()).toBe('2026-11-24T14:10:00.000Z');
    expect(clock(-tenMinutes).now()).toBe('2026-11-24T13:50:00.000Z');
  });

  it('is wrong by what the store says, whatever Teams says', () => {
    const own = clock(-5000);
    for (let each = 0; each < 20; each += 1) own.hear(after(-tenMinutes));
    expect(own.wrongByMs()).toBe(5000);
  });

  it('is wrong by the smallest of twenty differences to Teams, which delivers late', () => {
    const own = clock(undefined);
    for (let each = 0; each < 19; each += 1) own.hear(after(-each * 60_000 - 4000));
    expect(own.wrongByMs()).toBeUndefined();
    own.hear(after(-90_000));
    expect(own.wrongByMs()).toBe(4000);
    own.hear(undefined);
    own.hear(new Date('never'));
    expect(own.wrongByMs()).toBe(4000);
  });
});
