export function alipayRow(n: number, salt?: number): string;
export function writeAlipayBill(path: string, rows: number, options?: { utf8?: boolean; salt?: number }): void;
