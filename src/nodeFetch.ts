/** A bundle of its own: it is loaded with the first request, and not at the start. */
export { default } from 'node-fetch';
export { requestOutput } from './client/outputRequest';
