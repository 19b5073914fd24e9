import { type LogVerdict, verdictOnLog } from '../evidence/chained-log.ts';
import { DUTY, type Duty, hashOfDuty, historyOf, keptEntries } from './duty.ts';

/** Checks whether the history of duty and rota is unchanged, and whether both are now as its last entry left them. */
export function verdictOnDuty(duty: Duty): LogVerdict | { kind: 'state-changed' } {
  const history = historyOf(duty);
  const verdict = verdictOnLog(DUTY, history, keptEntries);
  const isAsLeft = history.at(-1)?.left === hashOfDuty(duty);
  return verdict.kind === 'whole' && !isAsLeft ? { kind: 'state-changed' } : verdict;
}
