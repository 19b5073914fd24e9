import { expect, it } from '@jest/globals';
import { CaseId } from '../../../src/base/reference.ts';
import { isWaiting } from '../../../src/case/outbox.ts';
import { linkCases, mirrorOf, ruleOut } from '../../../src/features/linking/rules.ts';
import { newMatches, otherCases, strongestMatches } from '../../../src/features/linking/state.ts';
import type { CaseEvent } from '../../../src/history/events.ts';
import { aReferral, at, guest, mo, OTHER_REFERENCE, pat, REFERENCE } from '../../case/a-case.ts';
import { afterEvents, resultsOf } from '../outcomes.ts';

const T1 = at('2026-11-24T15:00:00.000Z');
const T2 = at('2026-11-24T16:00:00.000Z');
const T3 = at('2026-11-24T17:00:00.000Z');
const THIRD = CaseId.parse('HT-9X2K-4BB');

const found: CaseEvent = { type: 'PossibleLinksFound', at: T1, found: [{ to: OTHER_REFERENCE, why: ['birth-year'] }] };
const linked: CaseEvent = { type: 'CaseLinked', at: T2, by: pat.id, to: OTHER_REFERENCE, kind: 'household' };
const ruledOut: CaseEvent = { type: 'LinkRuledOut', at: T2, by: mo.id, to: OTHER_REFERENCE };
const linkedByReferrer: CaseEvent = { type: 'CaseLinked', at: T1, to: OTHER_REFERENCE, kind: 'family' };
const standing = (...events: CaseEvent[]) => otherCases(events)[0]?.standing;

const possibleLinks = (events: Parameters<typeof otherCases>[0]) =>
  otherCases(events).filter(({ standing }) => standing.kind === 'possible');

// Another case

it('Another case may be linked once the bot has found it', () => {
  expect(possibleLinks([found])).toEqual([
    { to: OTHER_REFERENCE, why: ['birth-year'], foundAt: T1, standing: { kind: 'possible' } },
  ]);
});

it('The last person who linked or ruled out a case decides, and is named with the time', () => {
  expect(standing(found, linked)).toEqual({ kind: 'linked', by: 'pat', at: T2, as: 'household' });
  expect(standing(found, ruledOut)).toEqual({ kind: 'ruled-out', by: 'mo', at: T2 });
  expect(standing(found, { ...linked, at: T1 }, ruledOut)).toMatchObject({ kind: 'ruled-out' });
  expect(standing(found, { ...ruledOut, at: T1 }, linked)).toMatchObject({ kind: 'linked' });
});

it('When two people decide differently, each on one of the two cases, both cases show the later decision', () => {
  const later: CaseEvent = { ...linked, at: T3 };
  expect(standing(found, later, ruledOut)).toEqual(standing(found, ruledOut, later));
});

it('A case that the referrer linked is not shown as one that may be linked', () => {
  expect(standing(linkedByReferrer, found)).toEqual({ kind: 'said', as: 'family' });
  expect(standing({ ...linkedByReferrer, kind: 'adult' }, found)).toEqual({ kind: 'said', as: 'adult' });
  expect(possibleLinks([found, linkedByReferrer])).toEqual([]);
  expect(standing(found, linkedByReferrer, ruledOut)).toEqual({ kind: 'said', as: 'family' });
});

it('A case that was ruled out comes back only for new reasons', () => {
  const phone: CaseEvent = { type: 'PossibleLinksFound', at: T3, found: [{ to: OTHER_REFERENCE, why: ['phone'] }] };
  expect(possibleLinks([found, ruledOut, phone])).toMatchObject([{ why: ['phone'], foundAt: T3 }]);
  expect(otherCases([found, linked, phone])).toMatchObject([
    { why: ['birth-year', 'phone'], standing: { kind: 'linked' } },
  ]);
});

it('The case that was found last is listed first', () => {
  const next: CaseEvent = { type: 'PossibleLinksFound', at: T2, found: [{ to: THIRD, why: ['phone'] }] };
  expect(otherCases([found, next]).map(({ to }) => to)).toEqual([THIRD, OTHER_REFERENCE]);
});

// A search

