import { describe, expect, it } from '@jest/globals';
import { Duration } from '../../src/base/time.ts';
import { noDuty, onDutyAt, spansOf } from '../../src/settings/duty.ts';
import { offerId, withOffer, withoutShift, withRefused, withShift, withTaken } from '../../src/settings/rota.ts';
import { at, meg, mo, sam } from '../case/a-case.ts';

const NOW = at('2026-11-24T12:00:00.000Z');
const FROM = at('2026-11-24T20:00:00.000Z');
const UNTIL = at('2026-11-25T08:00:00.000Z');
const ofMo = { staff: mo.id, name: mo.name, from: FROM, until: UNTIL };
const rota = withShift(noDuty, ofMo, { by: meg, at: NOW });
const id = offerId({ by: mo.id, from: FROM });
const swap = withOffer(rota, { from: FROM, until: UNTIL, to: [meg.id], isShift: true }, { by: mo, at: NOW });
const there = (duty: typeof rota, now: string) =>
  onDutyAt(spansOf(duty, Duration.parse('PT12H')), at(now)).map(({ staff }) => staff);

describe('a shift', () => {
  it('is planned with who planned it and when; the same again is no news, another end replaces it', () => {
    expect(rota.shifts).toEqual([ofMo]);
    expect(rota.planned).toMatchObject([
      { at: NOW, by: meg.id, name: meg.name, what: 'added', staff: mo.id, from: FROM, until: UNTIL },
    ]);
    expect(withShift(rota, ofMo, { by: meg, at: NOW })).toBe(rota);
    const shorter = { ...ofMo, until: at('2026-11-25T06:00:00.000Z') };
    expect(withShift(rota, shorter, { by: mo, at: NOW }).shifts).toEqual([shorter]);
  });

  it('is taken out with what was offered of it; one that is not there is no news', () => {
    const out = withoutShift(swap, ofMo, { by: mo, at: NOW });
    expect([out.shifts, out.offers]).toEqual([[], []]);
    expect(withoutShift(out, ofMo, { by: mo, at: NOW })).toBe(out);
  });

  it('that is over stays in the rota for two weeks, and in what was changed for ever', () => {
    const later = withShift(
      rota,
      { ...ofMo, from: at('2026-12-10T08:00:00.000Z'), until: at('2026-12-10T20:00:00.000Z') },
      { by: mo, at: at('2026-12-09T08:00:00.001Z') },
    );
    expect(later.shifts.map(({ from }) => from)).toEqual(['2026-12-10T08:00:00.000Z']);
    expect(later.planned).toHaveLength(2);
  });
});

describe('a swap', () => {
  it('leaves the shift where it is until the colleague takes it, and then it is theirs', () => {
    expect(there(swap, '2026-11-24T21:00:00.000Z')).toEqual([mo.id]);
    const taken = withTaken(swap, id, { by: meg, at: NOW });
    expect(taken.shifts).toEqual([{ ...ofMo, staff: meg.id, name: meg.name }]);
    expect(taken.offers).toEqual([]);
    expect(there(taken, '2026-11-24T21:00:00.000Z')).toEqual([meg.id]);
  });

  it('in the middle of the shift leaves the first half to who began it', () => {
    const taken = withTaken(swap, id, { by: meg, at: at('2026-11-25T02:00:00.000Z') });
    expect(there(taken, '2026-11-25T01:59:59.999Z')).toEqual([mo.id]);
    expect(there(taken, '2026-11-25T02:00:00.000Z')).toEqual([meg.id]);
  });

  it('is for who was asked: nobody else takes it, and nobody takes it twice or when it is over', () => {
    expect(withTaken(swap, id, { by: sam, at: NOW })).toBe(swap);
    const taken = withTaken(swap, id, { by: meg, at: NOW });
    expect(withTaken(taken, id, { by: meg, at: NOW })).toBe(taken);
    expect(withTaken(swap, id, { by: meg, at: UNTIL })).toBe(swap);
  });

  it('that is refused by everybody who was asked is over, and the shift stays', () => {
    const both = withOffer(
      rota,
      { from: FROM, until: UNTIL, to: [meg.id, sam.id], isShift: true },
      { by: mo, at: NOW },
    );
    const once = withRefused(both, id, { by: meg, at: NOW });
    expect(once.offers.map(({ to }) => to)).toEqual([[sam.id]]);
    const twice = withRefused(once, id, { by: sam, at: NOW });
    expect([twice.offers, twice.shifts]).toEqual([[], [ofMo]]);
  });
});
