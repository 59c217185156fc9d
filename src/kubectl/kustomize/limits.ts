/** What real kustomize does and this one doesn't: said in one sentence, without the way that led there. */
import { KubectlError } from '../errors.ts';

export class LimitError extends KubectlError {}

/** A refusal that is told with where it came from. */
export const isTold = (error: unknown): error is KubectlError =>
  error instanceof KubectlError && !(error instanceof LimitError);

export const remoteError = (path: string): LimitError =>
  new LimitError(`this build of kubectl has no network to fetch ${path} from`);

/** Something of a build of another kind than this simulation has. */
export const notSimulated = (what: string): LimitError =>
  new LimitError(`this build of kubectl does not run kustomize ${what}`);
