import { safetyRules } from './safety-rules.ts';
import { sections1to6 } from './sections-1-to-6.ts';
import { sections7to14 } from './sections-7-to-14.ts';
import type { Requirement } from './shown-by.ts';
import { stage2 } from './stage-2.ts';

/**
 * The requirements of the protocol (R…) and the safety rules (SR…), each in a few words of our own, with the tests that
 * show it. Their sources are not part of the product, so this lists their ids, and `coverage.test.ts` counts them.
 */
export const requirements: Requirement[] = [...sections1to6, ...sections7to14, ...stage2, ...safetyRules];
