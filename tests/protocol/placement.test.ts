import { readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import type { Answers } from '../../src/draft/draft.ts';
import { fieldWords, formFor } from '../../src/draft/fields.ts';
import { loadPack } from '../../src/protocol/load-pack.ts';
import { fieldOf, type Pack } from '../../src/protocol/pack.ts';

const folder = 'src/protocol';
const packs = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .map((name) => [name, loadPack(`${folder}/${name}`)] as const);

const answers = (care?: string): Answers => ({ values: care ? { care } : {}, ticks: {}, readings: {} });

/** Words that ask for a place. */
const place =
  /\b(where|address(es)?|postcode|live[sd]?|lives|placed|placement|stay(s|ing|ed)?|accommodat\w+|kept at|hostel)\b/i;

/**
 * Questions that ask for a place, but not for where a child in care lives, each with the reason. A new question that
 * asks for a place must be decided here.
 */
const allowed: Record<string, string> = {
  whereabouts: 'in care, it asks whether they are safe and says not to write the address',
  'all-addresses': '§6.3: every address that health holds',
  'same-address': '§6.3: other children from one address',
  premises: '§6.5: the address that worries housing',
  household: '§6.5: who stays at that address',
  'family-whereabouts': 'where the family are',
  'documents-held': 'where copies of papers are kept',
  'risk-assessment': 'where the agency’s own assessment is kept',
  'placing-authority': 'which council placed the child, and not where',
  strangers: 'who comes to the placement, and not where it is',
  'pf-full-time': 'whether the child is there all the time, and not where',
  kin: 'with whom the child lives, and not where',
};

const asksForPlace = (pack: Pack, said: Answers): string[] => {
  const ids = new Set(pack.forms.flatMap((form) => formFor(form, said, pack).fields));
  return [...ids].filter((id) => place.test(fieldWords(fieldOf(pack, id), said).label));
};

describe.each(packs)('The forms of %s', (_, pack) => {
  it('No question asks where a child in care lives or is placed', () =>
    expect(asksForPlace(pack, answers('yes')).filter((id) => !(id in allowed))).toEqual([]));

  it('The one question about the place of a child in care asks whether they are safe, and not for the address', () => {
    const field = fieldOf(pack, 'whereabouts');
    expect(fieldWords(field, answers('yes')).label).toBe('Are they safe where they are? Do not write the address');
    expect(fieldWords(field, answers('no')).label).toBe('Where are they now?');
    expect(fieldWords(field, answers()).label).toMatch(/In care: .*Do not write the address$/);
  });

  it('The question whether the child is in care comes before any question about a place', () => {
    expect(pack.forms.find(({ id }) => id === 'child')?.fields.slice(0, 2)).toEqual(['worry', 'care']);
    expect(pack.forms.filter(({ fields }) => fields.includes('care')).map(({ id }) => id)).toEqual(['child']);
  });

  it('The address is asked for only if the child is not said to be in care', () => {
    expect(asksForPlace(pack, answers('no'))).toContain('address');
    expect(asksForPlace(pack, answers('yes'))).not.toContain('address');
  });

  it('No heading or help text of a form asks where a child is', () => {
    const asks = /\bwhere\b(?! you can\b)/i;
    for (const { heading, help } of pack.forms)
      if (asks.test(`${heading} ${help}`)) expect(`${heading} ${help}`).toMatch(/\b(never|not|do not) write where/i);
    expect(pack.forms.find(({ id }) => id === 'care')?.help).toContain('Never write where');
  });
});
