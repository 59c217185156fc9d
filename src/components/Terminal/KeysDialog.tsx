/** Every key of the terminal, in one table. */
import { type ReactNode, useEffect, useRef } from 'react';

const rows: readonly (readonly [keys: string, what: string])[] = [
  ['Tab', 'Complete; twice: list what fits'],
  ['↑ ↓', 'Earlier commands'],
  ['Ctrl R', 'Search the earlier commands'],
  ['Ctrl C', 'Stop what runs; copy, where text is selected'],
  ['Ctrl V, Ctrl Shift V', 'Paste; lines wait for Enter'],
  ['Ctrl A, Ctrl E', 'To the beginning, to the end of the line'],
  [
    'Ctrl U, Ctrl K, Ctrl W',
    'Cut to the beginning, to the end, the last word; Ctrl Y puts it back',
  ],
  ['Ctrl L', 'Clear the screen'],
  ['Ctrl D', 'End of input; on an empty line: close a second terminal'],
  ['Shift Page Up, Shift Page Down', 'Scroll'],
  ['Ctrl F', 'Find in the terminal'],
  ['Ctrl Shift O', 'Copy the last output'],
  ['Ctrl Shift ↑, Ctrl Shift ↓', 'Select the output before, after'],
  ['Ctrl Shift L', 'Names in the last output: describe, logs, YAML'],
  ['Ctrl Shift 5', 'Split: a second terminal'],
  ['Ctrl Shift ←, Ctrl Shift →', 'To the other terminal'],
  ['Esc, then Tab', 'Leave the terminal'],
];

export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="keys-dialog" aria-labelledby="keys-title" onClose={onClose}>
      <div className="keys-head">
        <h2 id="keys-title">Keys of the terminal</h2>
        <button type="button" className="tool" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </div>
      <table>
        <tbody>
          {rows.map(([keys, what]) => (
            <tr key={keys}>
              <th scope="row">
                {keys.split(', ').map((each) => (
                  <kbd key={each}>{each}</kbd>
                ))}
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </dialog>
  );
}
