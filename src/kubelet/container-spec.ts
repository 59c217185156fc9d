/** A container as its pod's spec asks for it. */
import type * as v1 from 'kubernetes-types/core/v1';
import type { Immutable } from '#apimachinery/object.ts';

export type ContainerSpec = Immutable<v1.Container>;
