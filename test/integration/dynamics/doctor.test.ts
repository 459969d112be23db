import { afterEach, describe, expect, test } from 'vitest';
import { examineDynamics } from '#core/dynamics/doctor.ts';
import type { DoctorStep } from '#core/dynamics/doctor.ts';
import { json, publicEntities, sentNames, world } from './support.ts';
import type { Asked, Handler, World } from './support.ts';

let open: World | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

/** An environment in order, with what a test changes about it. */
function environment(sets: Readonly<Record<string, readonly string[]>> = sentNames, own?: Handler): Handler {
  return (asked, response) => {
    const special = own?.(asked, response);
    if (special) return special;
    if (asked.path === '/data') return json(200, { value: Object.keys(sets).map((url) => ({ url })) });
    if (asked.path.startsWith('/metadata/')) return publicEntities(asked, sets);
    if (asked.path === '/data/LegalEntities') return json(200, { value: [{ LegalEntityId: 'usmf', Name: 'Contoso US' }] });
    return json(200, { value: [] });
  };
}

async function examine(
  ...args: Parameters<typeof world>
): Promise<{ readonly steps: readonly DoctorStep[]; readonly asked: readonly Asked[] }> {
  open = await world(...args);
  const steps: DoctorStep[] = [];
  for await (const step of examineDynamics(open.ports)) steps.push(step);
  return { steps, asked: open.asked };
}
const states = (steps: readonly DoctorStep[]): Record<string, string> =>
  Object.fromEntries(steps.map((step) => [step.name, step.state]));

describe('the doctor', () => {
  test('finds everything for orders in order, by reading alone, and says that nothing tells what was posted', async () => {
    const { steps, asked } = await examine(environment());
    expect(states(steps)).toEqual({
      token: 'good',
      companies: 'good',
      'entity sets': 'good',
      properties: 'good',
      'read orders': 'good',
      'write orders': 'good',
      // This environment has sales orders and no journal.
      journals: 'bad',
    });
    expect(steps.at(-1)?.sentence).toMatch(/No set tells confirmations and packing slips and invoices here/);
    expect(new Set(asked.map((one) => one.method))).toEqual(new Set(['GET']));
  });

  test('without a token says why and skips the rest', async () => {
    const refused = json(401, { error: 'invalid_client', error_description: 'AADSTS7000222: expired', error_codes: [7000222] });
    const { steps } = await examine(environment(), { tokens: () => refused });
    expect(steps[0]).toMatchObject({
      state: 'bad',
      sentence: expect.stringContaining('has expired') as string,
      details: { code: 'dynamics-token-refused' },
    });
    expect(steps.slice(1).map((step) => step.state)).toEqual(Array.from({ length: 6 }, () => 'skipped'));
  });

  test('names a company that does not exist', async () => {
    const { steps } = await examine(environment(), { companies: ['USMF', 'frrt'] });
    expect(steps[1]).toMatchObject({
      name: 'companies',
      state: 'bad',
      sentence: expect.stringMatching(/has no company frrt,/) as string,
    });
  });

  test('names what the environment has instead of a missing set', async () => {
    const { LegalEntities, SalesOrderHeadersV2 } = sentNames;
    const { steps } = await examine(
      environment({ LegalEntities, SalesOrderHeadersV4: SalesOrderHeadersV2, SalesOrderLines: sentNames.SalesOrderLines }),
    );
    expect(steps[2]).toMatchObject({
      state: 'bad',
      sentence: expect.stringMatching(/no SalesOrderHeadersV2\. It has SalesOrderHeadersV4, SalesOrderLines/) as string,
    });
  });

  test('a lacking property that can be left out is no fault, one that tells orders apart is', async () => {
    const without = (name: string): Record<string, readonly string[]> => ({
      ...sentNames,
      SalesOrderHeadersV2: sentNames.SalesOrderHeadersV2.filter((property) => property !== name),
    });
    const email = await examine(environment(without('Email')));
    expect(email.steps[3]).toMatchObject({ state: 'good', details: { missing: 'SalesOrderHeadersV2.Email' } });
    await open?.close();
    const reference = await examine(environment(without('CustomersOrderReference')));
    expect(reference.steps[3]).toMatchObject({
      state: 'bad',
      sentence: expect.stringContaining('SalesOrderHeadersV2.CustomersOrderReference') as string,
    });
  });

  test.each([
    ['SalesOrderHeadersV2', 'SalesOrderStatus'],
    ['SalesOrderLines', 'InventoryLotId'],
  ] as const)('so is one that is only read: %s.%s', async (set, name) => {
    const names: readonly string[] = sentNames[set];
    const { steps } = await examine(environment({ ...sentNames, [set]: names.filter((property) => property !== name) }));
    expect(steps[3]).toMatchObject({ state: 'bad', sentence: expect.stringContaining(`${set}.${name}`) as string });
  });

  test('says what nothing can tell beforehand about numbers of our own', async () => {
    const { steps } = await examine(environment(), { manualNumbers: true });
    expect(steps[5]).toMatchObject({ state: 'good', sentence: expect.stringMatching(/allows manual numbers/) as string });
  });

  test('missing roles get the sentence about roles', async () => {
    const { steps } = await examine(
      environment(sentNames, (asked) => (asked.path === '/data/SalesOrderHeadersV2' ? json(403, '') : undefined)),
    );
    expect(steps[4]).toMatchObject({
      name: 'read orders',
      state: 'bad',
      sentence: expect.stringContaining('Give that user the roles') as string,
    });
  });

  test('says that writing cannot be told where there is no metadata', async () => {
    const { steps } = await examine(
      environment(sentNames, (asked) =>
        /^\/metadata\/|\$metadata$/.test(asked.path) || asked.path === '/data' ? json(403, '') : undefined,
      ),
    );
    expect(states(steps)).toEqual({
      token: 'good',
      companies: 'good',
      'entity sets': 'skipped',
      properties: 'skipped',
      'read orders': 'good',
      'write orders': 'skipped',
      journals: 'good',
    });
  });

  test('a read-only set is bad', async () => {
    const { steps } = await examine(
      environment(sentNames, (asked) => {
        if (!asked.path.startsWith('/metadata/')) return undefined;
        const answer = publicEntities(asked);
        return asked.url.includes('SalesOrderLines')
          ? { ...answer, body: answer.body?.replace('"IsReadOnly":false', '"IsReadOnly":true') ?? '' }
          : answer;
      }),
    );
    expect(steps[5]).toMatchObject({ state: 'bad', sentence: expect.stringContaining('SalesOrderLines is read-only') as string });
  });
});
