import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { PATH = '', HOME = '' } = process.env;

/**
 * The environment of a Node process that a test starts: no variables of the person who runs the tests, but Node's
 * compile cache.
 */
export const nodeEnv = { PATH, HOME, NODE_COMPILE_CACHE: join(tmpdir(), 'mash-compiled') };
