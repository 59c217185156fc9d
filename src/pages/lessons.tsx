/** All lessons in reading order. */
import Layout from '@theme/Layout';
import type { ReactNode } from 'react';
import { LessonList } from '#site/LessonList.tsx';

export default function LessonsPage(): ReactNode {
  return (
    <Layout title="Lessons" description="All lessons, in reading order." noFooter>
      <main className="page">
        <h1>Lessons</h1>
        <p className="lead">
          Read on the left, break things on the right. Every command runs in a cluster of your own.
        </p>
        <LessonList />
      </main>
    </Layout>
  );
}
