import { oncePer } from '../base/once-per.ts';
import { withHer } from '../draft/news-said.ts';
import { besideBack } from '../draft/says.ts';
import { type CaseEvent, saidName, textOf } from '../history/events.ts';
import { isKnownWord } from '../understanding/danger.ts';
import { isOfGirl, isOnlyOfMan, type Named, namedInBoth, whomNamed } from '../understanding/whom.ts';
import { wordsOf } from '../understanding/words.ts';
import { type CaseRecord, ownAnswers, textIn } from './record.ts';
import { isChildMissing } from './referral.ts';
import { isSaidToHaveLeft } from './sight.ts';
import { sentReferral } from './standing.ts';

const ofChild = ['child-name', 'worry', 'child-age', 'whereabouts', 'with']; // “15, he says”

type Told = Pick<CaseRecord, 'facts' | 'events'>;

/** Whether what its author has told says that the child is a girl. @param before only what came before these words */
export function isGirl({ facts, events }: Told, before?: CaseEvent): boolean {
  const named = namedBefore(events, facts);
  const at = before ? events.indexOf(before) : -1;
  const { [at < 0 ? events.length : at]: so } = named;
  return so !== undefined && isOfGirl(so);
}

/** Whom all that was told before each event names, and last whom all of it does. */
const namedBefore = oncePer((events: CaseEvent[], facts: Told['facts']): Named[] => {
  const { values } = ownAnswers({ facts });
  const all = [whomNamed(ofChild.flatMap((field) => values[field] || []).join('. '))];
  for (const event of events) {
    const { [saidName(event) ?? '']: words } = facts.texts;
    const so = all.at(-1);
    if (so) all.push(words ? namedInBoth(so, whomNamed(words)) : so);
  }
  return all;
});

/** What words tell without the sentences that are only of a man, where the child is a girl: “police came, he left!” */
export function withoutMen(words: string, record: Told, event: CaseEvent): string {
  if (!isGirl(record, event)) return words;
  const sentences = words.split(SENTENCES);
  const ofOthers = sentences.filter((sentence) => !isOnlyOfMan(sentence));
  return ofOthers.length === sentences.length || !wordsOf(ofOthers.join(' ')).every(isKnownWord)
    ? words
    : ofOthers.join(' ');
}

/** Where they say that the child is here, each part between commas says something of its own: “shes here, only HE went out”. */
const SENTENCES =
  /(?<=[.!?;\n])|(?<=\b(?:s?he|they)(?:[’']?s|[’']?re| is| are)?(?: still| safe)* (?:here|safe|asleep|with (?:me|us)),)/i;

export const eventsBefore = (event: CaseEvent, { events }: Pick<CaseRecord, 'events'>) =>
  events.includes(event) ? events.slice(0, events.indexOf(event)) : events;

/**
 * What words say beside that a child who is missing, or has left, is back. `perhapsHim`: “he just come in” may tell of a man of
 * whom their author told.
 * @param event that says them, if they came after others
 * @returns undefined if they do not say so
 */
export function backSaid(
  words: string,
  record: Told,
  event?: CaseEvent,
): { more: string; perhapsHim: boolean } | undefined {
  const said = withHer(words, [ownAnswers(record)]);
  if (besideBack(said, false) === undefined) return undefined; // most words
  const sent = sentReferral({ events: event ? eventsBefore(event, record) : record.events });
  const more = sent && (isChildMissing(sent) || isSaidToHaveLeft(sent)) && besideBack(said, isGirl(record, event));
  return more === undefined || more === false ? undefined : { more, perhapsHim: /\bhe(?:[’']?s)?\b/i.test(said) };
}

/** What may say that the child is found. */
export const foundWords = (record: CaseRecord, number: number) =>
  [withHer(textIn(record, textOf.information(number)), [ownAnswers(record)]), isGirl(record)] as const;
