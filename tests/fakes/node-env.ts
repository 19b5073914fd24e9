import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { PATH = '', HOME = '' } = process.env;

/**
 * The environment of a Node process that a test starts: PATH and HOME of the person who runs the tests, none of their
 * other variables, and the folder of Node's compile cache.
 */
export const nodeEnv = { PATH, HOME, NODE_COMPILE_CACHE: join(tmpdir(), 'mash-compiled') };
