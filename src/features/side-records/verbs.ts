import { z } from 'zod';
import { CaseId } from '../../base/reference.ts';
import { attempt, typed, verb } from '../../cards/verb.ts';
import { SideKind } from './state.ts';

export const openSideRecord = verb('side', { case: CaseId, choice: SideKind });
export const saveSideRecord = verb(
  'record-side',
  { case: CaseId, choice: SideKind, attempt },
  // know: whether the police know that the child is missing
  { words: typed, when: typed, reference: typed, know: z.enum(['yes', 'no', 'not-said']).catch('not-said') },
);
