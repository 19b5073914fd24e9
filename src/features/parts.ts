import type { Stage } from '../case/part.ts';
import { centralStage } from './assessment/central-part.ts';
import { assessmentStage } from './assessment/part.ts';
import { decision } from './decision/part.ts';
import { deskStage } from './desk/part.ts';
import { disagreementStage } from './disagreement/part.ts';
import { linkingStage } from './linking/part.ts';
import { retentionStage } from './retention/part.ts';
import { side } from './side-records/part.ts';

/** Every stage, in the order in which a case may come to them. */
export const stages: Stage[] = [
  decision,
  deskStage,
  assessmentStage,
  centralStage,
  side,
  linkingStage,
  disagreementStage,
  retentionStage,
];
