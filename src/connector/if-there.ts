import { TeamsFault } from './teams.ts';

/** The result, or undefined where Teams says that there is no such thing. */
export async function ifThere<T>(work: Promise<T>): Promise<{ value: T } | undefined> {
  try {
    return { value: await work };
  } catch (error) {
    if (error instanceof TeamsFault && error.status === 404) return undefined;
    throw error;
  }
}
