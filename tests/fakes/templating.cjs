/** The template library as `environment.ts` has loaded it, outside the modules of one test file. */
module.exports = globalThis.templating;
