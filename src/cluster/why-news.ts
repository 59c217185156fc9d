/** Which of the last changes a person would want told: not the bookkeeping that follows it. */
import type { StoreEvent } from '#apimachinery/api.ts';
import { isEqual } from '#apimachinery/equality.ts';
import { isChange } from './stillness.ts';
import { conditionOf, isPerson } from './why-state.ts';

interface History {
  at(revision: number): StoreEvent | undefined;
}

/** News older than so many changes is no news. */
const maxLooks = 2_000;

interface Body {
  readonly spec?: unknown;
}

/** Whether a loop only wrote down what it saw: the spec is as before, and nobody deletes it. */
export function isBookkeeping({ type, object, previous, actor }: StoreEvent): boolean {
  if (type !== 'MODIFIED' || !previous || isPerson(actor)) return false;
  if (object.kind === 'Pod' || object.kind === 'Node') return false;
  if (object.metadata.deletionTimestamp !== previous.metadata.deletionTimestamp) return false;
  return isEqual((object as Body).spec, (previous as Body).spec);
}

/** Whether somebody watching would say that something happened. */
function isNews(event: StoreEvent): boolean {
  if (!isChange(event)) return false;
  if (isPerson(event.actor)) return true;
  const { type, object, previous } = event;
  if (object.kind !== 'Pod' && object.kind !== 'Node') return false;
  return type !== 'MODIFIED' || !previous || conditionOf(object) !== conditionOf(previous);
}

/** The newest change up to `latest` that is news; `latest` itself when there is none. */
export function newsOf(history: History, latest: StoreEvent): StoreEvent {
  for (let revision = latest.revision; revision > latest.revision - maxLooks; revision -= 1) {
    const event = history.at(revision);
    if (!event) break;
    if (isNews(event)) return event;
  }
  return latest;
}
