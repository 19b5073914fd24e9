const councils = ['DATA_KEY', 'STORE'];

/** What a test starts as a process: the program itself, but where local mode would refuse a store that the test is about. */
export const entryFor = (env: Record<string, string>): string =>
  !env.MicrosoftAppId && !env.NODE_ENV && councils.some((name) => env[name])
    ? 'tests/fakes/with-any-store.ts'
    : 'src/index.ts';
