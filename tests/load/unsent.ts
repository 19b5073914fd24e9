/** How many cases have a message that waits, as the program's metrics say. */
export async function casesWithUnsentMessages(watchers: string): Promise<number> {
  const text = await (await fetch(`${watchers}/metrics`)).text();
  return Number(/^mash_cases_with_unsent_messages (\d+)$/m.exec(text)?.[1] ?? Number.NaN);
}
