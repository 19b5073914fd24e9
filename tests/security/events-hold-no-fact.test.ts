import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { StaffId } from '../../src/base/people.ts';
import { CaseId } from '../../src/base/reference.ts';
import { Duration, Instant } from '../../src/base/time.ts';
import { SaidName, TextName } from '../../src/history/entry.ts';
import { CaseEvent } from '../../src/history/events.ts';

/** All strings in an event, besides fixed words and dates: times, staff ids, references, durations, names of texts. No free text. */
const closed = new Set<unknown>([Instant, StaffId, CaseId, Duration, SaidName, TextName]);

/** The places in a schema that could hold any text. */
function openPlaces(schema: unknown, path: string): string[] {
  if (closed.has(schema) || schema instanceof z.ZodISODate) return [];
  if (schema instanceof z.ZodLiteral || schema instanceof z.ZodEnum) return [];
  if (schema instanceof z.ZodNumber || schema instanceof z.ZodBoolean) return [];
  if (schema instanceof z.ZodOptional) return openPlaces(schema.unwrap(), path);
  if (schema instanceof z.ZodArray) return openPlaces(schema.element, `${path}[]`);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((each) => openPlaces(each, path));
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape).flatMap(([name, each]) => openPlaces(each, `${path}.${name}`));
  return [path];
}

const typeOf = (event: { shape: { type: z.ZodLiteral } }) => String(event.shape.type.value);

it.each(CaseEvent.options.map((event) => [typeOf(event), event] as const))(
  'The event %s has no place for a name, a text or an answer',
  (type, event) => {
    expect(openPlaces(event, type)).toEqual([]);
  },
);

it('The search for open places finds a text in an event', () => {
  const eventWithText = z.object({
    type: z.literal('Said'),
    at: Instant,
    why: z.array(z.object({ words: z.string() })),
  });
  expect(openPlaces(eventWithText, 'Said')).toEqual(['Said.why[].words']);
  expect(openPlaces(z.object({ who: z.string().optional() }), 'Said')).toEqual(['Said.who']);
});
