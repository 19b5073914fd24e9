const refusedInLocalMode = ['DATA_KEY', 'STORE'];

/**
 * The file that a test starts as a process: the program itself, or `with-any-store.ts` for a store that local mode
 * would refuse.
 */
export const entryFor = (env: Record<string, string>): string =>
  !env.MicrosoftAppId && !env.NODE_ENV && refusedInLocalMode.some((name) => env[name])
    ? 'tests/fakes/with-any-store.ts'
    : 'src/index.ts';
