import { describe, expect, it } from '@jest/globals';
import { CaseId } from '../../../src/base/reference.ts';
import { advance } from '../../../src/case/advance.ts';
import { isWaiting } from '../../../src/case/outbox.ts';
import { mirrorOf } from '../../../src/features/linking/mirror.ts';
import { part } from '../../../src/features/linking/part.ts';
import { linkCases, ruleOut } from '../../../src/features/linking/rules.ts';
import { likest, otherCases, unheard } from '../../../src/features/linking/state.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import {
  allSent,
  aReferral,
  at,
  caseContext,
  desk,
  guest,
  mo,
  pat,
  REFERENCE,
  SISTER,
  waitingMessages,
} from '../../case/a-case.ts';

const T1 = at('2026-11-24T15:00:00.000Z');
const T2 = at('2026-11-24T16:00:00.000Z');
const T3 = at('2026-11-24T17:00:00.000Z');
const THIRD = CaseId.parse('HT-9X2K-4BB');

const found: CaseEvent = { type: 'PossibleLinksFound', at: T1, found: [{ to: SISTER, why: ['birth-year'] }] };
const linked: CaseEvent = { type: 'CaseLinked', at: T2, by: pat.id, to: SISTER, kind: 'household' };
const ruledOut: CaseEvent = { type: 'LinkRuledOut', at: T2, by: mo.id, to: SISTER };
const asSibling: CaseEvent = { type: 'CaseLinked', at: T1, to: SISTER };
const standing = (...events: CaseEvent[]) => otherCases(events)[0]?.standing;

const possibleLinks = (events: Parameters<typeof otherCases>[0]) =>
  otherCases(events).filter(({ standing }) => standing.kind === 'possible');

describe('another case', () => {
  it('may be linked, once it was found', () => {
    expect(possibleLinks([found])).toEqual([
      { to: SISTER, why: ['birth-year'], foundAt: T1, standing: { kind: 'possible' } },
    ]);
  });

  it('is what a person said of it last, with who and when', () => {
    expect(standing(found, linked)).toEqual({ kind: 'linked', by: 'pat', at: T2, as: 'household' });
    expect(standing(found, ruledOut)).toEqual({ kind: 'ruled-out', by: 'mo', at: T2 });
    expect(standing(found, { ...linked, at: T1 }, ruledOut)).toMatchObject({ kind: 'ruled-out' });
    expect(standing(found, { ...ruledOut, at: T1 }, linked)).toMatchObject({ kind: 'linked' });
  });

  it('of which two said different things in one moment is the same on both cases, whichever came first', () => {
    const later: CaseEvent = { ...linked, at: T3 };
    expect(standing(found, later, ruledOut)).toEqual(standing(found, ruledOut, later));
  });

  it('is what the referrer said, and not flagged; before they were asked it was a brother or sister', () => {
    expect(standing(asSibling, found)).toEqual({ kind: 'said', as: 'family' });
    expect(standing({ ...asSibling, kind: 'adult' }, found)).toEqual({ kind: 'said', as: 'adult' });
    expect(possibleLinks([found, asSibling])).toEqual([]);
    expect(standing(found, asSibling, ruledOut)).toEqual({ kind: 'said', as: 'family' });
  });

  it('that was ruled out comes back only with what is new', () => {
    const phone: CaseEvent = { type: 'PossibleLinksFound', at: T3, found: [{ to: SISTER, why: ['phone'] }] };
    expect(possibleLinks([found, ruledOut, phone])).toMatchObject([{ why: ['phone'], foundAt: T3 }]);
    expect(otherCases([found, linked, phone])).toMatchObject([
      { why: ['birth-year', 'phone'], standing: { kind: 'linked' } },
    ]);
  });

  it('found last stands first', () => {
    const next: CaseEvent = { type: 'PossibleLinksFound', at: T2, found: [{ to: THIRD, why: ['phone'] }] };
    expect(otherCases([found, next]).map(({ to }) => to)).toEqual([THIRD, SISTER]);
  });
});

describe('a search', () => {
  it('that is done twice has no news', () => {
    expect(unheard([found], [{ to: SISTER, why: ['birth-year'] }])).toEqual([]);
    expect(unheard([found, ruledOut], [{ to: SISTER, why: ['birth-year'] }])).toEqual([]);
    expect(unheard([found], [{ to: SISTER, why: ['birth-year', 'phone'] }])).toEqual([{ to: SISTER, why: ['phone'] }]);
  });
});

describe('what is found in a house with many children', () => {
  it('is the ten cases that most speaks for, those with a like name first', () => {
    const house = Array.from({ length: 30 }, () => ({ to: THIRD, why: ['address' as const] }));
    const most = likest([...house, { to: THIRD, why: [] }, { to: SISTER, why: ['birth-year'] }]);
    expect([most.length, most[0]?.to]).toEqual([10, SISTER]);
  });
});

