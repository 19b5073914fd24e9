import type { StageCards } from '../cards/face.ts';
import { assessmentCards } from './assessment/face.ts';
import { caseFileCards } from './copies/case-file-cards.ts';
import { decisionCards } from './decision/face.ts';
import { deskCards } from './desk/face.ts';
import { disagreementCards } from './disagreement/face.ts';
import { linkingCards } from './linking/cards.ts';
import { retentionCards } from './retention/face.ts';
import { sideCards } from './side-records/face.ts';

export const stageCards: StageCards[] = [
  deskCards,
  assessmentCards,
  decisionCards,
  sideCards,
  linkingCards,
  disagreementCards,
  retentionCards,
  caseFileCards,
];
