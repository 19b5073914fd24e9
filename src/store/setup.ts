import { z } from 'zod';
import type { Instant } from '../base/time.ts';
import { rememberedEnvironment, withEnvironment } from '../settings/environment.ts';
import { type SetupVerdict, verdictOnSetup } from '../settings/set-up-verdict.ts';
import { type Environment, noSetup, Remembered, Setup } from '../settings/setup.ts';
import { type RecordHandle, recordHandle } from './change.ts';
import type { Store } from './port.ts';

/** What administrators have set up. */
export type Setups = RecordHandle<Setup>;

export const setupsIn = (store: Store): Setups => recordHandle(store, ['settings', 'setup'], Setup, noSetup);

/** Checks that nobody has altered the history of the set-up in this store. @throws ZodError when it cannot be read */
export const verifySetUpHistory = async (store: Store): Promise<SetupVerdict> =>
  verdictOnSetup(await setupsIn(store).load());

const FirstEnvironment = z.object({ kind: z.literal('settings'), id: z.literal('environment'), first: Remembered });

/**
 * Compares the environment with that of the last start, and records what has changed. The environment of the very first
 * start has a document of its own.
 */
export async function recordEnvironment(store: Store, config: Environment, at: Instant): Promise<void> {
  const handle = recordHandle(store, ['settings', 'environment'], FirstEnvironment, undefined);
  const { first } = await handle.change(
    (there) => there ?? { kind: 'settings', id: 'environment', first: rememberedEnvironment(config) },
  );
  await setupsIn(store).change((setup) => withEnvironment(setup, first, config, at));
}
