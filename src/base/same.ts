/** Whether two values are the same when they are stored, so that there is nothing to write. */
export const isSame = (one: unknown, other: unknown) => one === other || JSON.stringify(one) === JSON.stringify(other);
