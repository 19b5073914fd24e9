import { describe, expect, it } from '@jest/globals';
import { canBeDialled } from '../../src/check/read-answer.ts';

describe('a phone that can be dialled from outside', () => {
  it.each([
    '01632 960 014',
    '+44 1632 960014',
    '(01632) 960-014',
    '07700 900 123',
    '01632 960 014 ext 31',
    'ward 3, 020 7946 0018',
  ])('“%s” can be dialled from outside', (written) => expect(canBeDialled(written)).toBe(true));

  it.each(['bleep 4412', 'ext 31', '4412', '0163', 'ask at the desk', '', '12/03/2012', '0'.repeat(60)])(
    '“%s” cannot be dialled from outside',
    (written) => expect(canBeDialled(written)).toBe(false),
  );
});
