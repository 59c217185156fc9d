/** Lists the lessons, in reading order, for the landing page and the lesson's own head. */
import type { AllContent, Plugin } from '@docusaurus/types';

/** One line of the list of lessons. */
export interface LessonEntry {
  readonly title: string;
  readonly permalink: string;
  readonly minutes: number;
  /** What the reader can do afterwards. */
  readonly outcome: string;
}

/** The parts of a loaded doc used here. */
interface LoadedDoc {
  readonly title: string;
  readonly permalink: string;
  readonly sidebarPosition?: number;
  readonly frontMatter: { readonly minutes?: number; readonly outcome?: string };
}

/** A lesson is a doc whose front matter says how many minutes it takes. */
export function lessonsPlugin(): Plugin {
  return {
    name: 'lessons',
    allContentLoaded: async ({ allContent, actions }) => {
      actions.setGlobalData(lessonsOf(allContent));
    },
  };
}

function lessonsOf(allContent: AllContent): LessonEntry[] {
  const docs = allContent['docusaurus-plugin-content-docs']?.['default'] as {
    readonly loadedVersions: readonly { readonly docs: readonly LoadedDoc[] }[];
  };
  return (docs.loadedVersions[0]?.docs ?? [])
    .filter((doc) => doc.frontMatter.minutes !== undefined)
    .toSorted((a, b) => (a.sidebarPosition ?? 0) - (b.sidebarPosition ?? 0))
    .map(({ title, permalink, frontMatter }) => ({
      title,
      permalink,
      minutes: frontMatter.minutes ?? 0,
      outcome: frontMatter.outcome ?? '',
    }));
}
