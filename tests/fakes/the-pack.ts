/**
 * The shipped pack under which the tests run: the default, or the one that a jest project names (`jest.projects` of
 * package.json). A test that holds for both packs uses this name. A test about one pack names that pack itself.
 */
export const packName = process.env.TEST_PACK ?? 'hertfordshire-2016';
export const is2026 = packName === 'hertfordshire-2026';
