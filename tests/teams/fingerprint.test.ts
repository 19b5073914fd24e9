import { expect, it } from '@jest/globals';
import { fingerprintOf } from '../../src/teams/pressing.ts';

const press = (verb: string, data: object, typed: Record<string, string> = {}) => ({ verb, data, typed });

// The expected fingerprints stand in drafts already, so they must not change.

// The fingerprint of a press, which is stored in drafts

it('The fingerprint of a press never changes', () => {
  const chosen = { choice: 'no', revision: 3, step: 'danger', case: 'HT-7K3F-92Q', verb: 'answer' };
  expect(fingerprintOf(press('answer', chosen))).toBe('XoMT0cOgRLL-1-sYekaBeM');
  expect(fingerprintOf(press('start', { verb: 'start' }))).toBe('wiOytEzQG_yR9hyiM_kSqP');
});

it('The fingerprint of a press depends on what was typed, in the order of the inputs', () => {
  const data = { verb: 'answer', case: 'HT-7K3F-92Q', step: 'about-you', revision: 1, phone__1: '01438 737500' };
  const typed = { phone: '01438 737500', name: 'Zoë “B” \uFFFD', agency: '' };
  expect(fingerprintOf(press('answer', data, typed))).toBe('U3cByT3M6dE4PQ46Jd3nC3');
  expect(fingerprintOf(press('answer', data, { ...typed, agency: 'School' }))).not.toBe('U3cByT3M6dE4PQ46Jd3nC3');
});

it('The fingerprint of a press depends on every field that a button can carry, in any order, and on nothing else', () => {
  const all = {
    ...{ below: true, page: 2, list: 'mine', phone: 'p', contact: 'c', attempt: 1, answer: 'y', level: 2, number: 1 },
    ...{ question: 4, to: 'consent', choice: 'k', revision: 0, step: 's', other: 'HT-7K3F-92Q', case: 'HT-7K3F-92Q' },
    ...{ verb: 'change', inputs: { forged: 'yes' }, odd: 'left out' },
  };
  expect(fingerprintOf(press('change', all))).toBe('V_31ky0DqB0sxKP_iR4_NF');
});
