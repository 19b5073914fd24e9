import { oncePerWords } from '../base/once-per.ts';
import { isQuestion } from './asking.ts';
import { isKnownWord, mayBeDanger } from './danger.ts';
import { guessesFor, models } from './models.ts';
import { sentencesIn, wordsOf } from './words.ts';

/** What somebody asks of their own referrals: the case itself holds the answer. `which`: references, and how many they are. */
type CaseQuestion = 'who-has-it' | 'which-child' | 'next-child' | 'which' | 'decided' | 'saved';

/** No phrase holds a name: “is this zoe or still amira”, “am i still on linh”, “how do i do zoe then”, “do i do zoe and mai again”, “does mo know”. */
const eitherChild =
  /\b(?:is (?:this|it|that)|are (?:you|we)) (?:(?:still|now|about|for|on|asking|of) )*(\w+) or (?:(?:is|are|it|you|we|still|now|about|for|on) )*(\w+)/;
const stillOn = /\bam i (?:still |now )?(?:on|doing|in) (\w+)\b/;
const nextChild =
  /\b(?:how (?:do|can|should|would|shall) i|(?:do|must|should|shall|can) i(?: (?:have|need|got) to)?(?=.* (?:again|too|next|as well|sep[ae]rate\w*|together|on (?:one|this|the same)\b)))(?: (?:do|add|refer|report|start|put in|put|send|begin))+ (\w+)\b/;
const knows = /^does (\w+) know(?: (?:about )?(?:it|this|that|yet))*(?: \?)*$/;
const ALL_GO = /\bdid (?:all|both|everything)(?: of (?:it|them)| [2-5]| two| three| four)? go\b/i;
const isName = (word = '') => /^\p{L}{2,}$/u.test(word) && !isKnownWord(word);

const [longest, mostWords] = [400, 16]; // characters: more is a story; words of a sentence
const [sureFrom, surerFrom, certainFrom] = [0.55, 0.8, 0.87]; // of words with the form of a question, of others, and of what is nothing else

/** “did they get that kayden is not found” tells of a child, and “is it left out then” asks about an address. */
const OF_OTHER = /\b(?:found|missing|hurt|danger|address|placement|left out|held back)\b/;

const read = oncePerWords((text): { is: CaseQuestion | undefined; p?: number } => {
  const words = wordsOf(text.slice(0, longest)).join(' ');
  const either = eitherChild.exec(words);
  if (isName(stillOn.exec(words)?.[1]) || (either && isName(either[1]) && isName(either[2])))
    return { is: 'which-child' };
  if (isName(knows.exec(words)?.[1])) return { is: 'who-has-it' };
  if (isName(nextChild.exec(words)?.[1])) return { is: 'next-child' };
  const parts = sentencesIn(text.slice(0, longest).replace(/\?/g, '?.')).map((clauses) => clauses.join(' '));
  const [asked] = [...new Set([text, ...parts])].flatMap((part) => askedIn(part) ?? []);
  return asked ?? { is: undefined };
});

export const caseQuestion = (text: string): CaseQuestion | undefined => read(text).is;

function askedIn(text: string): { is: CaseQuestion; p: number } | undefined {
  const words = wordsOf(text.replace(ALL_GO, 'did it go'));
  if (words.length > mostWords) return undefined;
  const [{ label, p } = { label: '', p: 0 }] = guessesFor(models.intents(), words);
  const isSure = p >= (isQuestion(text) ? sureFrom : surerFrom);
  const is = isSure && label.startsWith('case ') ? (label.slice(5) as CaseQuestion) : undefined;
  return !is || (is === 'who-has-it' && OF_OTHER.test(words.join(' '))) ? undefined : { is, p };
}

/** Whether words that ask such a question tell the MASH of something as well: another sentence, or perhaps danger; or may ask something else. */
export const tellsBeside = (text: string): boolean =>
  sentencesIn(text).length > 1 || mayBeDanger(text) || (read(text).p ?? 1) < certainFrom;
