import type { Button, Line } from '../cards/parts.ts';
import type { Block, Card } from '../cards/template.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { CaseEvent, StaffId } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import { assessmentCards } from './assessment/face.ts';
import { caseFileCards } from './copies/case-file-cards.ts';
import { decisionCards } from './decision/face.ts';
import { deskCards } from './desk/face.ts';
import { disagreementCards } from './disagreement/face.ts';
import { linkingCards } from './linking/cards.ts';
import { retentionCards } from './retention/words.ts';
import { sideCards } from './side-records/face.ts';

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
