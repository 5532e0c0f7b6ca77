export { announceReady, createLogger, type Logger } from './logging.js';
