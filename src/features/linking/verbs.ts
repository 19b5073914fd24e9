import { CaseId } from '../../base/reference.ts';
import { verb } from '../../cards/verb.ts';
import { LinkKind } from '../../history/linking.ts';

export const links = verb('links', { case: CaseId });
/** `choice`: what the two cases share. Without it that is asked. */
const choice = LinkKind.optional().catch(undefined);
export const link = verb('link', { case: CaseId, other: CaseId, choice });
export const notTheSame = verb('not-the-same', { case: CaseId, other: CaseId });
export const startLinked = verb('start-linked', { case: CaseId, choice });
