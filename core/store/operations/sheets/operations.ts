import { outboundSheet, saveSheet, sheetHistory } from './sheets.ts';

export const sheetsReads = { outboundSheet, sheetHistory } as const;
export const sheetsWrites = { saveSheet } as const;
