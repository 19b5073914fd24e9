const POLICE = '(?:the )?(?:police|999|101)';
const KNOW = '(?:told|informed|called|rung|rang|phoned|contacted|notified|aware|know)';
const REACHED =
  '(?:told|informed|called|rung|rang|phoned|contacted|notified|reported (?:it |this |her |him |them )?(?:missing )?to)';
const NOT_BY_POLICE =
  // “police told us …” does not say that the police were told
  '(?! (?:me|us|her|him|his|them|you|mum|dad|the|my|our|family|school|where|what|who|how|that|to|nothing|round|on|here|by|in|about|at (?!\\d))\\b)';
const YES = new RegExp(
  `\\bpolice (?:(?:were|was|are|is|have been|has been|been) )?(?:already )?${KNOW}\\b${NOT_BY_POLICE}|\\b${REACHED} ${POLICE}\\b`,
  'i',
);
const BEGINS_YES =
  /^\W*(?:yes\b(?!,? since\b)(?!.*\b(?:missing|gone|disappeared|vanished)\b)|(?:the )?(?:police|999|101) ?[:,]? ?(?:yes|yeah|yep|done)\b|(?:told|reported)(?= (?:the )?(?:police|them|at|on|today|yesterday|ref|reference|log|cad|\d)|\W*$|,))/i;
const GAVE_REFERENCE =
  /\breported (?:it|this|her|him|them)\b[^\d,]{0,12}\b(?:cad|log|incident|crime|ref)\b[^\d,]{0,12}\d|\bpolice (?:say|says|said|gave (?:me |us )?(?:a |the )?)? ?(?:its |it['’]s |the )?(?:cad|log|incident|crime|ref)\b[^\d,]{0,12}\d/i;
const NOT = "(?:not|never|nobody|no one|none|no|nothing|without|n['’]?t)";
const NEGATIVE =
  /\b(?:not|never|nobody|no|none|nothing|without|yet to|(?:do|does|did|is|are|was|were|have|has|had|would|could|should|wo|ca)n['’]?t)\b/i;
const UNSURE =
  /\?|\b(?:if|unless|until|when i|before|will|would|should|could|can|must|may|might|shall|going to|about to|need|needs|want|wants|please|ask|asked|says?|said|claims?|thinks?|believes?|maybe|perhaps|probably|apparently|hopes?|promised|try|trying|tried|last|another|other)\b|['’]ll\b/i;
const NO = new RegExp(
  `\\b(?:\\w+)?${NOT}(?: has| have)?(?: yet)?(?: been)? ${REACHED} ${POLICE}\\b` +
    `|\\bpolice (?:(?:are|were|have|has|is|was|do|does|did) ?)?${NOT}(?: yet)?(?: been)? ${KNOW}\\b${NOT_BY_POLICE}`,
  'i',
);
const BEGINS_NO =
  /^\W*(?:(?:no|not|not yet|no not yet)\W*$|(?:not|haven['’]?t|have not|nobody|no one)\b.*\b(?:told|rung|rang|called|informed|reported|phoned|contacted)\b)/i;

/**
 * Whether the words say, anywhere in the text, that the police were told. Only a definite statement counts: “told her I
 * would ring the police” counts as neither yes nor no, and so do words that say both.
 */
export function policeIn(words: string): 'yes' | 'no' | 'not-said' {
  const sentences = words.match(/(?:[^.;!?\n]|[.](?=\d))+[?]?/g) ?? [];
  const parts = sentences.flatMap((sentence) => sentence.split(/,? but /i));
  const answers = new Set(parts.map((part, index) => reportIn(part, index === 0)));
  if (answers.has('yes') && answers.has('no')) return 'not-said';
  return answers.has('yes') ? 'yes' : answers.has('no') ? 'no' : 'not-said';
}

function reportIn(part: string, isFirst: boolean): 'yes' | 'no' | 'not-said' {
  const [first = '', ...rest] = part.split(',');
  if (isFirst && BEGINS_NO.test(first)) return YES.test(rest.join(',')) ? 'not-said' : 'no';
  const yes = YES.exec(part) ?? (isFirst ? BEGINS_YES.exec(part) : null);
  if (GAVE_REFERENCE.test(part) && !part.endsWith('?')) return 'yes';
  if (UNSURE.test(part)) return 'not-said';
  if (NO.test(part)) return 'no';
  if (!yes) return 'not-said';
  const before = part.slice(0, yes.index);
  const after = part.slice(yes.index + yes[0].length).split(',')[0] ?? '';
  return NEGATIVE.test(before) || NEGATIVE.test(after) || /\b(?:to|by) (?:nobody|no one)\b/i.test(after)
    ? 'not-said'
    : 'yes';
}

/** Whether the words mention the police or one of their reference numbers. */
export const namesPolice = (words: string): boolean =>
  /\b(?:police|999|101|officer|log|cad|incident|crime|ref|reference)\b/i.test(words);

/** Whether they may be of the police. If so, a card says “See their words”. */
export const mayBeOfPolice = (words: string): boolean =>
  namesPolice(words) ||
  /\b(?:(?:told|informed|rang|rung|phoned|called) them|reported (?:it|this|her|him|them))\b/i.test(words);

/** A number of the police: “log is now 1147”, “crime ref 42/1187”. */
export const policeLog = /\b(?:log|cad|incident|(?:crime|police) (?:ref\w*|num\w*|no))\b[^\d\n]{0,25}[a-z]{0,3}\d{2,}/i;
