import type { Machine } from '../base/machine.ts';
import { type Document, nameOf, type Store } from './port.ts';

const settlesMs = 2000; // a store that says the time of a write in whole seconds may hide a second one for as long
const othersEveryMs = { alone: 2000, several: 1000 }; // each question costs where a service bills it
const longestMs = 60_000; // what was removed past the program shows no later than this

/**
 * A store in two views. `store` asks each time. `looked` is for what is asked again and again while nothing happens: it answers
 * the same as before while nobody has written. It knows at once what this program writes, and asks now and then whether others did.
 * @param isAlone whether no other instance is known to have the store open
 */
export function whileUnwritten(store: Store, { ticks }: Pick<Machine, 'ticks'>, isAlone: () => boolean) {
  const documents = new Map<string, Promise<unknown>>(); // settings and people, by `kind|id`
  const answers = new Map<string, Promise<unknown>>(); // about all cases
  let newest: { write: unknown; seenAt: number } | undefined;
  let askedAt = -Infinity;
  let keptSince = -Infinity;

  /** It is kept before it has come: whoever asks meanwhile must not be given an older one. */
  function keep<T>(kept: Map<string, Promise<unknown>>, name: string, answer: Promise<T>): Promise<T> {
    kept.set(name, answer);
    answer.catch(() => kept.get(name) === answer && kept.delete(name));
    return answer;
  }

  async function again<T>(kept: Map<string, Promise<unknown>>, name: string, ask: () => Promise<T>): Promise<T> {
    await lookForOthers();
    return (kept.get(name) as Promise<T> | undefined) ?? keep(kept, name, ask());
  }

  async function lookForOthers() {
    if (ticks() - askedAt < othersEveryMs[isAlone() ? 'alone' : 'several']) return;
    askedAt = ticks();
    try {
      const write = await store.newestWrite();
      if (!newest || write !== newest.write) newest = { write, seenAt: ticks() };
    } catch (error) {
      newest = undefined;
      throw error;
    } finally {
      const isCalm = newest && ticks() - newest.seenAt > settlesMs && ticks() - keptSince < longestMs;
      if (!isCalm) {
        documents.clear();
        answers.clear();
        keptSince = ticks();
      }
    }
  }

  const read: Store['read'] = (kind, id) => {
    const answer = store.read(kind, id);
    return isKept(kind) ? keep(documents, nameOf({ kind, id }), answer) : answer;
  };
  const forgetting =
    <Given extends unknown[], T>(write: (...given: Given) => Promise<T>, nameIn: (...given: Given) => string) =>
    (...given: Given) =>
      write(...given).finally(() => {
        const name = nameIn(...given);
        documents.delete(name);
        if (name.startsWith('case|')) answers.clear();
      });
  const asking: Store = {
    ...store,
    read,
    create: forgetting(store.create, nameOf),
    replace: forgetting(store.replace, nameOf),
    postpone: forgetting(store.postpone, (id) => nameOf({ kind: 'case', id })),
    remove: forgetting(store.remove, (kind, id) => nameOf({ kind, id })),
  };
  const nextWake = () => again(answers, 'nextWake', store.nextWake);
  const looked: Store = {
    ...asking,
    read: (kind, id) =>
      isKept(kind) ? again(documents, nameOf({ kind, id }), () => store.read(kind, id)) : store.read(kind, id),
    nextWake,
    async due(now, limit) {
      await lookForOthers();
      const known = answers.get('nextWake') as ReturnType<Store['nextWake']> | undefined;
      const next = known ? await known : now;
      return next !== undefined && next <= now ? store.due(now, limit) : [];
    },
    countTroubles: (texts) => again(answers, texts.join(), () => store.countTroubles(texts)),
  };
  return { store: asking, looked };
}

const isKept = (kind: Document['kind']) => kind === 'settings' || kind === 'person';
