import type { Pack } from '../protocol/pack.ts';
import type { CaseRecord } from '../referral/case.ts';
import type { CaseEvent, StaffId } from '../referral/events.ts';
import type { SubmittedReferral } from '../referral/state.ts';
import { assessmentCards } from './assessment-lines.ts';
import { caseFileCards } from './case-file.ts';
import { decisionCards } from './decision-stage.ts';
import { deskCards } from './desk-stage.ts';
import { disagreementCards } from './disagreement-stage.ts';
import { linkingCards } from './linking.ts';
import type { Button, Line } from './parts.ts';
import { retentionCards } from './retention-words.ts';
import { sideCards } from './side-stage.ts';
import type { Block, Card } from './template.ts';

/** What a stage shows of a case. What it does not know it leaves to the others. */
export interface StageCards {
  /** What happened, as a line in the MASH thread. Its title is all that a lock screen shows. */
  line?(record: CaseRecord, event: CaseEvent, pack: Pack): { title: string; lines: Line[] } | undefined;
  /** Where it stands, on the shared case card. */
  blocks?(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Block[];
  buttons?(record: CaseRecord, referral: SubmittedReferral): Button[];
  /** A notice or a reminder in the own chat of `to` because of an event. */
  notice?(record: CaseRecord, event: CaseEvent, pack: Pack, link: string | undefined, to: StaffId): Card | undefined;
}

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
