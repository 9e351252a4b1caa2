export function writeYouzanOrders(path: string, count: number, buyers: number): void;
