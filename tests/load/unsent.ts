/** The number of cases with unsent messages, by the program's metrics. */
export async function casesWithUnsentMessages(metricsAddress: string): Promise<number> {
  const text = await (await fetch(`${metricsAddress}/metrics`)).text();
  return Number(/^mash_cases_with_unsent_messages (\d+)$/m.exec(text)?.[1] ?? Number.NaN);
}
