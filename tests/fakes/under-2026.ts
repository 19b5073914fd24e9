/** Loaded before each test file of the second run. */
process.env.TEST_PACK = 'hertfordshire-2026';
