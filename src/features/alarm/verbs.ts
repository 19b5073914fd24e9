import { caseVerb } from '../../cards/verb.ts';

/** Takes the case with one press, from the chat of a person whom the bot has told about it. */
export const onIt = caseVerb('on-it');
/** Shows the referrer’s number to a member of the MASH in their own chat. */
export const showNumber = caseVerb('show-number');
