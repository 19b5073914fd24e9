import { expect, it } from '@jest/globals';
import { msOf } from '../../src/base/time.ts';
import { type ClockSeen, ownClock, standsBack } from '../../src/watch/clock.ts';
import { at } from '../case/a-case.ts';

const NOW = at('2026-11-24T14:00:00.000Z');
const tenMinutes = 600_000;

// Instances with different clocks

const seen = (instance: string, aheadMs: number, wrongByMs?: number): ClockSeen => ({ instance, aheadMs, wrongByMs });
/** The clocks as one instance sees them. */
const asSeenBy = (self: ClockSeen, all: ClockSeen[]): [ClockSeen, ClockSeen[]] => [
  { ...self, aheadMs: 0 },
  all.filter((each) => each !== self).map((each) => ({ ...each, aheadMs: each.aheadMs - self.aheadMs })),
];
const whoStandsBack = (...all: ClockSeen[]) =>
  all.filter((self) => standsBack(...asSeenBy(self, all))).map(({ instance }) => instance);

it.each<[string, ClockSeen[], string[]]>([
  ['goes on if it is alone', [seen('a', 0, tenMinutes)], []],
  ['stands back if the store says who is right', [seen('a', tenMinutes, tenMinutes), seen('b', 0, 0)], ['a']],
  ['stands back if two others agree', [seen('a', tenMinutes), seen('b', 0), seen('c', 500)], ['a']],
  ['stands back if Teams says that it is wrong', [seen('a', -tenMinutes, -tenMinutes), seen('b', 0)], ['a']],
  [
    'goes on if nobody knows which of two is wrong and its name comes first; the other stands back',
    [seen('a', 0), seen('b', tenMinutes)],
    ['b'],
  ],
  ['goes on beside another if both are known to be wrong', [seen('a', 0, tenMinutes), seen('b', 400, tenMinutes)], []],
])('An instance whose clock is ten minutes off %s', (_, all, expected) => {
  expect(whoStandsBack(...all)).toEqual(expected);
});

it('The instances never all stand back: at least one always goes on', () => {
  const ways = [undefined, 0, tenMinutes, -tenMinutes];
  for (const one of ways)
    for (const two of ways)
      for (const three of ways)
        expect(
          whoStandsBack(seen('a', 0, one), seen('b', tenMinutes, two), seen('c', -tenMinutes, three)).length,
        ).toBeLessThan(3);
});

// The clock of this instance

const after = (ms: number) => new Date(msOf(NOW) + ms);
const clock = (aheadMs: number | undefined) => ownClock({ now: () => NOW }, { aheadMs: () => aheadMs });

it('This instance’s clock is used within half a minute of the store’s; beyond that the store’s time is used', () => {
  expect(clock(undefined).now()).toBe(NOW);
  expect(clock(29_000).now()).toBe(NOW);
  expect(clock(tenMinutes).now()).toBe('2026-11-24T14:10:00.000Z');
  expect(clock(-tenMinutes).now()).toBe('2026-11-24T13:50:00.000Z');
});

it('This instance’s clock error is what the store says, whatever Teams says', () => {
  const own = clock(-5000);
  for (let each = 0; each < 20; each += 1) own.hear(after(-tenMinutes));
  expect(own.wrongByMs()).toBe(5000);
});

it('This instance’s clock error is the smallest of twenty differences to Teams, which delivers late', () => {
  const own = clock(undefined);
  for (let each = 0; each < 19; each += 1) own.hear(after(-each * 60_000 - 4000));
  expect(own.wrongByMs()).toBeUndefined();
  own.hear(after(-90_000));
  expect(own.wrongByMs()).toBe(4000);
  own.hear(undefined);
  own.hear(new Date('never'));
  expect(own.wrongByMs()).toBe(4000);
});
