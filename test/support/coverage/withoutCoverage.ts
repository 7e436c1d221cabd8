/**
 * The environment of a process that is killed, or may write no more than a little: Node would leave a part
 * of its coverage among that of the tests. Its bundle counts for nothing there in any case.
 */
export const withoutCoverage: NodeJS.ProcessEnv = { ...process.env, NODE_V8_COVERAGE: '' };
