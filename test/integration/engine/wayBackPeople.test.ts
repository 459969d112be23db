import { describe, expect, it } from 'vitest';
import type { HoldView } from '#core/contract/views/attention.ts';
import type { DraftView } from '#core/contract/views/drafts.ts';
import type { AuditRow } from '#core/contract/views/records.ts';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import { defaultOutboundSheet, type OutboundSheet } from '#core/domain/outboundSheet.ts';
import { answer, app, bench, open, only, run, theOrder, useDesk } from '../support/desk.ts';
import { setPartnerColumn } from '../support/fixture.ts';
import { call, documents, holdsOut, ordered, places, received, sent, withSheets } from '../support/wayBack.ts';

useDesk(59);

const confirm = (body: object = {}) => bench.control('confirm', { orders: 'all', ...body });

const review = (sheet: OutboundSheet): OutboundSheet => ({
  ...sheet,
  documents: { ...sheet.documents, '855': { ...sheet.documents['855'], review: true } },
});

async function started(sheets?: (sheet: OutboundSheet) => OutboundSheet): Promise<readonly string[]> {
  await open();
  await withSheets(sheets);
  return ordered({ count: 1, family: 'bulk' });
}

async function draft(): Promise<DraftView> {
  const [row] = await documents();
  return call<DraftView>('outbound.draft', { outboundId: row?.id });
}

