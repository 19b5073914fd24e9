import { CaseId } from '../base/reference.ts';
import { Envelope, verb } from './verb.ts';

/** Verbs that the cards of any feature can use. The first three show a case in the MASH channel. */
export const show = verb('show', { case: CaseId });
export const more = verb('more', { case: CaseId });
export const everything = verb('everything', { case: CaseId });

const { list, page } = Envelope.shape;
export const listCases = verb('list', { list, page });

export const start = verb('start');
export const startNew = verb('start-new');
export const myReferrals = verb('my-referrals');
export const contacts = verb('contacts');

export const open = verb('open', { case: CaseId });
