import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { jsonIn } from '../../src/base/texts.ts';

it('JSON is read as it was written, whatever marks stand in its texts', () => {
  const marks = fc.string({ unit: fc.constantFrom('"', '\\', '{', '[', ']', '}', 'a', 'é', '\n') });
  const value = fc.oneof(fc.jsonValue(), fc.dictionary(marks, fc.array(marks)));
  fc.assert(
    fc.property(value, (each) => {
      const text = JSON.stringify(each);
      expect(JSON.stringify(jsonIn(text))).toBe(text);
    }),
  );
});

it('Whatever JavaScript refuses is refused, however it ends', () => {
  for (const text of ['', '{', '"', '"\\', '{"a":"', '[1,]', '}', '{"a":1}}'])
    expect(() => jsonIn(text)).toThrow(SyntaxError);
});

it('JSON is read a hundred levels deep and no deeper, brackets in texts not counted', () => {
  const nested = (depth: number) => `${'{"a":['.repeat(depth / 2)}${']}'.repeat(depth / 2)}`;
  expect(jsonIn(nested(100))).toEqual(expect.anything());
  expect(() => jsonIn(nested(102))).toThrow('more than 100 deep');
  expect(jsonIn(JSON.stringify('['.repeat(1000)))).toBe('['.repeat(1000));
});
