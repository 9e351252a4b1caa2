/** Readers abroad: payments for the English newsletter (Stripe) and memberships (Patreon). Amounts in minor units of their currency. */
import { DAY, HOUR, months, periodEnd, periodStart, wall } from './calendar.mjs';
import { ratio } from './money.mjs';
import { createRandom } from './random.mjs';

const month = 30 * DAY + 10 * HOUR;
const prices = {
  usd: { monthly: 600, annual: 6_000, guide: 1_200, tip: [300, 500, 1_000], decimals: 2 },
  eur: { monthly: 550, annual: 5_500, guide: 1_100, tip: [300, 500, 1_000], decimals: 2 },
  gbp: { monthly: 500, annual: 5_000, guide: 900, tip: [200, 500, 800], decimals: 2 },
  jpy: { monthly: 900, annual: 9_000, guide: 1_800, tip: [500, 1_000], decimals: 0 },
};
/** US cents per minor unit, times 10,000, at the start; it drifts a little month by month. */
const rates = { usd: 10_000, eur: 11_250, gbp: 13_300, jpy: 6_600 };
const drift = [0, 40, 90, 60, 110, 150, 90, 30, -20, 40, 80, 120, 60, 20, -40, -10, 50, 70];

function settle(currency, amount, at) {
  const index = months.findIndex((one) => at >= one.start && at < one.end);
  return currency === 'usd' ? amount : ratio(amount, rates[currency] + drift[index], 10_000);
}

function payment(random, reader, at, amount, what) {
  const { currency } = reader.country;
  const converted = settle(currency, amount, at);
  const foreign = reader.country.code !== 'US';
  const fee = ratio(converted, foreign ? 44 : 29, 1000) + 30;
  return {
    id: `${random.chance(0.9) ? 'ch' : 'py'}_3Demo${random.letters(18)}`,
    at,
    reader,
    what,
    currency,
    decimals: prices[currency].decimals,
    amount,
    refunded: 0,
    refundAt: null,
    converted,
    convertedRefunded: 0,
    fee,
    taxes: ratio(fee, 6, 100),
    status: 'Paid',
    disputed: 0,
    disputeAt: null,
    message: 'Payment complete.',
    last4: random.pick(['4242', '1117', '4444', '0005']),
    funding: random.weighted([
      ['credit', 5],
      ['debit', 4],
      ['prepaid', 1],
    ]),
    intent: `pi_3Demo${random.letters(18)}`,
    invoice: what.endsWith('subscription') ? `DEMO-${random.digits(6)}` : '',
  };
}

function schedule(random, reader) {
  const price = prices[reader.country.currency];
  const kind = random.weighted([
    ['monthly', 38],
    ['annual', 44],
    ['guide', 18],
  ]);
  const payments = [];
  if (kind === 'guide') payments.push(payment(random, reader, reader.joinedAt, price.guide, 'Reading guide (PDF)'));
  const step = kind === 'annual' ? 365 * DAY : month;
  const times = kind === 'annual' ? (random.chance(0.7) ? 2 : 1) : kind === 'monthly' ? random.int(2, 13) : 0;
  for (let i = 0; i < times; i += 1) {
    const at = reader.joinedAt + i * step;
    if (at >= periodEnd) break;
    payments.push(payment(random, reader, at, price[kind], `Mountain Readings ${kind} subscription`));
  }
  if (random.chance(0.12))
    payments.push(payment(random, reader, Math.min(reader.joinedAt + 3 * DAY, periodEnd - DAY), random.pick(price.tip), 'Tip jar'));
  return payments;
}

function fail(one, message) {
  Object.assign(one, { status: 'Failed', fee: 0, taxes: 0, message });
}

function refund(one, partial) {
  one.refunded = partial ? Math.floor(one.amount / 2) : one.amount;
  one.convertedRefunded = partial ? ratio(one.converted, one.refunded, one.amount) : one.converted;
  one.refundAt = one.at + 2 * DAY + 5 * HOUR;
  one.status = partial ? 'Partial refund' : 'Refunded';
}

/** Failures, refunds and disputes, spread evenly over the payments. */
function upset(payments) {
  payments.forEach((one, index) => {
    if (index % 23 === 11) fail(one, 'The bank declined this payment.');
    else if (index % 41 === 17 && one.at < periodEnd - 4 * DAY) refund(one, false);
    else if (index % 67 === 30 && one.at < periodEnd - 4 * DAY) refund(one, true);
    else if (index % 211 === 100) Object.assign(one, { status: 'Disputed', disputed: one.amount, disputeAt: one.at + 9 * DAY });
  });
}

/** All Stripe payments, newest first as the dashboard lists them. Converted amounts, fee and taxes are US cents. */
export function planStripe(readers) {
  const random = createRandom('stripe payments');
  const customers = readers.filter((reader) => reader.customerId);
  const payments = customers.flatMap((reader) => schedule(random, reader)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  upset(payments);
  const last = wall(2026, 10, 31, 20, 15, 0);
  payments.push(payment(random, customers[1], last, prices[customers[1].country.currency].guide, 'Reading guide (PDF)'));
  // Older exports left the status at Paid when only a part went back.
  const partials = payments.filter((one) => one.status === 'Partial refund');
  for (const one of partials.slice(0, 3)) one.status = 'Paid';
  return payments.sort((a, b) => b.at - a.at || (a.id < b.id ? -1 : 1));
}

const tiers = [
  { name: 'Footpath', cents: 500, weight: 6 },
  { name: 'Ridge', cents: 1_200, weight: 3 },
  { name: 'Summit', cents: 3_000, weight: 1 },
];

/** Patreon memberships: what is needed to print the state of each on any day. */
export function planPatreon(readers) {
  const random = createRandom('patreon members');
  return readers
    .filter((reader) => reader.patreonId)
    .map((reader, index) => {
      const tier = random.weighted(tiers.map((one) => [one, one.weight]));
      const free = random.chance(0.27);
      const months18 = random.int(1, 16);
      const endsAt = random.chance(0.35) ? reader.joinedAt + months18 * month : null;
      return {
        reader,
        tier,
        free,
        // A few followers came before the demo's period and never paid.
        since: free && index % 5 === 0 ? periodStart - random.int(10, 300) * DAY : reader.joinedAt,
        endsAt: !free && endsAt && endsAt < periodEnd ? endsAt : null,
        declined: !free && random.chance(0.07),
        annual: random.chance(0.2),
        discord: random.chance(0.3) ? `${reader.name.split(' ')[0].toLowerCase()}#${random.digits(4)}` : '',
        currency: reader.country.currency === 'jpy' ? 'USD' : reader.country.currency.toUpperCase(),
      };
    });
}
