import { CaseId } from '../base/reference.ts';
import { Envelope, verb } from './verb.ts';

// Verbs that any card can use.

/** They show a case in the MASH channel. */
export const show = verb('show', { case: CaseId });
export const more = verb('more', { case: CaseId });
export const everything = verb('everything', { case: CaseId });

const { list, page } = Envelope.shape;
export const listCases = verb('list', { list, page });

/** They show a case in the Assessment team's channel. */
export const assessmentShow = verb('assessment-show', { case: CaseId });
export const assessmentMore = verb('assessment-more', { case: CaseId });
export const assessmentEverything = verb('assessment-everything', { case: CaseId, page });

export const start = verb('start');
export const startNew = verb('start-new');
export const myReferrals = verb('my-referrals');
export const contacts = verb('contacts');

export const open = verb('open', { case: CaseId });
export const askLetGo = verb('ask-let-go', { case: CaseId }); // “Delete this draft”: the bot asks whether they are sure
