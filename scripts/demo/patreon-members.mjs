/** Patreon members: a snapshot in the layout of 2023 and one in the current layout. Dates are UTC, amounts bare decimals. */
import { DAY, dayOf, utcStamp } from './calendar.mjs';
import { csvLine, utf8 } from './csv.mjs';
import { yuan } from './money.mjs';

const address = 'Addressee,Street,City,State,Zip,Country,Phone';
const olderColumns =
  `Name,Email,Twitter,Discord,Patron Status,Follows You,Lifetime Amount,Pledge Amount,Charge Frequency,Tier,${address},Patronage Since Date,Last Charge Date,Last Charge Status,Additional Details,User ID,Last Updated,Currency,Max Posts,Access Expiration,Next Charge Date`.split(
    ',',
  );
const columns =
  `Name,Email,Discord,Patron Status,Follows You,Free Member,Free Trial,Lifetime Amount,Pledge Amount,Charge Frequency,Tier,${address},Patronage Since Date,Last Charge Date,Last Charge Status,Additional Details,User ID,Last Updated,Currency,Max Posts,Access Expiration,Next Charge Date,Full country name,Subscription Source`.split(
    ',',
  );
const month = 30 * DAY;

/** Where a membership stands on the day of the file. */
function standing(member, at) {
  if (member.free) return { status: '', charges: 0, lastAt: null };
  const end = Math.min(member.endsAt ?? at, at);
  const step = member.annual ? 365 * DAY : month;
  const charges = 1 + Math.floor((end - member.since) / step);
  const lastAt = member.since + (charges - 1) * step;
  if (member.endsAt !== null && member.endsAt <= at) return { status: 'Former patron', charges, lastAt };
  return { status: member.declined ? 'Declined patron' : 'Active patron', charges, lastAt, nextAt: lastAt + step };
}

function lastChargeStatus(member, state, index) {
  if (state.lastAt === null) return '';
  if (member.declined && state.status !== 'Former patron') return 'Declined';
  if (state.status === 'Former patron' && index % 11 === 3) return 'Refunded';
  return state.status === 'Active patron' && index % 37 === 8 ? 'Pending' : 'Paid';
}

function values(member, index, at, fraction) {
  const { reader } = member;
  const state = standing(member, at);
  const pledge = member.annual ? member.tier.cents * 10 : member.tier.cents;
  const printed = (instant) => (instant === null || instant === undefined ? '' : `${utcStamp(instant)}${fraction}`);
  // A comma in the name makes the cell quoted; a posted parcel needs an address.
  const name = index % 50 === 13 ? `${reader.name}, Reader` : reader.name;
  const posted = state.status === 'Active patron' && member.tier.name === 'Summit';
  return {
    Name: name,
    Email: reader.email,
    Twitter: '',
    Discord: member.discord,
    'Patron Status': state.status,
    'Follows You': index % 3 === 0 ? 'Yes' : 'No',
    'Free Member': member.free ? 'Yes' : 'No',
    'Free Trial': 'No',
    'Lifetime Amount': yuan(state.charges * pledge),
    'Pledge Amount': state.status === '' || state.status === 'Former patron' ? '0.00' : yuan(pledge),
    'Charge Frequency': member.free ? '' : member.annual ? 'annual' : index % 2 === 0 ? 'monthly' : 'Monthly',
    Tier: member.free ? '' : member.tier.name,
    Addressee: posted ? name : '',
    Street: posted ? `${1 + (index % 90)} Imaginary Lane` : '',
    City: posted ? 'Exampleton' : '',
    Country: posted ? reader.country.code : '',
    'Patronage Since Date': member.free ? '' : printed(member.since),
    'Last Charge Date': printed(state.lastAt),
    'Last Charge Status': lastChargeStatus(member, state, index),
    'User ID': reader.patreonId,
    'Last Updated': printed(at),
    Currency: member.currency,
    'Access Expiration': state.status === 'Former patron' ? printed(member.endsAt) : '',
    'Next Charge Date': printed(state.nextAt),
    'Full country name': posted ? reader.country.name : '',
    'Subscription Source': member.free ? '' : index % 4 === 1 ? 'ios' : 'web',
  };
}

/** Members known on the day of the file, the newest first; `older` prints the layout of 2023. The day stands in the file name. */
export function patreonMembers(members, file) {
  const names = file.older ? olderColumns : columns;
  const fraction = file.older ? '.731953' : '';
  const known = members
    .filter((member) => member.since < file.exportedAt)
    .sort((a, b) => b.since - a.since || (a.reader.patreonId < b.reader.patreonId ? -1 : 1));
  const lines = known.map((member) => {
    const entry = values(member, Number(member.reader.patreonId) % 1000, file.exportedAt, fraction);
    return csvLine(names.map((name) => entry[name] ?? ''));
  });
  return [`patreon-members-${dayOf(file.exportedAt)}.csv`, utf8(`${[names.join(','), ...lines].join('\n')}\n`, !file.older)];
}
