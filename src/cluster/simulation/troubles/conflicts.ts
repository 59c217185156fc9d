/** Controllers' updates are refused as if somebody had been faster. */
import { type Action, choose } from '../action.ts';

export const conflicts: Action = {
  name: 'conflicts',
  weight: 3,
  run: ({ conflicts: { setPercent }, random }) => {
    const percent = choose(random, 0, 10, 50);
    setPercent(percent);
    return `${percent} % of the controllers' updates conflict`;
  },
};
