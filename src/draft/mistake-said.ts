const MISTAKE =
  /\b(?:wrong (?:chat|person|window|group|one)|(?:delete|scrap|ignore|forget|disregard|undo|unsend|remove) (?:that|this|it|me|(?:my |the )?last)|(?:was|is|thats) (?:wrong|a mistake)|didnt mean (?:that|it|to send)|meant for (?:someone|somebody))\b/;
const mostWords = 12;

/** Whether short words may take back what their author sent before. They are a hint, and mark nothing. */
export const saysMistake = (text: string): boolean =>
  text.trim().split(/\s+/).length <= mostWords && MISTAKE.test(text.toLowerCase().replace(/['’‘`´]/g, ''));
