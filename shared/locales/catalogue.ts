/** Texts of one namespace: nested objects with a text at each leaf; keys are spoken of as `namespace:part.part`. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/** All texts of one language by namespace (= file name without `.json`). */
export type Catalogue = Readonly<Record<string, Texts>>;

/** Turns modules by path (`./en/people.json`) into a catalogue by namespace. */
export function byNamespace(modules: Record<string, Texts>): Catalogue {
  return Object.fromEntries(Object.entries(modules).map(([path, texts]) => [path.replace(/^.*\/|\.json$/g, ''), texts]));
}
