/**
 * The shipped pack under which the tests run: the default, or the one that a run of its own names (`jest.projects` of package.json). A
 * test that holds for both asks for it here; one about a pack of its own names that.
 */
export const packName = process.env.TEST_PACK ?? 'hertfordshire-2016';
export const is2026 = packName === 'hertfordshire-2026';
