import { z } from 'zod';
import { Condition, Flag, Id, Ids, Text } from './condition.ts';

/**
 * One line to tick. `role`: an indicator suggests trafficking. Context is useful but suggests nothing by itself. A criterion is part of a
 * rule (private fostering). A trigger makes the referral urgent. `later`: not in the 2016 protocol. `onCard`: shorter words for cards, on
 * one line, and where the protocol's own words could label the child. `list`: the protocol's list, if it has not the id of the theme.
 * `sameAs`: others that say the same: only one of them is shown at first. `saidAs`: how people say it, to find it by the words
 * of a worry. `shownWhen`: all of these must hold.
 */
const Statement = z.strictObject({
  id: Id,
  text: Text,
  section: z.string(),
  role: z.enum(['indicator', 'context', 'criterion', 'trigger']).default('indicator'),
  later: Flag,
  onCard: Text.optional(),
  list: Id.optional(),
  sameAs: Ids.default([]),
  saidAs: z.array(Text).default([]),
  shownWhen: z.array(Condition).default([]),
});

/** A theme: statements to tick. @source Protocol 5.1–5.4, 6.3–6.8, 9, 10 */
export const Group = z
  .strictObject({ id: Id, title: Text, statements: z.array(Statement).min(1) })
  .transform((group) => ({
    ...group,
    statements: group.statements.map((each) => ({ ...each, list: each.list ?? group.id })),
  }));
export type Group = z.infer<typeof Group>;
export type Statement = Group['statements'][number];

/** A list of statements that a written referral prints by its own title, also when nothing was ticked. @source Protocol 5.1, 8.2 */
export const List = z.strictObject({ id: Id, title: Text, requirement: z.string() });
