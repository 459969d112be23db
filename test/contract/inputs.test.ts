import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { endpoints, type Method } from '#core/contract/endpoints.ts';
import { defaultOutboundSheet } from '#core/domain/outboundSheet.ts';

type Node = z.core.JSONSchema.BaseSchema;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;
const methods = Object.keys(endpoints) as readonly Method[];

/** What keeps a text short; every pattern of ours counts its characters. */
const short = ['maxLength', 'pattern', 'format', 'enum', 'const'] as const;

/** What of an input may be as long as anybody likes, with its place. */
function unbounded(node: Node, place: string): readonly string[] {
  const alternatives = [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])];
  const below = alternatives.flatMap((each) => (isNode(each) ? unbounded(each, place) : []));
  switch (node.type) {
    case 'string':
      return short.some((name) => node[name] !== undefined) ? below : [...below, `${place}: text`];
    case 'array': {
      const items = isNode(node.items) && !Array.isArray(node.items) ? unbounded(node.items, `${place}[]`) : [];
      return [...below, ...items, ...(node.maxItems === undefined ? [`${place}: list`] : [])];
    }
    case 'object': {
      const members = Object.entries(node.properties ?? {});
      const values = isNode(node.additionalProperties) ? unbounded(node.additionalProperties, `${place}{}`) : [];
      const names = isNode(node.propertyNames) ? unbounded(node.propertyNames, `${place}{name}`) : [];
      return [
        ...below,
        ...values,
        ...names,
        ...members.flatMap(([name, each]) => (isNode(each) ? unbounded(each, `${place}.${name}`) : [])),
      ];
    }
    default:
      return below;
  }
}

/** Objects of an input that take members they do not know. */
function open(node: Node, place: string): readonly string[] {
  const children = [
    ...[...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])].map((each) => [place, each] as const),
    ...Object.entries(node.properties ?? {}).map(([name, each]) => [`${place}.${name}`, each] as const),
    [`${place}[]`, node.items] as const,
  ];
  const own = node.type === 'object' && node.properties !== undefined && node.additionalProperties !== false ? [place] : [];
  return [...own, ...children.flatMap(([at, each]) => (isNode(each) && !Array.isArray(each) ? open(each, at) : []))];
}

const schemaOf = (method: Method): Node => z.toJSONSchema(endpoints[method].input, { io: 'input', reused: 'inline' });

describe('what a call may bring', () => {
  it('is bounded, every text and every list of it', () => {
    expect(methods.flatMap((method) => unbounded(schemaOf(method), method))).toEqual([]);
  });

  it('has no member that nobody knows; fixes alone may come from rows of an older version', () => {
    const found = methods.flatMap((method) => open(schemaOf(method), method));
    expect(found.filter((place) => !place.startsWith('master.suggest.fixes[]'))).toEqual([]);
  });

  it('would be found where it is not', () => {
    const loose = z.toJSONSchema(z.object({ text: z.string(), list: z.array(z.number()) }), { io: 'input' });
    expect(unbounded(loose, 'x')).toEqual(['x.text: text', 'x.list: list']);
    expect(open(loose, 'x')).toEqual(['x']);
  });

  it('has no record with more entries than anybody needs', () => {
    const many = Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`C${index}`, 'D240']));
    const sheet = { ...defaultOutboundSheet, invoice: { ...defaultOutboundSheet.invoice, chargeCodes: many } };
    const parsed = endpoints['sheets.save'].input.safeParse({ partnerId: 'P', vendor: '', seen: 0, why: 'a test', sheet });
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual(['has more than 200 entries']);
  });

  it('names a backup at a time of day', () => {
    const settings = { automatic: true, folder: '/backups', keep: 7, warnAfterDays: 2 };
    expect(endpoints['backup.set'].input.safeParse({ ...settings, at: 'noon' }).success).toBe(false);
    expect(endpoints['backup.set'].input.safeParse({ ...settings, at: '18:30' }).success).toBe(true);
  });
});
