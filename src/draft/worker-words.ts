const ABOUT_WORKER =
  /\b(?:about|against|accus\w*|suspects?) (?:(?:an?|my|our|the|this|another|one of (?:my|our|the)) )?(?:\w+ )?(?:colleagues?|co-?workers?|members? of (?:our |the )?staff|staff(?: members?)?|teachers?|teaching assistants?|coach(?:es)?|foster carers?|social workers?|key ?workers?|youth workers?|care workers?|support workers?|childminders?|volunteers?|(?:some|any) ?(?:one|body) who works with (?:children|kids|them))\b|\bLADO\b/i;

/** Whether words may be a worry about somebody who works with children. Such a worry goes to the council's officer, too. */
export const saysWorker = (text: string): boolean => ABOUT_WORKER.test(text);
