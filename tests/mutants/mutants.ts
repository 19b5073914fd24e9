import type { Mutant } from './mutant.ts';
import { ofSafetyRules } from './safety-rules.ts';
import { sections1to6 } from './sections-1-to-6.ts';
import { sections7to14, stage2 } from './sections-7-to-14.ts';

/** At least one way to break each requirement of the protocol. `mutants.test.ts` checks that none is left out. */
export const mutants: Mutant[] = [...sections1to6, ...sections7to14, ...stage2, ...ofSafetyRules];
