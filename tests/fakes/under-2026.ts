/** Jest loads this before each test file of its second project, which runs under the 2026 pack. */
process.env.TEST_PACK = 'hertfordshire-2026';
