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

/** Only for who is told of cases: what a referrer types may look just like it. With an open check nothing is taken, for the check neither. */
const given = (words: RegExp, isReadable: (given: string) => boolean, does: Does): Typed => ({
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
  given(
    words,
    (typed) => looksLikeAddress(way, typed),
    (typed, context) => requestCode(way, typed, context),
  );

/** For whoever has an address here, whatever they are by now, and whatever is open. */
const own = (words: RegExp, does: (person: PersonRecord, context: Context) => Promise<Reply>): Typed => ({
  band: 'always',
  words,
  async does({ person }, context) {
    return hasAddress(person) || (isAlertRecipient(context) && !person.openDraft) ? does(person, context) : undefined;
  },
});

/** “text me on …”, “email me at …”, the code that comes there, and taking it back. */
export const typed: readonly Typed[] = [
  address(/^(?:text|sms) me (?:on|at)\s+(\S[^\n]{0,39}?)[.!\s]*$/i, 'sms'),
  address(/^e-?mail me (?:on|at|to)\s+(\S{1,200})\s*$/i, 'email'),
  given(
    /^(?:my )?code(?: is)?[\s:]+((?:\d[\s-]{0,3}){6})[.!\s]*$/i,
    () => true,
    (code, context) => confirmAddress(code.replace(/\D/g, ''), context),
  ),
  own(
    /^(?:remove|delete) my (?:number|address|email)[.!\s]*$|^stop (?:texting|emailing) me[.!\s]*$/i,
    (person, context) => removeAddress(person, context),
  ),
  own(/^my (?:number|address)[.?!\s]*$/i, async (person) => showAddress(person)),
];
