import { describe, expect, it } from '@jest/globals';
import { CaseId, newCaseId, readCaseId } from '../../src/base/reference.ts';

// ISO 7064 MOD 37,36 worked out by hand. HT7K3F92: H, and HT10CD23: 2. HT000002: I, HT7K3F90: L, HT7K3F9E: U, never used.
const drawing = (...draws: string[]) => {
  return () => draws.shift() ?? 'none left';
};

describe('a new case reference', () => {
  it('is the organisation, six characters drawn at random and a check character', () => {
    expect(newCaseId('HT', drawing('7K3F92'))).toBe('HT-7K3F-92H');
  });

  it('draws again while the check comes out as a letter that is misread', () => {
    expect(newCaseId('HT', drawing('000002', '7K3F90', '7K3F9E', '7K3F92'))).toBe('HT-7K3F-92H');
  });

  it('has a form that no chance can break, for a thousand cases of each organisation', () => {
    for (const organisation of ['HT', 'LBH', 'POLICE']) {
      const made = Array.from({ length: 1000 }, () => newCaseId(organisation));
      expect(made.filter((id) => !CaseId.safeParse(id).success || readCaseId(id) !== id)).toEqual([]);
      expect(new Set(made).size).toBe(1000);
    }
  });

  it('is not made for an organisation whose letters cannot begin one', () => {
    expect(() => newCaseId('h t')).toThrow('No case reference could be made');
    expect(() => newCaseId('TOOLONGNAME')).toThrow('No case reference could be made');
  });

  it('is not made when chance always gives the one answer that cannot be used, rather than trying for ever', () => {
    expect(() => newCaseId('HT', () => '000002')).toThrow('No case reference could be made');
  });
});

describe('a case reference as somebody types it', () => {
  it.each(['HT-7K3F-92H', 'ht-7k3f-92h', 'HT 7K3F 92H', 'ht7k3f92h', ' HT–7K3F–92H. ', 'h t 7 k 3 f 9 2 h'])(
    '"%s" is found',
    (typed) => {
      expect(readCaseId(typed)).toBe('HT-7K3F-92H');
    },
  );

  it('reads I and L as 1 and O as 0, since those letters are never used after the organisation', () => {
    expect(readCaseId('HT-10CD-232')).toBe('HT-10CD-232');
    expect(readCaseId('ht-locd-232')).toBe('HT-10CD-232');
    expect(readCaseId('HT IOCD 232')).toBe('HT-10CD-232');
  });

  it('is not found when one character was misheard', () => {
    for (const wrong of ['HT-7K3F-93H', 'HT-7K3F-92J', 'HT-7K3E-92H', 'HD-7K3F-92H', 'HT-8K3F-92H']) {
      expect({ wrong, found: readCaseId(wrong) }).toEqual({ wrong, found: undefined });
    }
  });

  it('is not found when two neighbours were swapped', () => {
    expect(readCaseId('HT-K73F-92H')).toBeUndefined();
    expect(readCaseId('HT-7K3F-29H')).toBeUndefined();
  });

  it.each([
    '',
    '   ',
    '-',
    'HT',
    '7K3F-92H',
    'HT-7K3F-92',
    'HT-7K3F-92HH',
    'HT-7K3U-92H',
    'not known',
    '\ud800',
    '£$%',
    'H'.repeat(5000),
  ])('text that is no reference is not found, and nothing fails (%#)', (typed) => {
    expect(readCaseId(typed)).toBeUndefined();
  });
});
