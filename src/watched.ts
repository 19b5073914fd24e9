import type { Services } from './actions/context.ts';
import type { StaffId } from './base/people.ts';
import { type CaseTrouble, textsWith } from './case/record.ts';
import type { MissingKeys } from './store/data-keys.ts';
import type { Store } from './store/port.ts';
import type { OwnClock } from './watch/clock.ts';
import type { Heart } from './watch/heart.ts';
import type { HealthSignals } from './watch/seen.ts';
import type { Facts } from './watch/troubles.ts';
import type { Worker } from './worker/worker.ts';

interface Watched {
  services: Pick<Services, 'now' | 'currentSetUp' | 'people'>;
  hasSetUp(): boolean;
  store: Pick<Store, 'nextWake' | 'countTroubles'>;
  heart: Pick<Heart, 'last'>;
  clock: Pick<OwnClock, 'wrongByMs' | 'hasJumped'>;
  worker: Pick<Worker, 'health'>;
  seen: HealthSignals;
  missingKeys: MissingKeys;
}

/** Reads all the facts that troubles depend on. A count that cannot be read just now is undefined. */
export async function factsNow({
  services,
  hasSetUp,
  store,
  heart,
  clock,
  worker,
  seen,
  missingKeys,
}: Watched): Promise<Facts> {
  const { mash, managers, escalation } = services.currentSetUp();
  const { failing, altered, comparedAgoMs } = worker.health();
  const nextWake = await store.nextWake().catch(() => 'not known' as const);
  const cases = (trouble: CaseTrouble) => store.countTroubles(textsWith(trouble)).catch(() => undefined);
  const { agoMs, isWell } = heart.last();
  const now = services.now();
  return {
    now,
    hasSetUp: hasSetUp(),
    hasMash: mash !== undefined,
    managers: managers.length,
    escalation: escalation.length,
    withoutChat: await withoutChat(escalation, services).catch(() => undefined),
    casesThatFail: failing,
    altered,
    comparedAgoMs,
    unreached: await cases('nobody-reached'),
    undrawn: await cases('not-drawn'),
    undelivered: await cases('not-delivered'),
    nextWake,
    clockWrongMs: Math.abs(clock.wrongByMs()),
    clockJumped: clock.hasJumped(),
    keyMissing: seen.isKeyMissing() || missingKeys.now().length > 0,
    storeDamaged: seen.isDamaged(),
    storeFailsMs: isWell ? 0 : agoMs,
    teamsDownMs: seen.teamsDownMs(),
    outsideFails: seen.outsideFails(),
  };
}

async function withoutChat(staff: readonly StaffId[], { people }: Pick<Services, 'people'>): Promise<number> {
  const known = await Promise.all(staff.map((each) => people.load(each)));
  return known.filter(({ chat }) => !chat).length;
}
