/**
 * The store did not do what it was asked: it is busy, away, full or broken. It says nothing of the document. What is wrong with one
 * document alone (it cannot be read, or not opened) is no fault of the store.
 */
export class StoreFault extends Error {}
