const safe =
  /\b(?:(?:is|are|all|both|now|back|home|child|she|shes|he|hes|they|theyre)(?: (?:now|all|both|back|home|here|and))* safe|safe (?:now|and sound)|out of danger|danger (?:is |has )?(?:over|passed|gone)|no longer (?:in )?(?:any )?danger|false alarm|(?:child|girl|boy|she|shes|he|hes|they|theyre)(?: (?:is|are|now|both|all|home|here))* (?:ok|okay|fine|alright))\b/;
const found =
  /^found$|\bfound (?:her|him|them)(?=$|,| (?:now|again|safe|at|in|with|and|by|shes|hes|theyre|she|he|they)\b)|\b(?:child|girl|boy)(?: is| has come) back$|\bshe(?:s| is)(?: just)? back(?: now| home)?$|\b(?:child|girl|boy|she|shes|he|hes|they|theyre)(?: (?:is|are|was|were|has|have|now|just|been|both))* found\b/;
const unsure =
  /\?|\b(?:not|nobody|never|if|unless|until|once|when|where|whether|hope|think|dont|isnt|arent|wasnt|keep|kept)\b/;

/**
 * Whether words say that the child is safe, or that the danger is over; or that a child is found. Only a card is worded by it: it
 * changes nothing and holds nothing back. In doubt, it is undefined.
 */
export function saidToBe(text: string): 'safe' | 'found' | undefined {
  const sentences = text
    .slice(0, 2000)
    .toLowerCase()
    .replace(/[’']/g, '')
    .split(/[.!;\n]/)
    .filter((sentence) => !unsure.test(sentence))
    .map((sentence) => sentence.replace(/\s+/g, ' ').trim());
  if (sentences.some((sentence) => safe.test(sentence))) return 'safe';
  return sentences.some((sentence) => found.test(sentence)) ? 'found' : undefined;
}
