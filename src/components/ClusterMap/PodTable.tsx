/** The text twin of the map: the same pods as a table. */
import type { ReactNode } from 'react';
import type { Snapshot } from '#lab/lab.ts';

/** A table of more rows than this is `kubectl`'s job. */
const mostRows = 500;

export function PodTable({ snapshot }: { readonly snapshot: Snapshot }): ReactNode {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
    <section className="pod-table" tabIndex={0} aria-label="Nodes and pods as a table">
      <table>
        <thead>
          <tr>
            <th scope="col">Pod</th>
            <th scope="col">Status</th>
            <th scope="col">Node</th>
            <th scope="col">Image</th>
          </tr>
        </thead>
        <tbody>
          {snapshot.pods.slice(0, mostRows).map((pod) => (
            <tr key={pod.uid}>
              <th scope="row">{pod.name}</th>
              <td>
                {pod.status}
                {pod.restarts > 0 && `, ${pod.restarts} restarts`}
              </td>
              <td>{pod.node || 'none yet'}</td>
              <td>{pod.image}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {snapshot.pods.length === 0 && <p className="no-pods">No pods.</p>}
      {snapshot.pods.length > mostRows && <p>and {snapshot.pods.length - mostRows} more</p>}
    </section>
  );
}
