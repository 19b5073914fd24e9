/**
 * The store failed: it is busy, unreachable, full or broken. The message reveals nothing of the document. A problem
 * with one document alone (it cannot be parsed or unsealed) is not a store fault.
 */
export class StoreFault extends Error {}
