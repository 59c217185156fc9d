/** What definitions and fields of the API are for, in Kubernetes' own words. Large: reached by `import()` alone. */
import generated from './generated/prose.json' with { type: 'json' };

/** The descriptions there are; what a package didn't have to the letter is missing. */
export interface Prose {
  /** Of a definition (`io.k8s.api.core.v1.Pod`), or of one of its fields. */
  of(definition: string, field?: string): string | undefined;
}

/** Texts, and which of them is said of each field ("" is the definition itself). */
interface Generated {
  readonly texts: readonly string[];
  readonly definitions: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

const { texts, definitions }: Generated = generated;

export const prose: Prose = {
  of: (definition, field = '') => {
    const said = Object.hasOwn(definitions, definition) ? definitions[definition] : undefined;
    const at = said && Object.hasOwn(said, field) ? said[field] : undefined;
    return at === undefined ? undefined : texts[at];
  },
};
