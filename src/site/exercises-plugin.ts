/** Gives the site its exercises as data, and each exercise a page of its own. */
import type { LoadContext, Plugin } from '@docusaurus/types';
import { loadExercises } from './load-exercises.ts';

/** `exercises/rollouts/roll-back/` opens at `/exercises/rollouts/roll-back`. */
export function exercisesPlugin(context: LoadContext): Plugin {
  const root = () => `${context.siteDir}/exercises`;
  return {
    name: 'exercises',
    getPathsToWatch: () => [`${root()}/**`],
    contentLoaded: async ({ actions }) => {
      const exercises = loadExercises(root());
      actions.setGlobalData(exercises);
      for (const { id } of exercises) {
        const exercise = await actions.createData(
          `${id.replace('/', '--')}.json`,
          JSON.stringify({ id }),
        );
        actions.addRoute({
          path: `${context.baseUrl}exercises/${id}`,
          component: '@site/src/theme/ExercisePage/index.tsx',
          modules: { exercise },
          exact: true,
        });
      }
    },
  };
}
