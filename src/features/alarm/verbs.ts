import { caseVerb, formVerb, typed } from '../../cards/verb.ts';

/** Takes the case with one press, from the chat of a person whom the bot has told about it. */
export const onIt = caseVerb('on-it');
/** Shows the referrer’s number to a member of the MASH in their own chat. */
export const showNumber = caseVerb('show-number');

// The answers to “Is the child safe?”, in the own chat of a person whom the bot has asked.
// “The child is safe” is also under More in the MASH channel.
export const openSafe = formVerb('safe', { words: typed });
export const saveSafe = formVerb('confirm-safe', { who: typed, when: typed });
export const stillOnIt = formVerb('still-on-it', { words: typed });
export const needOthers = formVerb('need-others', { words: typed });
/** Shows a member of the MASH, in their own chat, what a colleague needs and whom to ring. */
export const showNeeded = caseVerb('show-needed');
