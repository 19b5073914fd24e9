import { expect, it } from '@jest/globals';
import { canonicalJson } from '../../src/evidence/link.ts';

it('Half a surrogate pair gives the same bytes as its replacement character, in a text, a field name and a list', () => {
  const half = { '\ud800': 'a', list: ['\udfff', { '\udfff b': 1 }] };
  const whole = { '\ufffd': 'a', list: ['\ufffd', { '\ufffd b': 1 }] };
  expect(canonicalJson(half)).toBe(canonicalJson(whole));
});

it('The hashed bytes do not depend on the order of fields, nor on undefined fields', () => {
  expect(canonicalJson({ b: 1, a: { d: undefined, c: 2 } })).toBe(canonicalJson({ a: { c: 2 }, b: 1 }));
});
