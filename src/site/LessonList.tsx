/** The lessons as a list: title, minutes, and what you can do afterwards. */
import Link from '@docusaurus/Link';
import type { ReactNode } from 'react';
import { useLessons } from './content.ts';

export function LessonList(): ReactNode {
  return (
    <ol className="index-list">
      {useLessons().map((lesson) => (
        <li key={lesson.permalink}>
          <Link to={lesson.permalink}>{lesson.title}</Link>
          <span className="index-minutes">{lesson.minutes} min</span>
          <p>{lesson.outcome}</p>
        </li>
      ))}
    </ol>
  );
}
