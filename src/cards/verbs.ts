import { CaseId } from '../reference.ts';
import { verb } from './verb.ts';

/** The card of a case in the MASH channel, to which every form leads back. */
export const show = verb('show', { case: CaseId });
export const more = verb('more', { case: CaseId });
export const everything = verb('everything', { case: CaseId });
