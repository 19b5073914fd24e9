/** A binary heap, which finds its first item quickly however many it holds. */
export interface Heap<T> {
  put(item: T): void;
  first(): T | undefined;
  take(): T | undefined;
}

export function heapOf<T>(isBefore: (one: T, other: T) => boolean): Heap<T> {
  const items: T[] = [];
  return {
    first: () => items[0],
    put(item) {
      let place = items.length;
      items.push(item);
      while (place > 0) {
        const above = (place - 1) >> 1;
        const parent = items[above];
        if (parent === undefined || !isBefore(item, parent)) break;
        items[place] = parent;
        place = above;
      }
      items[place] = item;
    },
    take() {
      const [first] = items;
      const last = items.pop();
      if (last !== undefined && items.length > 0) sink(last);
      return first;
    },
  };

  function sink(item: T): void {
    let place = 0;
    for (;;) {
      let below = 2 * place + 1;
      let child = items[below];
      const right = items[below + 1];
      if (child === undefined) break;
      if (right !== undefined && isBefore(right, child)) {
        below += 1;
        child = right;
      }
      if (!isBefore(child, item)) break;
      items[place] = child;
      place = below;
    }
    items[place] = item;
  }
}