it('A search that is done twice finds nothing new', () => {
  expect(newMatches([found], [{ to: OTHER_REFERENCE, why: ['birth-year'] }])).toEqual([]);
  expect(newMatches([found, ruledOut], [{ to: OTHER_REFERENCE, why: ['birth-year'] }])).toEqual([]);
  expect(newMatches([found], [{ to: OTHER_REFERENCE, why: ['birth-year', 'phone'] }])).toEqual([
    { to: OTHER_REFERENCE, why: ['phone'] },
  ]);
});

// A search in a house with many children

it('A search finds at most the ten strongest matches, those with a similar name and birth date or year first', () => {
  const house = Array.from({ length: 30 }, () => ({ to: THIRD, why: ['address' as const] }));
  const matches = strongestMatches([...house, { to: THIRD, why: [] }, { to: OTHER_REFERENCE, why: ['birth-year'] }]);
  expect([matches.length, matches[0]?.to]).toEqual([10, OTHER_REFERENCE]);
});

// A member of the MASH

const actor = { by: pat, now: T2 };
it('A member of the MASH can link a found case, rule it out, and link it again', () => {
  expect(linkCases([found], OTHER_REFERENCE, 'household', actor)).toMatchObject({ events: [linked], texts: {} });
  expect(ruleOut([found, { ...linked, at: T1 }], OTHER_REFERENCE, { by: mo, now: T2 })).toMatchObject({
    events: [ruledOut],
  });
  expect(linkCases([found, ruledOut], OTHER_REFERENCE, 'household', { by: pat, now: T3 })).toMatchObject({
    events: [{ ...linked, at: T3 }],
  });
});

it('A member of the MASH can change later what two cases share, and the change holds', () => {
  const adult = linkCases([found, linked], OTHER_REFERENCE, 'adult', { by: mo, now: T3 });
  expect(adult).toMatchObject({ events: [{ ...linked, by: mo.id, at: T3, kind: 'adult' }] });
  expect(standing(found, linked, { ...linked, by: mo.id, at: T3, kind: 'adult' })).toMatchObject({ as: 'adult' });
});

it('Linking or ruling out the same case again changes nothing', () => {
  const again = [
    linkCases([found, linked], OTHER_REFERENCE, 'household', actor),
    ruleOut([found, ruledOut], OTHER_REFERENCE, actor),
  ];
  expect(resultsOf(...again)).toEqual(['nothing-to-do', 'nothing-to-do']);
});

it('Nobody can link a case that was not found, or undo a link by the referrer', () => {
  const tried = [linkCases([found], THIRD, 'household', actor), ruleOut([linkedByReferrer], OTHER_REFERENCE, actor)];
  expect(resultsOf(...tried)).toEqual(['no-such-link', 'no-such-link']);
});

it('Nobody outside the MASH can link cases, or learn whether a case was found', () => {
  const tried = [OTHER_REFERENCE, THIRD].map((to) => linkCases([found], to, 'household', { by: guest, now: T2 }));
  expect(resultsOf(...tried)).toEqual(['only-the-mash', 'only-the-mash']);
});

// The other case

it('The other case records once what was found and what a person decided', () => {
  const mirror = mirrorOf(found, REFERENCE, OTHER_REFERENCE, []);
  expect(mirror).toEqual({ ...found, found: [{ to: REFERENCE, why: ['birth-year'] }], mirrored: true });
  expect(mirrorOf(found, REFERENCE, OTHER_REFERENCE, mirror ? [mirror] : [])).toBeUndefined();
  for (const decision of [linked, ruledOut]) {
    const there = mirrorOf(decision, REFERENCE, OTHER_REFERENCE, []);
    expect(there).toEqual({ ...decision, to: REFERENCE, mirrored: true });
    expect(mirrorOf(decision, REFERENCE, OTHER_REFERENCE, there ? [there] : [])).toBeUndefined();
  }
});

it('The other case records nothing that is not about it', () => {
  expect(mirrorOf(found, REFERENCE, THIRD, [])).toBeUndefined();
  for (const event of [linkedByReferrer, undefined])
    expect(mirrorOf(event, REFERENCE, OTHER_REFERENCE, [])).toBeUndefined();
});

// Messages about cases that may be linked

it('The search for links waits in a queue of its own, which holds up nothing else', () => {
  const record = aReferral(T1);
  const after = afterEvents(record, { type: 'InformationAdded', at: T2, by: record.author, number: 1 });
  const search = after.outbox.filter(isWaiting).find(({ message }) => message.kind === 'look-for-links');
  expect(search?.to).toEqual({ place: 'cases' });
});
