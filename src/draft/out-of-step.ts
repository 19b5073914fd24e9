import type { Instant } from '../base/time.ts';
import type { Pack } from '../protocol/pack.ts';
import { dangerIn } from '../understanding/danger.ts';
import { answerTo, type Draft } from './draft.ts';
import { leavingIn } from './leaving-said.ts';
import { diallableIn } from './read-answer.ts';
import { areSeveral } from './several.ts';
import { fieldNow } from './steps.ts';
import { wordsIn } from './typed-words.ts';

interface Said {
  box: string;
  value: string;
  more: boolean; // the words say more than that
}

const CORRECTED_AGE =
  /(?<!\b(?:room|ward|flat|bed|year|yr|number|no|age of) )\b(1?\d),? (?:and )?not (1?\d)\b(?! ?(?:am|pm|oclock|mins?|hours?|[:.]\d))/i;
/** What may stand before it; not “a boy he knows, 14 not 15”. */
const beforeAge = new Set(
  'sorry no oh ah actually wait and but so ok well i think mean meant im she he they shes hes theyre is are was its it thats age her his their about only just really says said now correction typo'.split(
    ' ',
  ),
);
const SAID_AGE = /^\W*(?:s?he|they)(?:['’]?(?:s|re)| is| are) (?:only |just |about )?1?\d\W*$/i;
/** “no not in care, lives w his mum” */
const NOT_IN_CARE = /^\W*(?:(?:no\W+)?(?:s?he|they)(?:['’]?(?:s|re)| is| are) |no\W+)not in care\b(?!\W*\?)(.*)$/is;
/** A number that is their own by these words. */
const OWN_NUMBER =
  /\b(?:my (?:number|mob(?:ile)?|phone)|(?:ring|text|call|reach|get|phone) me|im on)\b|^\W*(?:i['’]?m|i am|this is|my name is) /i;

const theyAre = "(?:(?:s?he|they)(?:['’]?(?:s|re)| is| are) )";
const PLACE = new RegExp(
  `^\\W*${theyAre}(?:still |now |currently )*(?:(?:at|in) (?:(?:the|my|our|her|his|their) )?(?:\\p{L}+ )?(?:school|college|home|house|flat|hospital|ward|reception|office|room|class|classroom|hostel|refuge|station|library|hall|surgery|clinic|a&e|nursery)|at home|here)(?: (?:now|right now|atm|with me|with us))?\\W*$`,
  'iu',
);
const WITH = new RegExp(
  `^\\W*${theyAre}?(?:still |now |just )*with (?:me|us|(?:(?:the|my|our|her|his|their|a) )(?:\\p{L}+ )?(?:mum|mother|dad|father|aunt|auntie|uncle|carers?|sister|brother|gran|nan|grandma|grandad|teacher|nurse|worker|police|friends?|boyfriend|family|parents|cousin|colleague))\\W*$`,
  'iu',
);
/** “would telling the driver put her at risk? yes obviously” */
const RISK_OF_ASKING =
  /\b(?:ask|asking|tell|telling)\b[^?.!]{0,60}\bat (?:more )?risk\b[^?.!]{0,10}\?\W*(?:yes|yeah|yep|yh|definitely)\b(?!\W*(?:and )?no\b)(.{0,200})$/is;
const longestTime = 80;

/**
 * What of these words answers another box that is still open, or puts right what stands there: “linh is 16 not 15”.
 * @param now where they can be about this child only; then also where the child is, with whom, and when they leave
 */
export function ofOtherBox(said: string, draft: Draft, pack: Pack, now?: Instant): Said | undefined {
  const { answers, progress } = draft;
  const field = fieldNow(draft, pack);
  if (field?.kind === 'long') return undefined;
  const isOpen = (id: string) => field?.id !== id && answerTo(answers, id) === undefined;
  const whole = (box: string): Said => ({ box, value: said, more: false });
  const isAlone = now && field && !progress.asked && !areSeveral(answers);
  const [risk, beside = ''] = RISK_OF_ASKING.exec(said) ?? [];
  if (isAlone && risk && answerTo(answers, 'consent-risk') === undefined && !dangerIn(beside))
    return { box: 'consent risk', value: 'yes', more: wordsIn(beside).length > 0 };
  if (dangerIn(said)) return undefined;
  const [corrected, right = '', wrong] = CORRECTED_AGE.exec(said) ?? [];
  const age = answers.values['child-age'];
  if (corrected && age?.match(/\d+/g)?.join() === wrong)
    return isOfThis(said, corrected, answers.values['child-name'])
      ? { box: 'age', value: right, more: true }
      : undefined;
  if (isOpen('child-age') && SAID_AGE.test(said)) return whole('age');
  const [notInCare, rest = ''] = NOT_IN_CARE.exec(said) ?? [];
  if (notInCare && isOpen('care')) return { box: 'care', value: 'no', more: wordsIn(rest).length > 0 };
  const [only, another] = diallableIn(said);
  if (only && !another && OWN_NUMBER.test(said) && isOpen('phone')) return { box: 'phone', value: only, more: true };
  if (!isAlone) return undefined;
  const isOfPlace = ['whereabouts', 'with', 'leaves-sight'].includes(field.id);
  if (isOpen('whereabouts') && !isOfPlace && PLACE.test(said)) return whole('whereabouts');
  if (isOpen('with') && !isOfPlace && WITH.test(said)) return whole('child is with');
  const isTime = isOpen('leaves-sight') && !PLACE.test(said) && tellsTime(said, now);
  return isTime && (field.reads ?? 'birth') === 'birth' ? whole('leaves sight') : undefined;
}

/** Whether a corrected age is of this child: no other words stand before it, and nobody else behind it. */
function isOfThis(said: string, corrected: string, name = '') {
  const [before = '', after = ''] = said.split(corrected);
  const isOther = /\b(?:boys?|girls?|lads?|mates?|friends?|brothers?|sisters?|cousins?|other)\b/i.test(after);
  return !isOther && wordsIn(before).every((word) => beforeAge.has(word) || wordsIn(name).includes(word));
}

/** “he picks her up at half 3”: a time that is still to come. */
function tellsTime(said: string, now: Instant) {
  const at = leavingIn(said, now)?.at;
  return at !== undefined && at > now && [...said].length <= longestTime && !/[?\n]/.test(said);
}
