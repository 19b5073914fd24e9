import { CaseId } from '../../base/reference.ts';
import { caseVerb, lenient, verb } from '../../cards/verb.ts';
import { LinkKind } from '../../history/desk.ts';

export const links = caseVerb('links');
export const askLink = verb('ask-link', { case: CaseId, other: CaseId });
/** `choice`: what the two cases share. */
export const link = verb('link', { case: CaseId, other: CaseId, choice: LinkKind });
export const notTheSame = verb('not-the-same', { case: CaseId, other: CaseId });
/** Without a `choice`, the bot asks for it. */
export const startLinked = verb('start-linked', { case: CaseId, choice: lenient(LinkKind) });
