import { ringSaid } from './ring-said.ts';
import { plainWords } from './typed-words.ts';

/** Words that say no more than that the author rang. Any other word may be of somebody else: “tuan rang me from a van”. */
const ofACall = new Set(
  (
    'i im ive we weve have did just already now today yes yeah yep y ok okay done rang rung phoned called them 999 112 101 the police ' +
    'ambulance mash childrens children social services service care duty team emergency line number at on about around to for and both ' +
    'twice thanks please min mins minutes hour an a half am pm ago'
  ).split(' '),
);
const verb = /\b(?:rang|rung|phoned|called)\b/;
const begins =
  /^(?:yes|yeah|yep|y|done|(?:ok|okay),? done|i|i['’]?ve|we|we['’]?ve|have|just|already|rang|rung|phoned|called)\b/;
const failed = /\b(?:no|not|nobody|never|off|engaged|busy|cut|cannot)\b|n['’]?t\b/;

const others = /\b(?:999|112|101|police|ambulance)\b/;
const mash = /\b(?:mash|children['’]?s|social|services?|care|duty|team|both)\b/;

/** “rang 999”: that they rang, but not the MASH. @param said in lower case */
export const rangOthers = (said: string): boolean => saysRung(said) && others.test(said) && !mash.test(said);

const TIME =
  /\b(?:(?:about )?(?:\d{1,3}|an?|half an) ?(?:min(?:ute)?s?|h(?:ou)?rs?) ago|at \d{1,2}(?:[:.]?\d\d)?(?: ?[ap]m)?)\b/;

/** When they rang, as they said it: “5 mins ago”. */
export const whenRung = (said: string): string | undefined => TIME.exec(said)?.[0].replace(/^at /, '');

const saysOnlyThat = (words: string) =>
  plainWords(words.replaceAll(/\s/g, ' '))
    .split(/ +/)
    .every((word) => ofACall.has(word) || /^\d+(?:am|pm)?$/.test(word));

/**
 * “yes I rang”, “I have phoned them”, “done”; with more beside it, only “I rang, …”. What is not read so records no call, and the
 * bot asks again.
 * @param said in lower case
 */
export function saysRung(said: string): boolean {
  if (!begins.test(said)) return false;
  if (saysOnlyThat(said)) return verb.test(said) || /^(?:yes|yeah|yep|y|done|ok)\b/.test(said);
  const [clause = '', ...rest] = said.split(/[,.;!]\s|\band\b/);
  return saysOnlyThat(clause) && verb.test(clause) && !failed.test(rest.join());
}

const WRITES =
  /^(?:(?:i|i['’]?ll|i['’]?d|i['’]?m|rather|just|only|to|can|ok|no) ){0,4}(?:write|type|writing|typing)\b|^(?:i )?(?:have ?n['’]?t|have not) (?:phoned|rang|rung|called)\W+(?:i )?can['’]?t\b/;

/** “just write”, “i cant phone”, “havent phoned, cant, she would hear”: that they write. @param said in lower case */
export const saysWrites = (said: string): boolean => WRITES.test(said) || ringSaid(said) === 'message';
