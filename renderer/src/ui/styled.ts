/** Code that loads after the start, together with the styles that the first page does without. */

/** Loads a module and the rest of Mantine's styles before anything of it is drawn. Wrap every `import()` of components with it. */
export async function styled<T>(load: () => Promise<T>): Promise<T> {
  const [module] = await Promise.all([load(), import('./more-styles')]);
  return module;
}
