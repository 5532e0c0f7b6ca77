import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';

/** What the API says about a request that it refuses (RFC 9457). */
export interface Problem {
  readonly status: number;
  readonly title?: string;
  readonly detail?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

/** One line about a problem: status, detail, and each field with what is wrong about it. */
export function describeProblem({ status, title, detail, errors = [] }: Problem): string {
  const fields = errors.map(({ path, message }) => (path === '' ? message : `${path} ${message}`)).join('; ');
  return `${status} ${[detail ?? title, fields].filter(Boolean).join(': ')}`;
}

/** The API refused a request. */
export class RefusedError extends Error {
  constructor(
    request: string,
    readonly problem: Problem,
  ) {
    super(`${request}: ${describeProblem(problem)}`);
    this.name = 'RefusedError';
  }
}

/** Nobody answers at the address. */
export class UnreachableError extends Error {
  constructor(url: string, options?: ErrorOptions) {
    super(`no answer from ${url}: is Avenant running there? (npm start, or --url)`, options);
    this.name = 'UnreachableError';
  }
}

/** The API of one installation, asked with one key. */
export class ApiClient {
  constructor(
    readonly url: string,
    private readonly key: string,
  ) {}

  /** @throws RefusedError, UnreachableError */
  async get<Answer>(path: string): Promise<Answer> {
    return (await (await this.request('GET', path)).json()) as Answer;
  }

  /** @throws RefusedError, UnreachableError */
  async post<Answer>(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
    const init = { body: JSON.stringify(body), headers: { 'content-type': 'application/json', ...headers } };
    return (await (await this.request('POST', path, init)).json()) as Answer;
  }

  /** A whole list, item by item as it comes. @throws RefusedError, UnreachableError, also in the middle */
  async *items<Item>(path: string): AsyncGenerator<Item> {
    const response = await this.request('GET', path, { headers: { accept: 'application/x-ndjson' } });
    if (!response.body) return;
    for await (const line of createInterface({ input: Readable.fromWeb(response.body) })) {
      if (line !== '') yield JSON.parse(line) as Item;
    }
  }

  /** Sends commands as NDJSON and answers the text of the NDJSON that comes back, cut off where the server ended in it. */
  async commands(lines: readonly string[], timeoutMs: number): Promise<string> {
    const init = {
      body: lines.join('\n') + '\n',
      headers: { 'content-type': 'application/x-ndjson' },
      signal: AbortSignal.timeout(timeoutMs),
    };
    const response = await this.request('POST', '/v1/commands', init);
    return response.body ? await textSoFar(response.body) : '';
  }

  private async request(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const response = await fetch(this.url + path, {
      ...init,
      method,
      headers: { ...(init.headers as Record<string, string> | undefined), authorization: `Bearer ${this.key}` },
    }).catch((cause: unknown) => {
      throw new UnreachableError(this.url, { cause });
    });
    if (response.ok) return response;
    throw new RefusedError(`${method} ${path}`, await problemOf(response));
  }
}

async function textSoFar(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  try {
    for await (const chunk of body) text += decoder.decode(chunk, { stream: true });
  } catch {
    // What came before the connection broke was answered, and counts.
  }
  return text;
}

async function problemOf(response: Response): Promise<Problem> {
  const text = await response.text().catch(() => '');
  try {
    return { ...(JSON.parse(text) as object), status: response.status };
  } catch {
    return { status: response.status, detail: text.slice(0, 200) };
  }
}
