import { advance } from '../../case/advance.ts';
import type { Tap } from '../../teams/incoming.ts';
import type { ChannelAction } from '../../teams/stages.ts';
import { linksCard } from './cards.ts';
import { link, ruleOut } from './rules.ts';

const onlyTheMash = 'Only members of the MASH team can do that.';

/** The list of cases that may be linked. */
const showLinks: ChannelAction = (record, _, __, by) =>
  by.roles.has('mash-member') ? { result: { card: linksCard(record) } } : { result: { text: onlyTheMash } };

/** Link, or Not the same: recorded on this case; the other one hears of it through the outbox. */
const judgeLink: ChannelAction = (record, _, { verb, other }, by, deps) => {
  if (!by.roles.has('mash-member')) return { result: { text: onlyTheMash } };
  if (!other) return { result: { card: linksCard(record) } };
  const now = deps.now();
  const outcome = (verb === 'link' ? link : ruleOut)(record.events, other, { by, now });
  if (outcome.kind === 'refused') {
    deps.metrics.refused(outcome.why.kind);
    const notice = 'That case is not on this list. Nothing was changed.';
    return { result: { card: linksCard(record, notice), notice } };
  }
  if (outcome.kind === 'nothing-to-do') return { result: { card: linksCard(record) } };
  const next = advance(record, { events: outcome.events, by }, deps.around());
  for (const event of outcome.events) deps.log.info({ event: `case.${event.type}`, ref: record.id });
  const notice = verb === 'link' ? `Linked with ${other}.` : `Not the same: ${other}.`;
  return { record: next, result: { card: linksCard(next, notice), notice } };
};

/** What a press on the card of linked cases does, by its verb. */
export const linkingActions = { links: showLinks, link: judgeLink, 'not-the-same': judgeLink } satisfies Partial<
  Record<Tap['verb'], ChannelAction>
>;
