/** A lesson: crumb, prose with cells, the way on; beside it the bench. */
import { useDoc } from '@docusaurus/plugin-content-docs/client';
import DocItemContent from '@theme/DocItem/Content';
import DocItemPaginator from '@theme/DocItem/Paginator';
import type { ReactNode } from 'react';
import { Bench } from '#components/Bench/Bench.tsx';
import { StepsProvider, useStepCount } from '#components/progress/steps.tsx';
import { useLessons } from '#site/content.ts';

export default function DocItemLayout({ children }: { readonly children: ReactNode }): ReactNode {
  const { metadata } = useDoc();
  const { permalink, title } = metadata;
  return (
    <StepsProvider key={permalink} page={permalink}>
      <div className="split">
        <main className="split-text">
          <article className="lesson">
            <Crumb permalink={permalink} />
            <DocItemContent>{children}</DocItemContent>
          </article>
          <DocItemPaginator />
        </main>
        <Bench shape="side" start={{ key: permalink, title: `Lesson: ${title}` }} />
      </div>
    </StepsProvider>
  );
}

/** "Lesson 1 of 2 · 10 min · 3 of 14 done" */
function Crumb({ permalink }: { readonly permalink: string }): ReactNode {
  const lessons = useLessons();
  const { total, done } = useStepCount();
  const index = lessons.findIndex((lesson) => lesson.permalink === permalink);
  const lesson = lessons[index];
  if (!lesson) return null;
  return (
    <p className="crumb">
      Lesson {index + 1} of {lessons.length} · {lesson.minutes} min
      {total > 0 && (
        <span className={done === total ? 'good' : ''}>
          {' '}
          · {done} of {total} done
        </span>
      )}
    </p>
  );
}
