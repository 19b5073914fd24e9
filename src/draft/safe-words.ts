const safe =
  /\b(?:(?:is|are|all|both|now|back|home|child|she|shes|he|hes|they|theyre)(?: (?:now|all|both|back|home|here|and))* safe|safe (?:now|and sound)|out of danger|danger (?:is |has )?(?:over|passed|gone)|no longer (?:in )?(?:any )?danger|false alarm)\b/;
const unsure =
  /\?|\b(?:not|nobody|never|if|unless|until|once|when|where|whether|hope|think|dont|isnt|arent|wasnt|keep|kept)\b/;

/**
 * Whether words say that the child is safe, or that the danger is over. Only a card is worded by it: it changes nothing
 * and holds nothing back. In doubt, it is false.
 */
export const saysSafe = (text: string): boolean =>
  text
    .slice(0, 2000)
    .toLowerCase()
    .replace(/[’']/g, '')
    .split(/[.!;\n]/)
    .some((sentence) => safe.test(sentence.replace(/\s+/g, ' ')) && !unsure.test(sentence));
