import { describe, expect, it } from '@jest/globals';
import { canonical } from '../../src/evidence/link.ts';

describe('the bytes that are hashed', () => {
  it('are the same for half a character and for the sign that stands for it, in a text, in a name of a field and in a list', () => {
    const half = { '\ud800': 'a', list: ['\udfff', { '\udfff b': 1 }] };
    const whole = { '\ufffd': 'a', list: ['\ufffd', { '\ufffd b': 1 }] };
    expect(canonical(half)).toBe(canonical(whole));
  });

  it('do not depend on the order of the fields, nor on fields that are undefined', () => {
    expect(canonical({ b: 1, a: { d: undefined, c: 2 } })).toBe(canonical({ a: { c: 2 }, b: 1 }));
  });
});
