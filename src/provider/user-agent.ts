/** The version of this package. A test keeps it equal to package.json, which would be copied into `dist` if it were imported. */
export const VERSION = '0.1.0';

/** How this package introduces itself to servers. */
export const USER_AGENT = `node-red-contrib-conversations/${VERSION}`;
