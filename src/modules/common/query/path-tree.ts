/** A path ends here: everything below belongs to it. */
export const WHOLE = Symbol('whole');

/** Names of attributes and of their parts. */
export interface PathTree {
  get(name: string): PathTree | typeof WHOLE | undefined;
}

/** No attribute at all, and every one wholly. */
export const NONE: PathTree = { get: () => undefined };
export const ALL: PathTree = { get: () => WHOLE };

type Branches = Map<string, Branches | typeof WHOLE>;

/** Of paths with slashes; a path that is the beginning of another includes it. */
export function pathTree(paths: readonly string[]): PathTree {
  const tree: Branches = new Map();
  for (const path of paths) plant(tree, path.split('/'));
  return tree;
}

function plant(tree: Branches, [name, ...rest]: string[]): void {
  const present = tree.get(name!);
  if (present === WHOLE) return;
  if (rest.length === 0) return void tree.set(name!, WHOLE);
  const branch: Branches = present ?? new Map<string, Branches | typeof WHOLE>();
  tree.set(name!, branch);
  plant(branch, rest);
}
