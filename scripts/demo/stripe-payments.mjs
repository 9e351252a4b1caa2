/** Stripe unified payments, all columns and one metadata column; money in major units, yen without decimals, dates in UTC. */
import { DAY, utcStamp } from './calendar.mjs';
import { csvLine, utf8 } from './csv.mjs';
import { yuan } from './money.mjs';

const columns =
  'id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Converted Amount,Converted Amount Refunded,Converted Currency,Description,Fee,Is Link,Mode,PaymentIntent ID,Payment Source Type,Refunded date (UTC),Statement Descriptor,Status,Seller Message,Taxes On Fee,Card ID,Card Name,Card Address Line1,Card Address Line2,Card Address City,Card Address State,Card Address Country,Card Address Zip,Card AVS Line1 Status,Card AVS Zip Status,Card Brand,Card CVC Status,Card Exp Month,Card Exp Year,Card Fingerprint,Card Funding,Card Issue Country,Card Last4,Card Tokenization Method,Customer ID,Customer Description,Customer Email,Customer Phone,Shipping Name,Shipping Address Line1,Shipping Address Line2,Shipping Address City,Shipping Address State,Shipping Address Country,Shipping Address Postal Code,Disputed Amount,Dispute Date (UTC),Dispute Evidence Due (UTC),Dispute Reason,Dispute Status,Invoice ID,Invoice Number,Checkout Session ID,Checkout Custom Field 1 Key,Checkout Custom Field 1 Value,Checkout Custom Field 2 Key,Checkout Custom Field 2 Value,Checkout Custom Field 3 Key,Checkout Custom Field 3 Value,Checkout Line Item Summary,Checkout Promotional Consent,Checkout Terms of Service Consent,Client Reference ID,Payment Link ID,UTM Campaign,UTM Content,UTM Medium,UTM Source,UTM Term,Application Fee,Application ID,Destination,Transfer,Transfer Group,edition (metadata)'.split(
    ',',
  );

function major(amount, decimals) {
  return decimals === 0 ? String(amount) : yuan(amount);
}

function customerCells(one, index) {
  // A tip needs no account: no customer, no address.
  if (one.what === 'Tip jar') return { 'Card Name': '' };
  const { reader } = one;
  return {
    'Card Name': reader.name,
    'Customer ID': reader.customerId,
    'Customer Description': reader.name,
    // Typed by people: capitals come and go.
    'Customer Email': index % 12 === 5 ? reader.email[0].toUpperCase() + reader.email.slice(1) : reader.email,
    'Card Address Country': reader.country.code,
  };
}

function disputeCells(one) {
  if (one.disputeAt === null) return {};
  return {
    'Disputed Amount': major(one.disputed, one.decimals),
    'Dispute Date (UTC)': utcStamp(one.disputeAt),
    'Dispute Evidence Due (UTC)': utcStamp(one.disputeAt + 7 * DAY),
    'Dispute Reason': 'fraudulent',
    'Dispute Status': 'lost',
  };
}

function values(one, index) {
  return {
    id: one.id,
    'Created date (UTC)': utcStamp(one.at),
    Amount: major(one.amount, one.decimals),
    'Amount Refunded': major(one.refunded, one.decimals),
    Currency: one.currency,
    Captured: one.status === 'Failed' ? 'false' : 'true',
    'Converted Amount': yuan(one.converted),
    'Converted Amount Refunded': yuan(one.convertedRefunded),
    'Converted Currency': 'usd',
    Description: one.what,
    Fee: yuan(one.fee),
    'Is Link': one.what === 'Tip jar' ? 'true' : 'false',
    Mode: 'Live',
    'PaymentIntent ID': one.intent,
    'Payment Source Type': 'card',
    'Refunded date (UTC)': one.refundAt === null ? '' : utcStamp(one.refundAt),
    'Statement Descriptor': 'MOUNTAIN READINGS',
    Status: one.status,
    'Seller Message': one.message,
    'Taxes On Fee': yuan(one.taxes),
    'Card Brand': one.last4 === '4444' ? 'MasterCard' : 'Visa',
    'Card CVC Status': 'pass',
    'Card Exp Month': '12',
    'Card Exp Year': '2030',
    'Card Funding': one.funding,
    'Card Issue Country': one.reader.country.code,
    'Card Last4': one.last4,
    'Invoice Number': one.invoice,
    'edition (metadata)': one.what.startsWith('Mountain') ? 'english' : '',
    ...customerCells(one, index),
    ...disputeCells(one),
  };
}

/** One file with every payment, newest first. UTF-8, LF. */
export function stripePayments(payments) {
  const lines = payments.map((one, index) => {
    const entry = values(one, index);
    return csvLine(columns.map((name) => entry[name] ?? ''));
  });
  return ['unified_payments.csv', utf8(`${[columns.join(','), ...lines].join('\n')}\n`)];
}
