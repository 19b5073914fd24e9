import { isJson, type Json } from '../fakes/wire.ts';

/** Records every answer to the people of a test, from now until `end`. */
export function overhear(): { readonly bodies: string[]; cards(): Json[]; end(): void } {
  const bodies: string[] = [];
  const plain = globalThis.fetch;
  globalThis.fetch = async (...request) => {
    const response = await plain(...request);
    bodies.push(await response.clone().text());
    return response;
  };
  return {
    bodies,
    cards: () => bodies.flatMap(cardIn),
    end: () => {
      globalThis.fetch = plain;
    },
  };
}

/** The card with which a press was answered. */
function cardIn(body: string): Json[] {
  const answer: unknown = body.startsWith('{') ? JSON.parse(body) : undefined;
  const value = isJson(answer) ? answer.value : undefined;
  return isJson(value) ? [value] : [];
}
