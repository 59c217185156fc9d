/** Puts a terminal into a widget's element for as long as the widget is there. */
import { type RefObject, useEffect, useState } from 'react';
import { useLab, useLabState } from '../lab-session/context.tsx';
import { loadScreen } from './load-screen.ts';
import type { ScreenSignal } from './screen/screen-signals.ts';
import type { TerminalScreen } from './xterm-screen.ts';

/** The terminal of that key, once its code is there. */
export function useScreen(
  paneKey: number,
  host: RefObject<HTMLElement | null>,
): TerminalScreen | undefined {
  const lab = useLab();
  const [screen, setScreen] = useState<TerminalScreen>();
  useEffect(() => {
    let unmount: (() => void) | undefined;
    let gone = false;
    void loadScreen().then((module) => {
      if (gone || !host.current) return;
      const made = module.terminalScreen(lab, paneKey);
      unmount = made.mount(host.current);
      setScreen(made);
    });
    return () => {
      gone = true;
      unmount?.();
    };
  }, [lab, paneKey, host]);
  useGrantedFocus(paneKey, screen);
  return screen;
}

/** Takes the keyboard when the session says so: after a split, a switch, a close. */
function useGrantedFocus(paneKey: number, screen: TerminalScreen | undefined): void {
  const lab = useLab();
  const wish = useLabState((state) => state.focusWish);
  useEffect(() => {
    if (!screen || wish === 0 || !lab.panes.grantFocus(paneKey)) return;
    // On a phone the focus would bring up the keyboard, over the terminal.
    if (!window.matchMedia('(pointer: coarse)').matches) screen.focus();
  }, [lab, paneKey, screen, wish]);
}

/** Hears what a terminal tells the widgets around it. */
export function useSignal<T extends ScreenSignal['type']>(
  screen: TerminalScreen,
  type: T,
  hear: (signal: Extract<ScreenSignal, { type: T }>) => void,
): void {
  useEffect(
    () =>
      screen.signals.on((signal) => {
        if (signal.type === type) hear(signal as Extract<ScreenSignal, { type: T }>);
      }),
    [screen, type, hear],
  );
}
