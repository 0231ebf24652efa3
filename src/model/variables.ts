/**
 * The name in a text that is nothing but a reference to an environment variable, `${NAME}` or `$(NAME)`.
 *
 * Node-RED replaces such a text by the variable's value when it deploys; where one is still there afterwards,
 * the variable is not set. (It replaces whole texts only: `Bearer ${NAME}` stays as it is.)
 */
export function variableName(text: string): string | undefined {
  return /^\s*\$(?:\{([^}]+)\}|\(([^)]+)\))\s*$/.exec(text)?.slice(1).find(Boolean);
}
