import { z } from 'zod';
import type { Instant } from '../base/time.ts';
import { rememberedEnvironment, withEnvironment } from '../settings/environment.ts';
import { type SetupVerdict, verdictOnSetup } from '../settings/set-up-verdict.ts';
import { type Environment, noSetup, Remembered, Setup } from '../settings/setup.ts';
import { type Kept, keptIn } from './change.ts';
import type { Store } from './port.ts';

/** What administrators have set up. */
export type Setups = Kept<Setup>;

export const setupsIn = (store: Store): Setups => keptIn(store, ['settings', 'setup'], Setup, noSetup);

/** Whether the history of the set-up in this store is the one that was written. @throws ZodError when it cannot be read */
export const verifySetUpHistory = async (store: Store): Promise<SetupVerdict> =>
  verdictOnSetup(await setupsIn(store).load());

const First = z.object({ kind: z.literal('settings'), id: z.literal('environment'), first: Remembered });

/** Compares the environment with that of the last start, and records what is another. That of the first start has a document of its own. */
export async function recordEnvironment(store: Store, config: Environment, at: Instant): Promise<void> {
  const kept = keptIn(store, ['settings', 'environment'], First, undefined);
  const { first } = await kept.change(
    (there) => there ?? { kind: 'settings', id: 'environment', first: rememberedEnvironment(config) },
  );
  await setupsIn(store).change((setup) => withEnvironment(setup, first, config, at));
}
