import type { AnnounceDeps } from '../actions/announcement.ts';
import type { Feature } from '../actions/feature.ts';
import type { SideTask } from './side-tasks.ts';
import { type TellerDeps, tellingOnce } from './tell-once.ts';

/**
 * The side task that tells what a feature announces; none if it announces nothing.
 * @param first work that comes first in each pass, because it finds what must be told
 */
export function announcing(
  { name, announces }: Feature,
  deps: TellerDeps & AnnounceDeps,
  first?: () => Promise<void>,
): SideTask[] {
  if (!announces) return [];
  const tell = tellingOnce(name, deps);
  return [
    {
      ...{ name, everyMs: announces.everyMs },
      async does() {
        await first?.();
        await tell(await announces.due(deps));
      },
    },
  ];
}
