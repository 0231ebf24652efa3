/** Node-RED grants everything that ends so to users who may read, or who may write. */
export const READ = 'conversations.read';
export const WRITE = 'conversations.write';
