import { resolve, join } from 'node:path';

/** What an installation is told from outside; every value has been checked. */
export interface Config {
  /** Port of the API. */
  readonly port: number;
  /** Address that the API binds. */
  readonly host: string;
  /** Folder of all data, absolute. */
  readonly home: string;
  /** Connection string of EventStoreDB; undefined: the embedded node. */
  readonly eventStore: string | undefined;
  /** Connection string of PostgreSQL; undefined: the embedded one. */
  readonly database: string | undefined;
  /** File of the operator's bare token. */
  readonly operatorKeyFile: string;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A variable of the environment is missing or has a value that its rule forbids. */
export class ConfigError extends Error {
  constructor(
    readonly variable: string,
    value: string | undefined,
    rule: string,
  ) {
    super(value === undefined ? `${variable} is not set: ${rule}` : `${variable} is "${value}": ${rule}`);
    this.name = 'ConfigError';
  }
}

/**
 * Reads and checks the environment.
 * @throws ConfigError naming the variable, its value and the rule
 */
export function loadConfig(env: Environment = process.env): Config {
  const home = resolve(given(env, 'AVENANT_HOME') ?? '.avenant');
  return {
    port: portOf(given(env, 'PORT') ?? '3000'),
    host: given(env, 'HOST') ?? '127.0.0.1',
    home,
    eventStore: connectionOf(env, 'AVENANT_EVENTSTORE', /^esdb(\+discover)?:\/\//, 'a connection string esdb://...'),
    database: connectionOf(env, 'AVENANT_DATABASE', /^postgres(ql)?:\/\//, 'a connection string postgres://...'),
    operatorKeyFile: join(home, 'operator.key'),
  };
}

/** A configuration whose log and database are known: what api, projector and replayer need. */
export interface ServiceConfig extends Config {
  readonly eventStore: string;
  readonly database: string;
}

/**
 * As loadConfig, for a process that embeds nothing.
 * @throws ConfigError also when AVENANT_EVENTSTORE or AVENANT_DATABASE is not set
 */
export function loadServiceConfig(env: Environment = process.env): ServiceConfig {
  const config = loadConfig(env);
  if (config.eventStore === undefined)
    throw new ConfigError('AVENANT_EVENTSTORE', undefined, 'this process needs a connection string esdb://...');
  if (config.database === undefined)
    throw new ConfigError('AVENANT_DATABASE', undefined, 'this process needs a connection string postgres://...');
  return { ...config, eventStore: config.eventStore, database: config.database };
}

function given(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim();
  return value === '' ? undefined : value;
}

function portOf(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65_535)
    throw new ConfigError('PORT', value, 'a port is a whole number from 0 to 65535');
  return port;
}

function connectionOf(env: Environment, name: string, form: RegExp, rule: string): string | undefined {
  const value = given(env, name);
  // The value may hold a password: it is not repeated.
  if (value !== undefined && !form.test(value)) throw new ConfigError(name, '...', `it must be ${rule}`);
  return value;
}