describe('a person of the MASH', () => {
  const now = { by: pat, now: T2 };
  it('links a case that was found, and takes it back', () => {
    expect(linkCases([found], SISTER, 'household', now)).toMatchObject({
      kind: 'happened',
      events: [linked],
      texts: {},
    });
    expect(ruleOut([found, { ...linked, at: T1 }], SISTER, { by: mo, now: T2 })).toMatchObject({ events: [ruledOut] });
    expect(linkCases([found, ruledOut], SISTER, 'household', { by: pat, now: T3 })).toMatchObject({
      events: [{ ...linked, at: T3 }],
    });
  });

  it('may say later that two share something else, and the later word holds', () => {
    const adult = linkCases([found, linked], SISTER, 'adult', { by: mo, now: T3 });
    expect(adult).toMatchObject({ events: [{ ...linked, by: mo.id, at: T3, kind: 'adult' }] });
    expect(standing(found, linked, { ...linked, by: mo.id, at: T3, kind: 'adult' })).toMatchObject({ as: 'adult' });
  });

  it('who linked two cases before they were asked how has not said it, and may', () => {
    const { kind: _, ...before } = { ...linked, kind: 'family' as const };
    expect(standing(found, before)).toMatchObject({ kind: 'linked', as: undefined });
    expect(linkCases([found, before], SISTER, 'household', now)).toMatchObject({ kind: 'happened' });
  });

  it('who says the same again changes nothing', () => {
    expect(linkCases([found, linked], SISTER, 'household', now)).toEqual({ kind: 'nothing-to-do' });
    expect(ruleOut([found, ruledOut], SISTER, now)).toEqual({ kind: 'nothing-to-do' });
  });

  it('cannot link a case that was not found, nor undo what the referrer said', () => {
    expect(linkCases([found], THIRD, 'household', now)).toEqual({ kind: 'refused', why: { kind: 'no-such-link' } });
    expect(ruleOut([asSibling], SISTER, now)).toEqual({ kind: 'refused', why: { kind: 'no-such-link' } });
  });

  it('is the only one who does: others are told nothing', () => {
    expect(linkCases([found], SISTER, 'household', { by: guest, now: T2 })).toEqual({
      kind: 'refused',
      why: { kind: 'only-the-mash' },
    });
    expect(linkCases([found], THIRD, 'household', { by: guest, now: T2 })).toEqual({
      kind: 'refused',
      why: { kind: 'only-the-mash' },
    });
  });
});

describe('the other case', () => {
  it('hears once what was found and what was said of the two', () => {
    const mirror = mirrorOf(found, REFERENCE, SISTER, []);
    expect(mirror).toEqual({ ...found, found: [{ to: REFERENCE, why: ['birth-year'] }], mirrored: true });
    expect(mirrorOf(found, REFERENCE, SISTER, mirror ? [mirror] : [])).toBeUndefined();
    for (const said of [linked, ruledOut]) {
      const there = mirrorOf(said, REFERENCE, SISTER, []);
      expect(there).toEqual({ ...said, to: REFERENCE, mirrored: true });
      expect(mirrorOf(said, REFERENCE, SISTER, there ? [there] : [])).toBeUndefined();
    }
  });

  it('hears nothing of what is not about it', () => {
    expect(mirrorOf(found, REFERENCE, THIRD, [])).toBeUndefined();
    expect(mirrorOf(asSibling, REFERENCE, SISTER, [])).toBeUndefined();
    expect(mirrorOf(undefined, REFERENCE, SISTER, [])).toBeUndefined();
  });
});

describe('who is told of cases that may be linked', () => {
  const record = aReferral(T1);
  const told = (event: CaseEvent) => waitingMessages(advance(record, { events: [event] }, caseContext(T2)));

  it.each<[string, CaseEvent, string[]]>([
    ['the case’s card, and the other case: no line, no person', found, ['mash: case-card', 'cases: link']],
    ['only the card, where it was found on the other case', { ...found, mirrored: true }, ['mash: case-card']],
    ['card, thread and the other case, of a link', linked, ['mash: case-card', 'mash: line', 'cases: link']],
    [
      'card and thread, of a link made on the other case',
      { ...linked, mirrored: true },
      ['mash: case-card', 'mash: line'],
    ],
    ['card, thread and the other case, of “not the same”', ruledOut, ['mash: case-card', 'mash: line', 'cases: link']],
  ])('is %s', (_, event, expected) => {
    expect(told(event)).toEqual(expected);
  });

  it('is nobody who is a person', () => {
    for (const event of [found, linked, ruledOut]) {
      const tells = part.react?.(event, 3, { record, desk });
      expect(tells?.filter(({ to }) => 'person' in to)).toEqual([]);
    }
  });

  it('is looked for in a line of its own, which holds up nothing else', () => {
    const after = advance(
      allSent(record, T1),
      { events: [{ type: 'InformationAdded', at: T2, by: record.author, number: 1 }] },
      caseContext(T2),
    );
    const search = after.outbox.filter(isWaiting).find(({ message }) => message.kind === 'look-for-links');
    expect(search?.to).toEqual({ place: 'cases' });
  });
});
