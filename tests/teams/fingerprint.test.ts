import { expect, it } from '@jest/globals';
import { fingerprintOf } from '../../src/teams/pressing.ts';

const data = { verb: 'answer', case: 'HT-7K3F-92Q', step: 'about-you', revision: 1, phone__1: '01438 737500' };
const typed = { phone: '01438 737500', agency: '' };
const press = { verb: 'answer', data, typed };

it('The same press has the same fingerprint, in whatever order its fields come', () => {
  const { verb, ...others } = data;
  expect(fingerprintOf({ ...press, data: { ...others, verb } })).toBe(fingerprintOf(press));
});

it.each([
  { ...press, verb: 'back' },
  { ...press, data: { ...data, revision: 2 } },
  { ...press, data: { ...data, choice: 'yes' } },
  { ...press, typed: { ...typed, agency: 'School' } },
])('A press with another verb, field or typed word has another fingerprint', (other) =>
  expect(fingerprintOf(other)).not.toBe(fingerprintOf(press)),
);

it('The fingerprint of a press holds nothing of what was typed', () => {
  expect(fingerprintOf(press)).toMatch(/^[\w-]{22}$/);
});
