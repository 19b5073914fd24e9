import type { StaffId } from '../base/people.ts';
import type { CaseRecord } from '../case/record.ts';
import type { SubmittedReferral } from '../case/state.ts';
import type { CaseEvent } from '../history/events.ts';
import type { Pack } from '../protocol/pack.ts';
import type { Block, Button, Card, Line } from './parts.ts';

/** What a feature shows of a case. Each function returns nothing for what belongs to other features. */
export interface Face {
  /** The line of an event in the MASH thread. A lock screen shows only its title. */
  line?(record: CaseRecord, event: CaseEvent, pack: Pack): { title: string; lines: Line[] } | undefined;
  /** The feature's part of the shared case card. */
  blocks?(record: CaseRecord, referral: SubmittedReferral, pack: Pack): Block[];
  buttons?(record: CaseRecord, referral: SubmittedReferral): Button[];
  /** A notice or a reminder about an event, for the 1:1 chat of `to`. */
  notice?(record: CaseRecord, event: CaseEvent, pack: Pack, link: string | undefined, to: StaffId): Card | undefined;
}
