import { retentionStage } from '../retention/stage.ts';
import { assessmentStage } from './assessment.ts';
import { centralStage } from './central.ts';
import { decision } from './decision.ts';
import { deskStage } from './desk.ts';
import { disagreementStage } from './disagreement.ts';
import { linkingStage } from './linking.ts';
import { side } from './side.ts';
import type { Stage } from './stage.ts';

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
