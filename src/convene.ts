export { realIo } from './io.js';
export { main } from './main.js';
