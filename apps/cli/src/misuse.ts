/** The verb was asked for something that cannot be: a wrong file, a wrong option. Exit code 2. */
export class MisuseError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'MisuseError';
  }
}
