import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { PATH = '', HOME = '' } = process.env;

/** The environment of a Node process that a test starts: nothing of whoever runs the tests, and what Node has compiled before. */
export const nodeEnv = { PATH, HOME, NODE_COMPILE_CACHE: join(tmpdir(), 'mash-compiled') };
