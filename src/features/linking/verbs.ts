import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';
import { LinkKind } from '../../history/linking.ts';

export const links = verb('links', { case: CaseId });
/** `choice`: what the two cases share. Older buttons have none, and still do what they did. */
const choice = LinkKind.optional().catch(undefined);
export const askLink = verb('ask-link', { case: CaseId, other: CaseId });
export const link = verb('link', { case: CaseId, other: CaseId, choice });
export const notTheSame = verb('not-the-same', { case: CaseId, other: CaseId });
export const startLinked = verb('start-linked', { case: CaseId, choice });
