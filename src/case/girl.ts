import { withHer } from '../draft/news-said.ts';
import { type CaseEvent, saidName, textOf } from '../history/events.ts';
import { isOfGirl } from '../understanding/whom.ts';
import { type CaseRecord, ownAnswers, textIn } from './record.ts';

const ofChild = ['child-name', 'child-age', 'worry', 'whereabouts', 'with'];

/** Whether what its author has told says that the child is a girl. @param before only what came before these words */
export function isGirl(record: CaseRecord, before?: CaseEvent): boolean {
  const { values } = ownAnswers(record);
  const events = before ? eventsBefore(before, record) : record.events;
  const told = events.map((each) => record.facts.texts[saidName(each) ?? '']);
  return isOfGirl([...ofChild.map((field) => values[field]), ...told].filter(Boolean).join('. '));
}

export const eventsBefore = (event: CaseEvent, { events }: CaseRecord) =>
  events.includes(event) ? events.slice(0, events.indexOf(event)) : events;

/** What may say that the child is found. */
export const foundWords = (record: CaseRecord, number: number) =>
  [withHer(textIn(record, textOf.information(number)), [ownAnswers(record)]), isGirl(record)] as const;
