import { afterAll, beforeAll } from '@jest/globals';
import { startWorld, type World, type WorldOptions } from './world.ts';

/**
 * A world for the tests of this file, or of this `describe`. It starts before the first and stops after the last. Its
 * people, `until` and the like can be named outside of the tests: `const { jane, until } = aWorld()`.
 */
export function aWorld(options?: WorldOptions): World {
  let started: World | undefined;
  beforeAll(async () => {
    started = await startWorld(options);
  });
  afterAll(() => started?.stop());

  function world(): World {
    if (started === undefined) throw new Error('the world has not started yet: use it in a test or in beforeAll');
    return started;
  }

  /** What the world has under this name, once it is used. */
  const later = (name: string | symbol) =>
    new Proxy(() => {}, {
      get: (_, of) => Reflect.get(Reflect.get(world(), name), of),
      apply: (_, __, given) => Reflect.get(world(), name)(...given),
    });
  return new Proxy({} as World, {
    get: (_, name) => (started === undefined ? later(name) : Reflect.get(started, name)),
  });
}
