import { Command } from '@nestjs/cqrs';
import { hashOf } from '#domain';
import type { Asked } from './asked.js';
import type { CommandAnswer } from './command-answer.dto.js';
import type { CommandBody } from './command-body.dto.js';

/** A command as it was asked: its name, what it is about, its checked body, and what surrounds it. */
export abstract class ApiCommand<Body extends CommandBody = CommandBody> extends Command<CommandAnswer> {
  /** As spec/http.md names it. */
  abstract readonly name: string;
  /** The stream that it writes to. */
  abstract readonly stream: string;

  /** @param ids the ids of its address, by name: what the path says and the body does not */
  constructor(
    readonly ids: Readonly<Record<string, string>>,
    readonly body: Body,
    readonly asked: Asked,
  ) {
    super();
  }

  /** The command's name and address are part of it, so that one key on two routes of a ticket is no repeat. */
  bodyHash(): string {
    const { commandId: _key, ...fields } = this.body;
    return hashOf({ ...fields, ...this.ids, command: this.name });
  }
}
