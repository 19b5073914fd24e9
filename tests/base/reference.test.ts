import { expect, it } from '@jest/globals';
import { CaseId, newCaseId, readCaseId, withReferences } from '../../src/base/reference.ts';

// Check characters by ISO 7064 MOD 37,36, worked out by hand. HT7K3F92: H. HT10CD23: 2. No reference may end in I, L
// or U, so these are never used: HT000002: I, HT7K3F90: L, HT7K3F9E: U.
const drawing = (...draws: string[]) => {
  return () => draws.shift() ?? 'none left';
};

// A new case reference

it('A new reference is the organisation, six random characters and a check character', () => {
  expect(newCaseId('HT', drawing('7K3F92'))).toBe('HT-7K3F-92H');
});

it('A new reference is drawn again while its check character is a letter that people misread', () => {
  expect(newCaseId('HT', drawing('000002', '7K3F90', '7K3F9E', '7K3F92'))).toBe('HT-7K3F-92H');
});

it('A thousand new references of each organisation are all valid and all different', () => {
  for (const organisation of ['HT', 'LBH', 'POLICE']) {
    const caseIds = Array.from({ length: 1000 }, () => newCaseId(organisation));
    expect(caseIds.filter((id) => !CaseId.safeParse(id).success || readCaseId(id) !== id)).toEqual([]);
    expect(new Set(caseIds).size).toBe(1000);
  }
});

it('A reference is refused for an organisation whose letters cannot begin one', () => {
  expect(() => newCaseId('h t')).toThrow('No case reference could be made');
  expect(() => newCaseId('TOOLONGNAME')).toThrow('No case reference could be made');
});

it('Drawing a reference ends with an error when every draw is unusable', () => {
  expect(() => newCaseId('HT', () => '000002')).toThrow('No case reference could be made');
});

// A case reference as somebody types it

it.each(['HT-7K3F-92H', 'ht-7k3f-92h', 'HT 7K3F 92H', 'ht7k3f92h', ' HT–7K3F–92H. ', 'h t 7 k 3 f 9 2 h'])(
  '"%s" is read as HT-7K3F-92H',
  (typed) => {
    expect(readCaseId(typed)).toBe('HT-7K3F-92H');
  },
);

it('A typed reference may have I or L for 1 and O for 0, since those letters never follow the organisation', () => {
  expect(readCaseId('HT-10CD-232')).toBe('HT-10CD-232');
  expect(readCaseId('ht-locd-232')).toBe('HT-10CD-232');
  expect(readCaseId('HT IOCD 232')).toBe('HT-10CD-232');
});

it('A typed reference with one wrong character is not read', () => {
  for (const wrong of ['HT-7K3F-93H', 'HT-7K3F-92J', 'HT-7K3E-92H', 'HD-7K3F-92H', 'HT-8K3F-92H']) {
    expect({ wrong, found: readCaseId(wrong) }).toEqual({ wrong, found: undefined });
  }
});

it('A typed reference with two neighbouring characters swapped is not read', () => {
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
])('Text number %# is no reference: it is not read, and nothing is thrown', (typed) => {
  expect(readCaseId(typed)).toBeUndefined();
});

// A reference in typed words

const tells = withReferences(/^tell\s+REF\s*:\s*/i);

it.each(['HT-7K3F-92H', 'ht-7k3f-92h', 'HT-7K3F–92H', 'HT-7K3F-92'])(
  'REF in a pattern stands for “%s”, whether or not it is a whole reference',
  (typed) => expect(tells.exec(`Tell ${typed}: keep her`)?.groups?.id).toBe(typed),
);

it('REF stands for no punctuation after a reference, and for no other words', () => {
  expect(withReferences(/^words\s+REF[.!]*$/i).exec('words HT-7K3F-92H.')?.groups?.id).toBe('HT-7K3F-92H');
  expect(tells.test('tell me more: please')).toBe(false);
});

it('A second REF in a pattern is another reference', () => {
  const about = withReferences(/^about REF and REF$/i).exec('about HT-7K3F-92H and HT-10CD-232');
  expect({ ...about?.groups }).toEqual({ id: 'HT-7K3F-92H', other: 'HT-10CD-232' });
});
