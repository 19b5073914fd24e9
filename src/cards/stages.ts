import type { Pack } from '../protocol/pack.ts';
import type { CaseRecord } from '../referral/case.ts';
import type { CaseEvent } from '../referral/events.ts';
import type { SubmittedReferral } from '../referral/state.ts';
import type { Button, Line } from './parts.ts';
import type { Block, Card } from './template.ts';

/** What a stage shows of a case. What it does not know it leaves to the others. */
export interface StageCards {
  /** What happened, as a line in the MASH thread. Its title is all that a lock screen shows. */
  line?(record: CaseRecord, event: CaseEvent, pack: Pack): { title: string; lines: Line[] } | undefined;
  /** Where it stands, on the shared case card. */
  blocks?(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Block[];
  buttons?(record: CaseRecord, referral: SubmittedReferral): Button[];
  /** A notice or a reminder in a person's own chat because of an event. */
  notice?(record: CaseRecord, event: CaseEvent, pack: Pack, link: string | undefined): Card | undefined;
}

export const stageCards: StageCards[] = [];
