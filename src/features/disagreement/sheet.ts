import { type Block, type Button, type Card, type input, line, mashCard, referrerCard } from '../../cards/parts.ts';
import type { CaseRecord } from '../../case/record.ts';
import type { Pack } from '../../protocol/pack.ts';
import type { Side } from './state.ts';

interface Sheet {
  heading: string;
  summary: string;
  blocks: Block[];
  inputs: ReturnType<typeof input>[];
  buttons: Button[];
}

/** The same sheet in either place; in the channel only who pressed sees it. */
export function sheet(record: CaseRecord, side: Side, pack: Pack, { buttons, heading, ...content }: Sheet): Card {
  const common = { ...content, heading, headingSize: 'Large' as const };
  if (side === 'mash')
    return mashCard({ ...common, top: [line(`${record.id} · only you see this card`, 'small')], buttons });
  return referrerCard({
    ...common,
    top: [line(record.id, 'bold')],
    rows: [buttons],
    emergency: pack.emergency,
  });
}

export const standsStill = 'It changes no deadline and holds up no help for the child.';
