export {
  ConfigError,
  loadConfig,
  loadServiceConfig,
  type Config,
  type Environment,
  type ServiceConfig,
} from './config.js';
export { ensureOperatorKey, OperatorKeyError, readOperatorKey } from './operator-key.js';
