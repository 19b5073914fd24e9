import type { CaseId } from '../base/reference.ts';
import {
  type Block,
  type Button,
  buttonWithoutInputs,
  type Card,
  type Lines,
  line,
  type MashCard,
  mashCard,
  type Parts,
  plain,
} from './parts.ts';
import { show } from './verbs.ts';

/** A form about a case in the MASH channel. `says`: the lines above its boxes. `send`: none where nothing can be sent. */
interface Form extends Pick<MashCard, 'summary' | 'heading' | 'inputs'> {
  above?: Parts<Block>;
  says: Lines;
  more?: Parts<Block>;
  send: Button | undefined;
}

/** The layout of the forms about a case. Only the person who fills one in sees it; Cancel shows the case again. */
export const mashForm = (id: CaseId, { summary, above = [], says, more = [], send, ...form }: Form): Card =>
  mashCard({
    ...form,
    summary: `${id}: ${summary}`,
    top: [line(id, 'bold')],
    blocks: [above, plain(says, 'Small'), more],
    buttons: [send, buttonWithoutInputs(show, 'Cancel', { case: id })],
  });
