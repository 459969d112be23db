import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boundaryOf, parseBatch, writeChangeset } from '#core/dynamics/multipart.ts';
import { batchAnswer } from '../../integration/dynamics/support.ts';

const body = fc.record({ text: fc.string({ unit: 'grapheme' }), number: fc.integer() }).map((value) => JSON.stringify(value));
const part = fc.record({
  id: fc.integer({ min: 1, max: 5000 }).map(String),
  status: fc.constantFrom(200, 201, 400, 429, 500),
  body,
});
const style = fc.record({ eol: fc.constantFrom('\r\n', '\n'), nested: fc.boolean(), length: fc.boolean() });

describe('batch answers', () => {
  test('what a server writes is read back, in every style', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), style, (parts, how) => {
        const answer = batchAnswer(parts, how);
        const read = parseBatch(answer.body ?? '', boundaryOf(answer.headers?.['content-type'] ?? '') ?? '');
        expect(read.complete).toBe(true);
        expect(read.parts.map(({ id, status, body: text }) => ({ id, status, body: text }))).toEqual(parts);
      }),
    );
  });

  test('an answer cut anywhere is never called complete and never invents a part', () => {
    const parts = [1, 2, 3].map((id) => ({ id: String(id), status: 201, body: JSON.stringify({ lot: `00${id}` }) }));
    const whole = batchAnswer(parts).body ?? '';
    const end = whole.indexOf('--batchresponse_1--') + '--batchresponse_1--'.length;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: end - 3 }), (cut) => {
        const read = parseBatch(whole.slice(0, cut), 'batchresponse_1');
        expect(read.complete).toBe(false);
        expect(read.parts.length).toBeLessThanOrEqual(3);
      }),
    );
  });

  test('a single failing part outside any changeset is read', () => {
    const answer = batchAnswer([{ status: 400, body: '{"error":{}}', headers: 'Retry-After: 9' }], { nested: false });
    const { parts, complete } = parseBatch(answer.body ?? '', 'batchresponse_1');
    expect(complete).toBe(true);
    expect(parts).toMatchObject([{ id: '', status: 400, body: '{"error":{}}', headers: { 'retry-after': '9' } }]);
  });

  test('a preamble, header names in any case and a quoted boundary with signs do no harm', () => {
    const text = [
      'hello',
      '--a+b(c)',
      'CONTENT-TYPE: application/http',
      'content-id: 7',
      '',
      'HTTP/1.1 201 Created',
      'X: y',
      '',
      '{}',
      '--a+b(c)--',
    ].join('\n');
    expect(boundaryOf('multipart/mixed; Boundary="a+b(c)"')).toBe('a+b(c)');
    expect(parseBatch(text, 'a+b(c)')).toMatchObject({ complete: true, parts: [{ id: '7', status: 201, body: '{}' }] });
  });
});

describe('changesets', () => {
  test('every operation is in it once, with its id, address and body', () => {
    fc.assert(
      fc.property(fc.array(body, { minLength: 1, maxLength: 20 }), (bodies) => {
        const requests = bodies.map((text, index) => ({
          id: String(index + 1),
          method: 'POST' as const,
          path: 'SalesOrderLines',
          body: text,
        }));
        expect(readChangeset(writeChangeset(requests, 'batch_1', 'cs_1'))).toEqual(requests);
      }),
    );
  });

  test('the text is exactly what dynamics.md 7.8 shows', () => {
    const text = writeChangeset([{ id: '1', method: 'POST', path: 'SalesOrderLines', body: '{"a":1}' }], 'batch_1', 'cs_1');
    expect(text.split('\r\n')).toEqual([
      '--batch_1',
      'Content-Type: multipart/mixed; boundary=cs_1',
      '',
      '--cs_1',
      'Content-Type: application/http',
      'Content-Transfer-Encoding: binary',
      'Content-ID: 1',
      '',
      'POST SalesOrderLines HTTP/1.1',
      'Content-Type: application/json',
      'Accept: application/json',
      '',
      '{"a":1}',
      '--cs_1--',
      '--batch_1--',
      '',
    ]);
  });
});

/** A reader of its own, as a server would have it: by lines, knowing nothing of the writer. */
function readChangeset(text: string): readonly object[] {
  const inner = /boundary=(\S+)/.exec(text)?.[1] ?? '';
  return text
    .split(`--${inner}\r\n`)
    .slice(1)
    .map((section) => {
      const [head = '', request = '', ...rest] = section.split('\r\n\r\n');
      const [method, path] = request.split(' ');
      const [content = ''] = rest.join('\r\n\r\n').split('\r\n--');
      return { id: /Content-ID: (\S+)/.exec(head)?.[1], method, path, body: content.replace(/\r\n$/, '') };
    });
}
