import { clockIsRight } from './clock-is-right.ts';
import { historyVerifies } from './history-verifies.ts';
import { marksHeard } from './marks-heard.ts';
import { nobodyReadsTooMuch } from './nobody-reads-too-much.ts';
import { notTooMany } from './not-too-many.ts';
import { nothingLost } from './nothing-lost.ts';
import { dueCasesWorkedOn } from './nothing-rests.ts';
import { answersInTime, nothingWaits } from './nothing-waits.ts';
import { oneCard } from './one-card.ts';
import { saysWhatIsSo } from './says-what-is-so.ts';
import type { Invariant } from './scene.ts';
import { urgentInTime } from './urgent-in-time.ts';

export const invariants: readonly Invariant[] = [
  nothingLost,
  oneCard,
  marksHeard,
  nobodyReadsTooMuch,
  saysWhatIsSo,
  dueCasesWorkedOn,
  urgentInTime,
  clockIsRight,
  notTooMany,
  historyVerifies,
  nothingWaits,
  answersInTime,
];
