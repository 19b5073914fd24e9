const who = '(?:she|he|they|child|girl|boy)';
const whom = '(?:her|him|them|the child|the girl|the boy)';
const missing = new RegExp(
  `\\b(?:missing|disappeared|vanished|(?:ran|run|running) (?:off|away)|${who}(?:s| is| has| have| are|re|ve)?(?: just| now)? (?:gone|left|not here)|(?:cant|cannot|can not|couldnt) find ${whom}|(?:dont|do not) know where (?:the )?${who})\\b`,
);
const denied = /\b(?:not|isnt|arent|wasnt|never|no longer) (?:been |gone )?missing\b/;

/** Whether words may say that the child is missing. It only makes a case urgent again; in doubt it is true. */
export const saysMissing = (text: string): boolean =>
  text
    .toLowerCase()
    .replace(/['’‘`´]/g, '')
    .split(/[.!?;\n]/)
    .some((sentence) => missing.test(sentence.replace(/\s+/g, ' ')) && !denied.test(sentence));
