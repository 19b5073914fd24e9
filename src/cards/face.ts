import type { StaffId } from '../base/people.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Block, Button, Card, Line } from './parts.ts';

/** What a feature shows of a case. What it does not know it leaves to the others. */
export interface Face {
  /** What happened, as a line in the MASH thread. Its title is all that a lock screen shows. */
  line?(record: CaseRecord, event: CaseEvent, pack: Pack): { title: string; lines: Line[] } | undefined;
  /** Where it stands, on the shared case card. */
  blocks?(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Block[];
  buttons?(record: CaseRecord, referral: SubmittedReferral): Button[];
  /** A notice or a reminder in the own chat of `to` because of an event. */
  notice?(record: CaseRecord, event: CaseEvent, pack: Pack, link: string | undefined, to: StaffId): Card | undefined;
}