describe('what people do with drafts', () => {
  it('shows the 850, what Dynamics says and the draft side by side, with where each value came from', async () => {
    await started(review);
    await confirm();
    await run();
    const view = await draft();
    expect(await places()).toEqual(['855 review']);
    expect(view.values.every(({ origin }) => origin !== undefined)).toBe(true);
    expect(new Set(view.values.map(({ origin }) => origin?.from))).toContain('850');
    expect(view.lines.every(({ ordered: all, posted, drafted, differs }) => all === posted && all === drafted && !differs)).toBe(
      true,
    );
    expect(view.text).toContain('<OrderAcks');
    expect(view.postings).toHaveLength(1);
    expect(view.orders).toHaveLength(1);
  });

  it('keeps a corrected value on top of the draft, with the reason, and sends it', async () => {
    await started(review);
    await confirm();
    await run();
    const view = await draft();
    const number = view.values.find(({ name }) => name === 'InternalOrderNumber');
    const { versionId } = await call<{ readonly versionId: number }>('outbound.correct', {
      outboundId: view.outboundId,
      versionId: view.versionId,
      path: number?.path,
      value: 'SO-BY-HAND',
      reason: 'the buyer knows it by this number',
    });
    await expect(
      call('outbound.correct', {
        outboundId: view.outboundId,
        versionId: view.versionId,
        path: number?.path,
        value: 'X',
        reason: 'too late',
      }),
    ).rejects.toThrow('conflict');
    const corrected = await draft();
    expect(corrected.corrections).toMatchObject([{ before: number?.value, value: 'SO-BY-HAND' }]);
    expect(corrected.values.find(({ path }) => path === number?.path)).toMatchObject({
      origin: { from: 'typed' },
      before: number?.value,
    });
    await call('outbound.release', { documents: [{ outboundId: view.outboundId, versionId }] });
    await run();
    expect((await received())[0]?.body).toContain('SO-BY-HAND');
  });

  it('refuses a correction that cannot be written, and takes corrections back', async () => {
    await started(review);
    await confirm();
    await run();
    const first = await draft();
    const path = 'OrderAck/Header/OrderHeader/AcknowledgementDate';
    await call('outbound.correct', {
      outboundId: first.outboundId,
      versionId: first.versionId,
      path,
      value: 'soon',
      reason: 'a test',
    });
    expect(await places()).toEqual(['855 held']);
    const second = await draft();
    await call('outbound.uncorrect', { outboundId: first.outboundId, versionId: second.versionId });
    expect(await places()).toEqual(['855 review']);
    expect(await holdsOut()).toEqual([]);
  });

  it('sends a draft back with a note; another draft is reviewed again', async () => {
    await started(review);
    await confirm();
    await run();
    const view = await draft();
    await call('outbound.sendBack', { outboundId: view.outboundId, versionId: view.versionId, note: 'wrong day' });
    await run();
    expect(await places()).toEqual(['855 held']);
    await call('outbound.redraft', { outboundId: view.outboundId });
    expect(await places()).toEqual(['855 held']);
    const path = view.values.find(({ name }) => name === 'InternalOrderNumber')?.path;
    await call('outbound.correct', {
      outboundId: view.outboundId,
      versionId: (await draft()).versionId,
      path,
      value: 'SO-2',
      reason: 'as noted',
    });
    expect(await places()).toEqual(['855 review']);
  });

  it('lets what one rule found in many lines pass at once, all of it or nothing', async () => {
    await started();
    await confirm({ share: 0.5 });
    await run();
    const view = await draft();
    const answers = view.choices.map(({ threadId, about, position, store, options }) => {
      const later = options.find(({ needs }) => needs.includes('date'));
      return { threadId, about, position, store, code: later?.code, date: '2031-01-02' };
    });
    const over = answers.map((answer, index) => (index === 1 ? { ...answer, date: '2020-01-02' } : answer));
    const asked = { outboundId: view.outboundId, versionId: view.versionId };
    await expect(call('outbound.answerChoices', { ...asked, answers: over })).rejects.toThrow('invalid-input');
    const elsewhere = answers.map((answer, index) => (index === 1 ? { ...answer, threadId: 999 } : answer));
    await expect(call('outbound.answerChoices', { ...asked, answers: elsewhere })).rejects.toThrow('invalid-input');
    // What was wrong in one of them leaves all of them unanswered, also for whoever drafts it next.
    await call('outbound.redraft', { outboundId: view.outboundId });
    expect((await draft()).choices).toHaveLength(answers.length);
    await call('outbound.answerChoices', { ...asked, versionId: (await draft()).versionId, answers });
    const open = async (): Promise<readonly HoldView[]> =>
      (await call<OutboundView>('outbound.get', { outboundId: view.outboundId })).holds.filter(
        ({ closedAt }) => closedAt === undefined,
      );
    const held = await open();
    expect(held.length).toBeGreaterThan(2);
    const { rows: record } = await call<{ readonly rows: readonly AuditRow[] }>('audit.list', { filter: {}, limit: 200 });
    const answered = record.filter(({ what }) =>
      what.endsWith(`is acknowledged as ${answers[0]?.code ?? ''}, ships Jan 2, 2031`),
    );
    expect(answered).toHaveLength(answers.length);
    expect(new Set(held.map(({ rule, consequence, nextStep }) => [rule, consequence, nextStep].join(' '))).size).toBe(1);
    const accept = (holds: readonly HoldView[]): Promise<unknown> =>
      call('outbound.accept', { outboundId: view.outboundId, holdIds: holds.map(({ id }) => id), reason: 'the buyer agreed' });

    await accept(held.slice(0, 1));
    await expect(accept(held)).rejects.toThrow('conflict');
    const left = await open();
    expect(left).toHaveLength(held.length - 1);

    await accept(left);
    expect(await open()).toEqual([]);
    expect(await places()).not.toContain('855 held');
  });

  it('asks what only a person can know, and drafts by the answer', async () => {
    const [order] = await started();
    await confirm({ changes: [{ line: 1, quantity: 1 }] });
    await run();
    const view = await draft();
    expect(order).toBeDefined();
    if (view.choices.length > 0) {
      const answers = view.choices.map(({ threadId, about, position, store, options }) => ({
        threadId,
        about,
        position,
        store,
        code: (options.find(({ needs }) => needs.every((need) => need === 'reason')) ?? options[0])?.code,
        reason: 'sold out',
        date: (options[0]?.needs ?? []).includes('date') ? '2031-01-02' : undefined,
      }));
      await call('outbound.answerChoices', { outboundId: view.outboundId, versionId: view.versionId, answers });
      expect((await draft()).choices).toEqual([]);
    }
    expect(view.choices.length).toBeGreaterThan(0);
  });

  it('rejects with an 855 for review what a person set aside at intake', async () => {
    await open();
    await withSheets();
    await setPartnerColumn(app.store, 'leadDays', '400');
    await bench.control('orders', { count: 1, family: 'bulk' });
    await run();
    expect((await only()).hold.cause).toBe('rule');
    await answer('abandon');
    await run();
    expect(await places()).toEqual(['855 review']);
    expect((await draft()).text).toContain('RD');
  });

  it('rejects with the reason of the person who set it aside while it was parked', async () => {
    await open();
    await withSheets();
    await bench.control('orders', { count: 1, oddity: 'new-item' });
    await run();
    const [parked] = (await app.store.attentionList({ limit: 5 })).rows;
    await app.engine.setAside(parked?.documentId ?? 0, 'we do not carry it');
    await run();
    expect(await places()).toEqual(['855 review']);
    const { text, missing } = await draft();
    expect(text).toContain('we do not carry it');
    expect(missing).toEqual([]);
  });

  it('goes out in the same run where the columns say no review and no undo, as the practice maps do', async () => {
    await open();
    const { rows } = await app.store.mappingPage({ kind: 'partners', limit: 1 });
    const key = { partnerId: rows[0]?.partnerId ?? '', vendor: rows[0]?.vendor ?? '' };
    const sheet = await app.store.outboundSheet(key);
    expect(sheet).toMatchObject({ version: 0, sheet: { documents: { '855': { review: false, undoSeconds: 0 } } } });
    await ordered({ count: 1, family: 'bulk' });
    await confirm();
    await run();
    expect((await sent('855')).length).toBe(1);
  });

  it('keeps every version of a sheet, and a column of the partner that changes makes one', async () => {
    await open();
    await withSheets();
    const { rows } = await app.store.mappingPage({ kind: 'partners', limit: 1 });
    const key = { partnerId: rows[0]?.partnerId ?? '', vendor: rows[0]?.vendor ?? '' };
    const seen = await call<{ readonly version: number; readonly sheet: OutboundSheet }>('sheets.get', key);
    const sheet = { ...seen.sheet, ack: { ...defaultOutboundSheet.ack, amendments: true } };
    await call('sheets.save', { ...key, seen: seen.version, sheet, why: 'routing guide of May' });
    await expect(call('sheets.save', { ...key, seen: seen.version, sheet, why: 'again, late' })).rejects.toThrow('conflict');
    await setPartnerColumn(app.store, 'leadDays', '2');
    const { rows: history } = await call<{
      readonly rows: readonly { readonly version: number; readonly changes: readonly unknown[] }[];
    }>('sheets.history', key);
    expect(history.map(({ version }) => version)).toEqual([2, 1]);
    expect(history[0]?.changes).toEqual([{ field: 'ack.amendments', before: 'false', after: 'true' }]);
  });

  it('keeps what waits to leave here once its sheet says that it is not agreed, and lets it go when it is again', async () => {
    const agreeing = (agreed: boolean, undoSeconds: number) => (sheet: OutboundSheet) => ({
      ...sheet,
      documents: { ...sheet.documents, '856': { ...sheet.documents['856'], agreed, undoSeconds, review: true } },
    });
    await open();
    await withSheets(agreeing(true, 120));
    await ordered({ count: 1, family: 'bulk' });
    await confirm();
    await bench.control('ship', { orders: 'all' });
    await run();
    const notice = async () => (await documents()).find(({ kind }) => kind === '856');
    const release = async (): Promise<void> => {
      const row = await notice();
      await call('outbound.release', { documents: [{ outboundId: row?.id, versionId: row?.versionId }] });
    };
    await release();
    expect((await notice())?.place).toBe('ring');
    await withSheets(agreeing(false, 0));
    await run();
    expect((await notice())?.place).toBe('held');
    expect(await holdsOut()).toEqual([
      expect.stringContaining('Document 856 is not agreed with partner Northwind Home any more'),
    ]);
    const row = await notice();
    await expect(call('outbound.redraft', { outboundId: row?.id })).rejects.toThrow('is not agreed with the partner any more');
    await run();
    expect([await sent('856'), (await holdsOut()).length]).toEqual([[], 1]);
    await withSheets(agreeing(true, 0));
    await run();
    expect([(await notice())?.place, await holdsOut()]).toEqual(['review', []]);
    await release();
    await run();
    expect((await sent('856')).length).toBe(1);
  });

  it('looks at waiting drafts again when the sheet changes, and only then', async () => {
    await open();
    await ordered({ count: 1, family: 'bulk' });
    await confirm();
    // A slip without a bill of lading, which the partner wants.
    await bench.control('ship', { orders: 'all', bare: true });
    await run();
    expect(await places()).toContain('856 waiting');
    const versions = async (): Promise<number> => (await documents()).reduce((sum, { versionId }) => sum + versionId, 0);
    const before = await versions();
    await run();
    expect(await versions()).toBe(before);
    expect((await sent('856')).length).toBe(0);
    await withSheets((sheet) => ({ ...sheet, shipNotice: { ...sheet.shipNotice, billOfLadingRequired: false } }));
    await run();
    expect((await sent('856')).length).toBe(1);
    expect((await theOrder())?.threadId).toBeDefined();
  });
});
