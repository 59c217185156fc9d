/** A menu at a place in the window, for pointer and keyboard. */
import {
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import type { Point } from './screen/screen-signals.ts';

export interface MenuItem {
  readonly label: string;
  /** The key that does the same, or what the label leaves out. */
  readonly hint?: string;
  /** Set as a command line. */
  readonly isCode?: boolean;
  readonly disabled?: boolean;
  readonly act: () => void;
}

interface Props {
  readonly label: string;
  readonly title?: ReactNode;
  readonly items: readonly MenuItem[];
  readonly at: Point;
  /** Opened by a click in the terminal, it leaves the keyboard there: ↓ goes into it. */
  readonly takesFocus: boolean;
  /** The button that opens it closes it as well. */
  readonly opener?: RefObject<HTMLElement | null>;
  readonly onClose: (refocus: boolean) => void;
}

export function Menu({ label, title, items, at, takesFocus, opener, onClose }: Props): ReactNode {
  const menu = useRef<HTMLDivElement>(null);
  const place = usePlace(menu, at);
  useEffect(() => {
    if (takesFocus) move(menu.current, 0);
  }, [takesFocus]);
  useClosing(menu, opener, onClose);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Tab') onClose(true);
    else if (!walk(menu.current, event.key)) return;
    event.preventDefault();
  };
  return (
    <div
      ref={menu}
      className="terminal-menu"
      role="menu"
      tabIndex={-1}
      aria-label={label}
      style={place}
      onKeyDown={onKeyDown}
    >
      {title && <div className="terminal-menu-title">{title}</div>}
      {items.map((item) => (
        <button
          key={item.label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          disabled={item.disabled}
          onClick={item.act}
        >
          {item.isCode ? <code>{item.label}</code> : <span>{item.label}</span>}
          {item.hint && <kbd>{item.hint}</kbd>}
        </button>
      ))}
    </div>
  );
}

const itemsOf = (menu: HTMLElement | null): readonly HTMLElement[] => [
  ...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]:not(:disabled)') ?? []),
];

/** Focuses an item, counted round. */
function move(menu: HTMLElement | null, to: number): void {
  const items = itemsOf(menu);
  items.at(to % items.length)?.focus();
}

/** Whether the key was one of a menu's. */
function walk(menu: HTMLElement | null, key: string): boolean {
  const focused = document.activeElement;
  const at = focused instanceof HTMLElement ? itemsOf(menu).indexOf(focused) : -1;
  if (key === 'ArrowDown') move(menu, at + 1);
  else if (key === 'ArrowUp') move(menu, at < 0 ? -1 : at - 1);
  else if (key === 'Home') move(menu, 0);
  else if (key === 'End') move(menu, -1);
  else return false;
  return true;
}

/** At the point, but inside the window. */
function usePlace(menu: RefObject<HTMLElement | null>, at: Point) {
  const [place, setPlace] = useState({ left: at.x, top: at.y });
  useLayoutEffect(() => {
    const { offsetWidth, offsetHeight } = menu.current ?? { offsetWidth: 0, offsetHeight: 0 };
    const left = Math.max(8, Math.min(at.x, window.innerWidth - offsetWidth - 8));
    const below = at.y + offsetHeight + 8 <= window.innerHeight;
    setPlace({ left, top: below ? at.y : Math.max(8, at.y - offsetHeight - 20) });
  }, [menu, at]);
  return place;
}

/** Escape, a press beside it, a key typed elsewhere: each closes it. The key goes where it was meant. */
function useClosing(
  menu: RefObject<HTMLElement | null>,
  opener: RefObject<HTMLElement | null> | undefined,
  onClose: (refocus: boolean) => void,
): void {
  useEffect(() => {
    const isIn = (place: RefObject<HTMLElement | null> | undefined, { target }: Event) =>
      target instanceof Node && place?.current?.contains(target) === true;
    const pressed = (event: Event) => {
      if (!isIn(menu, event) && !isIn(opener, event)) onClose(false);
    };
    const typed = (event: globalThis.KeyboardEvent) => {
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
      const inside = isIn(menu, event);
      if (inside && event.key !== 'Escape') return;
      if (event.key === 'ArrowDown') move(menu.current, 0);
      else onClose(inside);
      if (event.key !== 'Escape' && event.key !== 'ArrowDown') return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener('pointerdown', pressed, true);
    document.addEventListener('keydown', typed, true);
    return () => {
      document.removeEventListener('pointerdown', pressed, true);
      document.removeEventListener('keydown', typed, true);
    };
  }, [menu, opener, onClose]);
}
