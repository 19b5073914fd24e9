import type { Context, Reply } from '../../actions/context.ts';
import type { Typed } from '../../actions/typed.ts';
import { withoutEnd } from '../../base/ends.ts';
import type { Way } from '../../connector/outside.ts';
import type { PersonRecord } from '../../store/people.ts';
import {
  confirmAddress,
  hasAddress,
  isAlertRecipient,
  looksLikeAddress,
  removeAddress,
  requestCode,
  showAddress,
} from './own-address.ts';

type Does = (given: string, context: Context) => Promise<Reply>;

/**
 * Words that only alert recipients can use, because a referrer may type the same as an answer. While a check is open,
 * the bot does not do what they ask, and says so. If no number or address is readable, they go to the check instead.
 */
const forRecipients = (words: RegExp, isReadable: (given: string) => boolean, does: Does): Typed => ({
  band: 'always',
  words,
  async does({ person }, context, match) {
    const typed = withoutEnd(match?.[1] ?? '', '.!');
    if (!isAlertRecipient(context)) return undefined;
    if (!person.openDraft) return does(typed, context);
    return isReadable(typed) ? [{ text: notWhileOpen }] : undefined;
  },
});

const notWhileOpen = 'You have a check open, so I did not take this. Finish it or type “menu”, then type it again.';

const address = (words: RegExp, way: Way): Typed =>
  forRecipients(
    words,
    (typed) => looksLikeAddress(way, typed),
    (typed, context) => requestCode(way, typed, context),
  );

/** For alert recipients who have no check open, and always for everybody who has an address here. */
const forOwners = (words: RegExp, does: (person: PersonRecord, context: Context) => Promise<Reply>): Typed => ({
  band: 'always',
  words,
  async does({ person }, context) {
    return hasAddress(person) || (isAlertRecipient(context) && !person.openDraft) ? does(person, context) : undefined;
  },
});

/** “text me on …”, “email me at …”, the code that was sent there, and removing the address. */
export const typed: readonly Typed[] = [
  address(/^(?:text|sms) me (?:on|at)\s+(\S[^\n]{0,39}?)[.!\s]*$/i, 'sms'),
  address(/^e-?mail me (?:on|at|to)\s+(\S{1,200})\s*$/i, 'email'),
  forRecipients(
    /^(?:my )?code(?: is)?[\s:]+((?:\d[\s-]{0,3}){6})[.!\s]*$/i,
    () => true,
    (code, context) => confirmAddress(code.replace(/\D/g, ''), context),
  ),
  forOwners(
    /^(?:remove|delete) my (?:number|address|email)[.!\s]*$|^stop (?:texting|emailing) me[.!\s]*$/i,
    (person, context) => removeAddress(person, context),
  ),
  forOwners(/^my (?:number|address)[.?!\s]*$/i, async (person) => showAddress(person)),
];
