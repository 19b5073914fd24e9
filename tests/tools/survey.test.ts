import { describe, expect, it } from '@jest/globals';
import { canonicalDocument } from '../../src/tools/survey.ts';

describe('the text that a hash is made of', () => {
  it('The canonical text is the same for any order of the fields, at every depth', () => {
    expect(canonicalDocument({ b: [{ d: 1, c: null }], a: 'é' })).toBe('{"a":"é","b":[{"c":null,"d":1}]}');
    expect(canonicalDocument({ a: 'é', b: [{ c: null, d: 1 }] })).toBe('{"a":"é","b":[{"c":null,"d":1}]}');
  });

  it('The canonical text differs for another order of a list, another value or another type of value', () => {
    const texts = [{ a: [1, 2] }, { a: [2, 1] }, { a: ['1', 2] }, { a: [1, 2, null] }, { A: [1, 2] }].map(
      canonicalDocument,
    );
    expect(new Set(texts).size).toBe(5);
  });
});
