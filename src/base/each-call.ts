/**
 * The same functions, each of which is called through `around`. What is no function stays as it is.
 * @param around gets the name of the function, and must make the call; the last is what it was called with
 */
export const throughEachCall = <T extends object>(
  these: T,
  around: (name: string, call: () => Promise<unknown>, given: unknown[]) => Promise<unknown>,
): T =>
  Object.fromEntries(
    Object.entries(these).map(([name, part]) => [
      name,
      typeof part === 'function' ? (...given: unknown[]) => around(name, () => part(...given), given) : part,
    ]),
  ) as T;
