import { RegistryUnreachable } from './npm';

/**
 * Does work that needs the npm registry. Without one the tests are skipped, visibly; in CI, where there must be one, they
 * fail.
 */
export async function needsRegistry<T>(test: Mocha.Context, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RegistryUnreachable && process.env.CI !== 'true') {
      console.log('        skipped: the npm registry cannot be reached');
      test.skip();
    }
    throw error;
  }
}
