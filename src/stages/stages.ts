import type { Stage } from './stage.ts';

/** Every stage, in the order in which a case may come to them. */
export const stages: Stage[] = [];
