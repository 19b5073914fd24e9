import { describe, expect, it } from '@jest/globals';
import { mashButtons, receiptButtons, teamButtons } from '../../src/cards/face.ts';
import { features } from '../../src/features/list.ts';

const named = (buttons: object | undefined): string[] => Object.keys(buttons ?? {});

describe('the named buttons of the cards of a case', () => {
  it.each([
    ['the MASH’s card', Object.values(mashButtons).flat(), features.flatMap(({ face }) => named(face?.buttons))],
    ['the Assessment team’s card', [...teamButtons], features.flatMap(({ teamFace }) => named(teamFace?.buttons))],
    ['the receipt', receiptButtons.flat(), features.flatMap(({ receipt }) => named(receipt?.buttons))],
  ])('on %s, each comes from one feature', (_, names, filled) => {
    expect(filled.sort()).toEqual([...new Set(names)].sort());
  });
});
