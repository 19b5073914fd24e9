import { z } from 'zod';

/** Texts, each under its name: what was typed, by its box; the names of people, by their id. */
export const Texts = z.record(z.string(), z.string());
export type Texts = z.infer<typeof Texts>;
