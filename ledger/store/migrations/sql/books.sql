-- Master data of the books, and the sealed tables. SQLite's words; for PostgreSQL INTEGER reads bigint,
-- BLOB reads bytea, and the table options fall away. Lines marked "-- sqlite" or "-- postgresql" are for one engine.
-- Amounts are minor units, dates yyyymmdd, periods yyyymmnn (nn = 00 the month, 01… its adjustment periods),
-- instants UTC microseconds, currencies ledger.core.currency_number, sides 0 debit and 1 credit.

CREATE TABLE tenant (
  tenant_id TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID
;;
CREATE TABLE book (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  book_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  standard TEXT NOT NULL,
  base_currency INTEGER NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('zh', 'en')),
  time_zone TEXT NOT NULL,
  fiscal_start_month INTEGER NOT NULL CHECK (fiscal_start_month BETWEEN 1 AND 12),
  coverage TEXT NOT NULL CHECK (coverage IN ('full', 'delta')),
  grace_seconds INTEGER NOT NULL CHECK (grace_seconds BETWEEN 0 AND 3600), corrections TEXT NOT NULL DEFAULT 'red' CHECK (corrections IN ('red', 'swap')),
  PRIMARY KEY (tenant_id, book_id),
  UNIQUE (tenant_id, code)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE period (
  tenant_id TEXT NOT NULL,
  book_id INTEGER NOT NULL,
  period INTEGER NOT NULL,
  first_day INTEGER NOT NULL,
  last_day INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'soft', 'closed')),
  changed_at INTEGER NOT NULL,
  changed_by TEXT NOT NULL,
  PRIMARY KEY (tenant_id, book_id, period),
  FOREIGN KEY (tenant_id, book_id) REFERENCES book,
  CHECK (first_day <= last_day AND first_day / 100 = period / 100 AND last_day / 100 = period / 100)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE account (
  tenant_id TEXT NOT NULL,
  book_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  type TEXT NOT NULL CHECK (type IN ('asset', 'liability', 'equity', 'income', 'expense', 'cost')),
  normal_side INTEGER NOT NULL CHECK (normal_side IN (0, 1)),
  parent_id INTEGER,
  level INTEGER NOT NULL CHECK (level BETWEEN 1 AND 12),
  postable INTEGER NOT NULL CHECK (postable IN (0, 1)),
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  monetary INTEGER NOT NULL CHECK (monetary IN (0, 1)),
  open_item INTEGER NOT NULL CHECK (open_item IN (0, 1)),
  one_sided INTEGER NOT NULL CHECK (one_sided IN (0, 1)),
  required_mask INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, book_id, account_id),
  UNIQUE (tenant_id, book_id, code),
  FOREIGN KEY (tenant_id, book_id) REFERENCES book,
  FOREIGN KEY (tenant_id, book_id, parent_id) REFERENCES account
) STRICT, WITHOUT ROWID
;;
CREATE TABLE dimension (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  dimension_no INTEGER NOT NULL CHECK (dimension_no BETWEEN 0 AND 61),
  code TEXT NOT NULL,
  name_zh TEXT NOT NULL,
  name_en TEXT NOT NULL,
  PRIMARY KEY (tenant_id, dimension_no),
  UNIQUE (tenant_id, code)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE dim_value (
  tenant_id TEXT NOT NULL,
  dimension_no INTEGER NOT NULL,
  value_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  PRIMARY KEY (tenant_id, dimension_no, value_id),
  UNIQUE (tenant_id, dimension_no, code),
  FOREIGN KEY (tenant_id, dimension_no) REFERENCES dimension
) STRICT, WITHOUT ROWID
;;
CREATE INDEX dim_value_retired ON dim_value (tenant_id) WHERE active = 0
;;
CREATE TABLE dimset (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  dimset_id INTEGER NOT NULL,
  key TEXT NOT NULL,
  mask INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, dimset_id),
  UNIQUE (tenant_id, key)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE dimset_member (
  tenant_id TEXT NOT NULL,
  dimension_no INTEGER NOT NULL,
  value_id INTEGER NOT NULL,
  dimset_id INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, dimension_no, value_id, dimset_id),
  UNIQUE (tenant_id, dimset_id, dimension_no),
  FOREIGN KEY (tenant_id, dimension_no, value_id) REFERENCES dim_value,
  FOREIGN KEY (tenant_id, dimset_id) REFERENCES dimset
) STRICT, WITHOUT ROWID
;;
-- One id for what a line is booked on: account × dimension set × currency.
CREATE TABLE cell (
  tenant_id TEXT NOT NULL,
  cell_id INTEGER NOT NULL,
  book_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  dimset_id INTEGER NOT NULL,
  currency INTEGER NOT NULL CHECK (currency >= 0),
  PRIMARY KEY (tenant_id, cell_id),
  UNIQUE (tenant_id, book_id, account_id, dimset_id, currency),
  FOREIGN KEY (tenant_id, book_id, account_id) REFERENCES account,
  FOREIGN KEY (tenant_id, dimset_id) REFERENCES dimset
) STRICT, WITHOUT ROWID
;;
CREATE TABLE posting_rule_version (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  rule_id TEXT NOT NULL,
  version INTEGER NOT NULL,
  body TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  proposed_by TEXT NOT NULL,
  published_by TEXT NOT NULL,
  published_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, rule_id, version),
  CHECK (proposed_by <> published_by)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE proposal (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  proposal_id TEXT NOT NULL,
  book_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('voucher', 'run')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'proposed', 'confirmed', 'posted', 'returned', 'withdrawn', 'rejected')),
  revision_no INTEGER NOT NULL,
  origin TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  post_at INTEGER,
  batch_id INTEGER,
  CHECK ((state = 'posted') = (batch_id IS NOT NULL)),
  CHECK ((state = 'confirmed') = (post_at IS NOT NULL)),
  PRIMARY KEY (tenant_id, proposal_id),
  FOREIGN KEY (tenant_id, book_id) REFERENCES book
) STRICT, WITHOUT ROWID
;;
CREATE INDEX proposal_state ON proposal (tenant_id, state, post_at)
;;
CREATE TABLE proposal_revision (
  tenant_id TEXT NOT NULL,
  proposal_id TEXT NOT NULL,
  revision_no INTEGER NOT NULL,
  maker TEXT NOT NULL,
  edited_by TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  root BLOB NOT NULL CHECK (length(root) = 32),
  book_id INTEGER NOT NULL,
  period INTEGER NOT NULL,
  layer INTEGER NOT NULL CHECK (layer IN (0, 1)),
  series TEXT NOT NULL,
  entry_count INTEGER NOT NULL CHECK (entry_count > 0),
  line_count INTEGER NOT NULL CHECK (line_count > 1),
  amount_minor INTEGER NOT NULL,
  summary TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (tenant_id, proposal_id, revision_no),
  UNIQUE (tenant_id, proposal_id, revision_no, digest, root, maker, amount_minor, book_id, period, layer, series,
    entry_count, line_count),
  FOREIGN KEY (tenant_id, proposal_id) REFERENCES proposal
) STRICT, WITHOUT ROWID
;;
CREATE TABLE proposal_event (
  tenant_id TEXT NOT NULL,
  proposal_id TEXT NOT NULL,
  event_no INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  via TEXT NOT NULL,
  act TEXT NOT NULL,
  revision_no INTEGER NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (tenant_id, proposal_id, event_no),
  FOREIGN KEY (tenant_id, proposal_id) REFERENCES proposal
) STRICT, WITHOUT ROWID
;;
-- Where the chain stood each time a period was closed.
CREATE TABLE closing (
  tenant_id TEXT NOT NULL,
  book_id INTEGER NOT NULL,
  period INTEGER NOT NULL,
  number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  closed_at INTEGER NOT NULL,
  closed_by TEXT NOT NULL,
  PRIMARY KEY (tenant_id, book_id, period, number),
  FOREIGN KEY (tenant_id, book_id, period) REFERENCES period
) STRICT, WITHOUT ROWID
;;
-- Why a closed period was opened again, by whom, and where the chain stood then: one row a closing at most.
CREATE TABLE reopening (
  tenant_id TEXT NOT NULL,
  book_id INTEGER NOT NULL,
  period INTEGER NOT NULL,
  number INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  reason TEXT NOT NULL CHECK (length(reason) > 0),
  reopened_at INTEGER NOT NULL,
  reopened_by TEXT NOT NULL,
  PRIMARY KEY (tenant_id, book_id, period, number),
  FOREIGN KEY (tenant_id, book_id, period, number) REFERENCES closing
) STRICT, WITHOUT ROWID
;;
-- What allows a batch: a person's confirmation of one revision, a run confirmed likewise, or a published rule.
CREATE TABLE authority (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  authority_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('confirmation', 'rule', 'run')),
  proposal_id TEXT,
  revision_no INTEGER,
  maker TEXT,
  confirmer TEXT,
  via TEXT NOT NULL CHECK (via IN ('person', 'system')),
  channel TEXT NOT NULL,
  rule_id TEXT,
  rule_version INTEGER,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  root BLOB NOT NULL CHECK (length(root) = 32),
  book_id INTEGER NOT NULL,
  period INTEGER NOT NULL,
  layer INTEGER NOT NULL,
  series TEXT NOT NULL,
  entry_count INTEGER NOT NULL,
  line_count INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  limit_minor INTEGER,
  given_at INTEGER NOT NULL,
  not_before INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, authority_id),
  FOREIGN KEY (tenant_id, proposal_id, revision_no, digest, root, maker, amount_minor, book_id, period, layer, series,
    entry_count, line_count) REFERENCES proposal_revision (tenant_id, proposal_id, revision_no, digest, root, maker,
    amount_minor, book_id, period, layer, series, entry_count, line_count),
  FOREIGN KEY (tenant_id, rule_id, rule_version) REFERENCES posting_rule_version,
  CHECK (given_at <= not_before AND not_before <= expires_at),
  CONSTRAINT within_the_limit CHECK (limit_minor IS NULL OR amount_minor <= limit_minor),
  CONSTRAINT one_authority CHECK (
    (kind IN ('confirmation', 'run') AND proposal_id IS NOT NULL AND revision_no IS NOT NULL AND maker IS NOT NULL
      AND confirmer IS NOT NULL AND rule_id IS NULL AND rule_version IS NULL)
    OR (kind = 'rule' AND rule_id IS NOT NULL AND rule_version IS NOT NULL AND proposal_id IS NULL
      AND revision_no IS NULL AND maker IS NULL AND confirmer IS NULL)),
  CONSTRAINT a_person_confirms CHECK (kind = 'rule' OR via = 'person'),
  CONSTRAINT never_the_maker CHECK (kind = 'rule' OR maker <> confirmer)
) STRICT, WITHOUT ROWID
;;
CREATE INDEX authority_proposal ON authority (tenant_id, proposal_id) WHERE proposal_id IS NOT NULL
;;
-- What a confirmation counts: whole (payee ''), and for each vendor or colleague its vouchers name. Written by the
-- trigger on authority alone. counted = 0: given before limits were summed.
CREATE TABLE confirmed_for (
  tenant_id TEXT NOT NULL,
  authority_id TEXT NOT NULL,
  confirmer TEXT NOT NULL,
  payee TEXT NOT NULL,
  given_at INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  counted INTEGER NOT NULL CHECK (counted IN (0, 1)),
  PRIMARY KEY (tenant_id, authority_id, confirmer, payee),
  FOREIGN KEY (tenant_id, authority_id) REFERENCES authority
) STRICT, WITHOUT ROWID
;;
CREATE INDEX confirmed_for_lately ON confirmed_for (tenant_id, confirmer, payee, given_at)
;;
-- 我不在时: one person lets another confirm for them, for a while and up to an amount. Rows only grow.
CREATE TABLE delegation (
  tenant_id TEXT NOT NULL REFERENCES tenant,
  delegation_id TEXT NOT NULL,
  delegator TEXT NOT NULL,
  delegate TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  until_at INTEGER NOT NULL,
  limit_minor INTEGER NOT NULL CHECK (limit_minor > 0),
  made_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, delegation_id),
  CONSTRAINT to_another_person CHECK (delegator <> delegate),
  CONSTRAINT for_a_while CHECK (from_at < until_at AND until_at - from_at <= 8035200000000 AND made_at <= until_at)
) STRICT, WITHOUT ROWID
;;
CREATE INDEX delegation_delegate ON delegation (tenant_id, delegate, until_at)
;;
CREATE TABLE delegation_ended (
  tenant_id TEXT NOT NULL,
  delegation_id TEXT NOT NULL,
  ended_by TEXT NOT NULL,
  ended_at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, delegation_id),
  FOREIGN KEY (tenant_id, delegation_id) REFERENCES delegation
) STRICT, WITHOUT ROWID
;;
-- A confirmation that its giver could give only for another: for whom, and by which delegation.
CREATE TABLE confirmed_on_behalf (
  tenant_id TEXT NOT NULL,
  authority_id TEXT NOT NULL,
  delegation_id TEXT NOT NULL,
  delegator TEXT NOT NULL,
  PRIMARY KEY (tenant_id, authority_id),
  FOREIGN KEY (tenant_id, authority_id) REFERENCES authority,
  FOREIGN KEY (tenant_id, delegation_id) REFERENCES delegation
) STRICT, WITHOUT ROWID
;;
CREATE TABLE head (
  tenant_id TEXT NOT NULL,
  book_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (tenant_id, book_id),
  FOREIGN KEY (tenant_id, book_id) REFERENCES book
) STRICT, WITHOUT ROWID
;;
CREATE TABLE number_series (
  tenant_id TEXT NOT NULL,
  book_id INTEGER NOT NULL,
  month INTEGER NOT NULL,
  series TEXT NOT NULL,
  last_number INTEGER NOT NULL CHECK (last_number >= 0),
  PRIMARY KEY (tenant_id, book_id, month, series)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE batch (
  tenant_id TEXT NOT NULL,
  batch_id INTEGER NOT NULL,
  book_id INTEGER NOT NULL,
  position INTEGER NOT NULL CHECK (position > 0),
  period INTEGER NOT NULL,
  month INTEGER NOT NULL CHECK (month = period / 100),
  layer INTEGER NOT NULL CHECK (layer IN (0, 1)),
  series TEXT NOT NULL CHECK (length(series) BETWEEN 1 AND 12),
  first_number INTEGER NOT NULL CHECK (first_number > 0),
  entry_count INTEGER NOT NULL CHECK (entry_count > 0),
  line_count INTEGER NOT NULL CHECK (line_count > 1),
  base_total INTEGER NOT NULL,
  authority_id TEXT NOT NULL,
  digest BLOB NOT NULL CHECK (length(digest) = 32),
  posted_at INTEGER NOT NULL,
  poster TEXT NOT NULL,
  checker TEXT NOT NULL,
  cashier TEXT NOT NULL,
  chief TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version = 1),
  previous_hash BLOB NOT NULL CHECK (length(previous_hash) = 32),
  root BLOB NOT NULL CHECK (length(root) = 32),
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  PRIMARY KEY (tenant_id, batch_id),
  UNIQUE (tenant_id, batch_id, entry_count),
  UNIQUE (tenant_id, batch_id, authority_id),
  UNIQUE (tenant_id, book_id, position),
  UNIQUE (tenant_id, book_id, month, series, first_number),
  FOREIGN KEY (tenant_id, book_id, period) REFERENCES period,
  FOREIGN KEY (tenant_id, authority_id) REFERENCES authority
) STRICT, WITHOUT ROWID
;;
CREATE INDEX batch_period ON batch (tenant_id, book_id, period, batch_id)
;;
-- A confirmation is spent once: by one batch, or by its undo.
CREATE TABLE authority_spent (
  tenant_id TEXT NOT NULL,
  authority_id TEXT NOT NULL,
  batch_id INTEGER,
  undone_by TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, authority_id),
  FOREIGN KEY (tenant_id, authority_id) REFERENCES authority,
  FOREIGN KEY (tenant_id, batch_id, authority_id) REFERENCES batch (tenant_id, batch_id, authority_id),
  CHECK ((batch_id IS NULL) <> (undone_by IS NULL))
) STRICT, WITHOUT ROWID
;;
-- PostgreSQL only proves per batch that something unsealed was left: one row instead of one check per entry.
CREATE TABLE claim ( -- postgresql
  tenant_id TEXT NOT NULL, -- postgresql
  batch_id INTEGER NOT NULL, -- postgresql
  PRIMARY KEY (tenant_id, batch_id), -- postgresql
  FOREIGN KEY (tenant_id, batch_id) REFERENCES batch DEFERRABLE INITIALLY DEFERRED -- postgresql
) -- postgresql
;; -- postgresql
CREATE TABLE entry (
  tenant_id TEXT NOT NULL,
  batch_id INTEGER NOT NULL,
  entry_no INTEGER NOT NULL,
  entry_count INTEGER NOT NULL,
  arity INTEGER NOT NULL CHECK (arity > 1),
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 8),
  posting_date INTEGER NOT NULL,
  document_date INTEGER NOT NULL,
  maker TEXT NOT NULL,
  source TEXT NOT NULL,
  attachment_count INTEGER NOT NULL CHECK (attachment_count >= 0),
  attachments TEXT,
  reverses_batch INTEGER,
  reverses_entry INTEGER,
  corrects_batch INTEGER,
  corrects_entry INTEGER,
  PRIMARY KEY (tenant_id, batch_id, entry_no),
  UNIQUE (tenant_id, batch_id, entry_no, arity), -- sqlite
  FOREIGN KEY (tenant_id, batch_id, entry_count) REFERENCES batch (tenant_id, batch_id, entry_count) DEFERRABLE INITIALLY DEFERRED, -- sqlite
  FOREIGN KEY (tenant_id, reverses_batch, reverses_entry) REFERENCES entry,
  FOREIGN KEY (tenant_id, corrects_batch, corrects_entry) REFERENCES entry,
  CHECK ((reverses_batch IS NULL) = (reverses_entry IS NULL)),
  CHECK ((corrects_batch IS NULL) = (corrects_entry IS NULL)),
  CHECK ((kind = 3) = (reverses_batch IS NOT NULL)),
  CHECK (entry_no BETWEEN 1 AND entry_count)
) STRICT, WITHOUT ROWID
;;
CREATE UNIQUE INDEX entry_reversed_once ON entry (tenant_id, reverses_batch, reverses_entry) WHERE reverses_batch IS NOT NULL
;;
CREATE INDEX entry_reversing ON entry (tenant_id, batch_id) WHERE reverses_batch IS NOT NULL
;;
CREATE INDEX entry_correcting ON entry (tenant_id, corrects_batch, corrects_entry) WHERE corrects_batch IS NOT NULL
;;
CREATE TABLE line (
  tenant_id TEXT NOT NULL,
  batch_id INTEGER NOT NULL,
  entry_no INTEGER NOT NULL,
  line_no INTEGER NOT NULL,
  arity INTEGER NOT NULL,
  cell_id INTEGER NOT NULL,
  currency INTEGER NOT NULL,
  side INTEGER NOT NULL CHECK (side IN (0, 1)),
  amount_minor INTEGER NOT NULL,
  base_minor INTEGER NOT NULL,
  memo TEXT NOT NULL,
  open_item INTEGER NOT NULL CHECK (open_item IN (0, 1)),
  rate TEXT,
  quantity_micro INTEGER,
  price_micro INTEGER,
  tax_code TEXT,
  tax_base_minor INTEGER,
  tax_month INTEGER,
  due_date INTEGER,
  settlement_method TEXT,
  settlement_number TEXT,
  source TEXT,
  settles_batch INTEGER,
  settles_entry INTEGER,
  settles_line INTEGER,
  PRIMARY KEY (tenant_id, batch_id, entry_no, line_no),
  FOREIGN KEY (tenant_id, batch_id, entry_no, arity) REFERENCES entry (tenant_id, batch_id, entry_no, arity), -- sqlite
  CHECK (line_no BETWEEN 1 AND arity),
  CHECK (amount_minor <> 0 OR base_minor <> 0),
  CHECK ((amount_minor >= 0 AND base_minor >= 0) OR (amount_minor <= 0 AND base_minor <= 0)),
  CHECK (settles_batch IS NULL OR (settles_entry IS NOT NULL AND settles_line IS NOT NULL AND open_item = 0))
) STRICT, WITHOUT ROWID
;;
CREATE INDEX line_open_item ON line (tenant_id, cell_id) WHERE open_item = 1
;;
CREATE INDEX line_settling ON line (tenant_id, batch_id) WHERE settles_batch IS NOT NULL
;;
CREATE TABLE balance (
  tenant_id TEXT NOT NULL,
  book_id INTEGER NOT NULL,
  period INTEGER NOT NULL,
  layer INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  currency INTEGER NOT NULL,
  debit_minor INTEGER NOT NULL,
  credit_minor INTEGER NOT NULL,
  base_debit_minor INTEGER NOT NULL,
  base_credit_minor INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, book_id, period, layer, account_id, currency),
  FOREIGN KEY (tenant_id, book_id, account_id) REFERENCES account
) STRICT, WITHOUT ROWID
;;
CREATE TABLE balance_dim (
  tenant_id TEXT NOT NULL,
  book_id INTEGER NOT NULL,
  period INTEGER NOT NULL,
  layer INTEGER NOT NULL,
  cell_id INTEGER NOT NULL,
  debit_minor INTEGER NOT NULL,
  credit_minor INTEGER NOT NULL,
  base_debit_minor INTEGER NOT NULL,
  base_credit_minor INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, book_id, period, layer, cell_id),
  FOREIGN KEY (tenant_id, cell_id) REFERENCES cell
) STRICT, WITHOUT ROWID
;;
-- Which batches touched an account: the way from a balance back to its lines.
CREATE TABLE touch (
  tenant_id TEXT NOT NULL,
  book_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, book_id, account_id, batch_id)
) STRICT, WITHOUT ROWID
;;
CREATE TABLE allocation (
  tenant_id TEXT NOT NULL,
  batch_id INTEGER NOT NULL,
  entry_no INTEGER NOT NULL,
  line_no INTEGER NOT NULL,
  item_batch INTEGER NOT NULL,
  item_entry INTEGER NOT NULL,
  item_line INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  base_minor INTEGER NOT NULL,
  effective_date INTEGER NOT NULL,
  PRIMARY KEY (tenant_id, batch_id, entry_no, line_no),
  FOREIGN KEY (tenant_id, batch_id, entry_no, line_no) REFERENCES line,
  FOREIGN KEY (tenant_id, item_batch, item_entry, item_line) REFERENCES line
) STRICT, WITHOUT ROWID
;;
CREATE INDEX allocation_item ON allocation (tenant_id, item_batch, item_entry, item_line)
;;
