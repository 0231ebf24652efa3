/** Reads a text of a node's catalogue, with `__name__` in it replaced by `values.name`. */
export type Messages = (key: string, values?: Record<string, string | number>) => string;
