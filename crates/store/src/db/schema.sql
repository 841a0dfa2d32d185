-- One text for SQLite and PostgreSQL (where BLOB reads BYTEA). Ids are 16 bytes; times and dates ISO-8601 text, UTC.
-- Yes and no are 1 and 0. Wide, hot tables (streams, events, order_row) carry no more indexes than a command needs.

-- The truth: what happened, per order, numbered without gaps; each event carries the hash of the one before it.
CREATE TABLE IF NOT EXISTS events (
    stream BLOB NOT NULL,
    seq BIGINT NOT NULL,
    at TEXT NOT NULL,
    by BLOB NOT NULL,
    via TEXT NOT NULL,
    body TEXT NOT NULL,
    hash BLOB NOT NULL,
    PRIMARY KEY (stream, seq)
);

-- Each order as its events tell it, for a one-row load.
CREATE TABLE IF NOT EXISTS streams (
    id BLOB PRIMARY KEY,
    version BIGINT NOT NULL,
    hash BLOB NOT NULL,
    state TEXT NOT NULL
);

-- What lists keep of each order.
CREATE TABLE IF NOT EXISTS order_row (
    id BLOB PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    process TEXT NOT NULL,
    process_version BIGINT NOT NULL,
    customer BLOB NOT NULL,
    customer_ref TEXT NOT NULL,
    salesperson BLOB,
    products TEXT NOT NULL,
    received_on TEXT NOT NULL,
    promised TEXT,
    delivered_on TEXT,
    status TEXT NOT NULL,
    stage TEXT NOT NULL,
    stages TEXT NOT NULL,
    active TEXT NOT NULL,
    steps_closed BIGINT NOT NULL,
    steps_total BIGINT NOT NULL,
    exceptions BIGINT NOT NULL,
    promise_due TEXT,
    promise_owners TEXT NOT NULL,
    total_minor BIGINT,
    currency TEXT,
    updated_at TEXT NOT NULL,
    version BIGINT NOT NULL,
    -- The order's course in few bytes, for insight and learning.
    course BLOB,
    -- Everybody who has something of it (steps, exceptions, promises), as a JSON list.
    involved TEXT
);
CREATE INDEX IF NOT EXISTS order_row_reference ON order_row (customer, customer_ref);

-- Exceptions of all orders, for lists; `department` is that of the step, `body` the exception as the order has it.
CREATE TABLE IF NOT EXISTS exceptions (
    id BLOB PRIMARY KEY,
    order_id BLOB NOT NULL,
    rule TEXT,
    department TEXT,
    owner BLOB,
    due TEXT,
    cause TEXT,
    charged_to TEXT,
    cleared_at TEXT,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS exceptions_order ON exceptions (order_id);
CREATE INDEX IF NOT EXISTS exceptions_open ON exceptions (id) WHERE cleared_at IS NULL;

-- What waits to be signed, of all orders: a step, or '' for the change order; who signs now, as processes write it.
CREATE TABLE IF NOT EXISTS approvals (
    order_id BLOB NOT NULL,
    step TEXT NOT NULL,
    signer TEXT NOT NULL,
    salesperson BLOB,
    submitted_by BLOB NOT NULL,
    submitted_at TEXT NOT NULL,
    PRIMARY KEY (order_id, step)
);

-- Samples of orders, made from their states: how they stand, whose turn it is, and by which day lists sort them.
CREATE TABLE IF NOT EXISTS samples (
    order_id BLOB NOT NULL,
    id BLOB NOT NULL,
    state TEXT NOT NULL,
    turn TEXT,
    day TEXT NOT NULL,
    PRIMARY KEY (order_id, id)
);
CREATE INDEX IF NOT EXISTS samples_state ON samples (state, day);

-- The ledger of credit: limits and quotas as they were set, what orders took of them and gave back. Only ever added to.
CREATE TABLE IF NOT EXISTS credit_entries (
    id BLOB PRIMARY KEY,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    by BLOB NOT NULL,
    customer BLOB,
    salesperson BLOB,
    order_id BLOB,
    currency TEXT,
    kind TEXT NOT NULL,
    amount_minor BIGINT,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS credit_entries_customer ON credit_entries (customer);
CREATE INDEX IF NOT EXISTS credit_entries_salesperson ON credit_entries (salesperson);
CREATE INDEX IF NOT EXISTS credit_entries_order ON credit_entries (order_id);

-- What the entries add up to, for each customer and salesperson in each currency; held while a release is decided.
CREATE TABLE IF NOT EXISTS credit_accounts (
    customer BLOB NOT NULL,
    currency TEXT NOT NULL,
    limit_minor BIGINT,
    in_use_minor BIGINT NOT NULL,
    PRIMARY KEY (customer, currency)
);
CREATE TABLE IF NOT EXISTS guarantee_accounts (
    salesperson BLOB NOT NULL,
    currency TEXT NOT NULL,
    quota_minor BIGINT,
    in_use_minor BIGINT NOT NULL,
    PRIMARY KEY (salesperson, currency)
);

-- The list of the order entry that the sales desk's orders of a day were held against, and the differences resolved.
CREATE TABLE IF NOT EXISTS desk_days (
    day TEXT PRIMARY KEY,
    entries TEXT NOT NULL,
    at TEXT NOT NULL,
    by BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS reconciliations (
    day TEXT NOT NULL,
    number TEXT NOT NULL,
    gap TEXT NOT NULL,
    at TEXT NOT NULL,
    by BLOB NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (day, number)
);

-- What people have been told; ids follow one another in time.
CREATE TABLE IF NOT EXISTS notices (
    id BLOB NOT NULL,
    person BLOB NOT NULL,
    at TEXT NOT NULL,
    by BLOB NOT NULL,
    order_id BLOB NOT NULL,
    step TEXT,
    body TEXT NOT NULL,
    read_at TEXT,
    PRIMARY KEY (person, id)
);
CREATE INDEX IF NOT EXISTS notices_unread ON notices (person) WHERE read_at IS NULL;

-- What each person should know, once for each working day.
CREATE TABLE IF NOT EXISTS digests (
    person BLOB NOT NULL,
    day TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (person, day)
);

-- Counts up within each number series, such as SO-202611-####.
CREATE TABLE IF NOT EXISTS counters (
    series TEXT PRIMARY KEY,
    last BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS settings (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS processes (
    key TEXT NOT NULL,
    version BIGINT NOT NULL,
    source TEXT NOT NULL,
    added_at TEXT NOT NULL,
    PRIMARY KEY (key, version)
);

CREATE TABLE IF NOT EXISTS departments (
    key TEXT PRIMARY KEY,
    zh TEXT NOT NULL,
    en TEXT NOT NULL,
    place BIGINT NOT NULL,
    capacity BIGINT
);

CREATE TABLE IF NOT EXISTS people (
    id BLOB PRIMARY KEY,
    name TEXT NOT NULL,
    folded TEXT NOT NULL,
    login TEXT UNIQUE,
    role TEXT NOT NULL,
    departments TEXT NOT NULL,
    sees_all BIGINT NOT NULL,
    active BIGINT NOT NULL,
    password TEXT,
    lang TEXT NOT NULL,
    -- Posts that the person signs as (a JSON list), and the days away with the deputy.
    posts TEXT,
    away TEXT
);

-- Sessions and tokens are kept by the SHA-256 of their secret.
CREATE TABLE IF NOT EXISTS sessions (
    id BLOB PRIMARY KEY,
    secret BLOB NOT NULL UNIQUE,
    person BLOB NOT NULL REFERENCES people (id),
    opened_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    address TEXT NOT NULL,
    agent TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS sessions_person ON sessions (person);

CREATE TABLE IF NOT EXISTS tokens (
    id BLOB PRIMARY KEY,
    secret BLOB NOT NULL UNIQUE,
    person BLOB NOT NULL REFERENCES people (id),
    name TEXT NOT NULL,
    made_at TEXT NOT NULL,
    ended_at TEXT
);
CREATE INDEX IF NOT EXISTS tokens_person ON tokens (person);

-- Failed sign-ins by log-in name and by address.
CREATE TABLE IF NOT EXISTS sign_in_failures (
    who TEXT PRIMARY KEY,
    failures BIGINT NOT NULL,
    last_at TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS customers (
    id BLOB PRIMARY KEY,
    code TEXT UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    owner BLOB,
    archived BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS customers_owner ON customers (owner);

CREATE TABLE IF NOT EXISTS products (
    id BLOB PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL,
    archived BIGINT NOT NULL,
    body TEXT NOT NULL
);

-- What customers owe: an invoice with its instalments. Those of a planned one fall due as its order's terms of payment say.
-- `version` counts what has happened to it, its money included.
CREATE TABLE IF NOT EXISTS invoices (
    id BLOB PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    customer BLOB NOT NULL,
    order_id BLOB,
    salesperson BLOB,
    issued TEXT NOT NULL,
    currency TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    planned BIGINT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS invoices_customer ON invoices (customer);
CREATE INDEX IF NOT EXISTS invoices_order ON invoices (order_id) WHERE order_id IS NOT NULL;

-- Money that came in; `fingerprint` knows a line of a bank's file again.
CREATE TABLE IF NOT EXISTS receipts (
    id BLOB PRIMARY KEY,
    received_on TEXT NOT NULL,
    customer BLOB,
    currency TEXT NOT NULL,
    amount_minor BIGINT NOT NULL,
    fingerprint BLOB UNIQUE,
    version BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS receipts_of_customer ON receipts (customer, received_on);

-- The ledger between them: only ever added to. A reversal names what it reverses with the amounts below zero, so that
-- sums over days are balances.
CREATE TABLE IF NOT EXISTS receivable_entries (
    id BLOB PRIMARY KEY,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    by BLOB NOT NULL,
    kind TEXT NOT NULL,
    invoice BLOB,
    instalment BIGINT,
    receipt BLOB,
    currency TEXT NOT NULL,
    settles_minor BIGINT NOT NULL,
    takes_minor BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS receivable_entries_invoice ON receivable_entries (invoice) WHERE invoice IS NOT NULL;
CREATE INDEX IF NOT EXISTS receivable_entries_receipt ON receivable_entries (receipt) WHERE receipt IS NOT NULL;

-- The way that a product's lots usually take; every version.
CREATE TABLE IF NOT EXISTS routes (
    product BLOB NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (product, version)
);

-- Goods that go through the workshop together; `balances` is what their entries add up to, `moved` the latest of their days.
CREATE TABLE IF NOT EXISTS lots (
    id BLOB PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    order_id BLOB NOT NULL,
    is_open BIGINT NOT NULL,
    version BIGINT NOT NULL,
    balances TEXT NOT NULL,
    body TEXT NOT NULL,
    moved TEXT
);
CREATE INDEX IF NOT EXISTS lots_order ON lots (order_id);

-- The ledger of their progress: only ever added to.
CREATE TABLE IF NOT EXISTS lot_entries (
    id BLOB PRIMARY KEY,
    lot BLOB NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS lot_entries_lot ON lot_entries (lot);

-- What outside factories do of it.
CREATE TABLE IF NOT EXISTS outside_jobs (
    id BLOB PRIMARY KEY,
    lot BLOB NOT NULL,
    supplier BLOB NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS outside_jobs_lot ON outside_jobs (lot);
CREATE INDEX IF NOT EXISTS outside_jobs_supplier ON outside_jobs (supplier);

-- What each of these jobs adds up to, and its stage: 'out', 'charge' or 'done'; `agreed` is far away where no day was agreed.
CREATE TABLE IF NOT EXISTS outside_standing (
    job BLOB PRIMARY KEY,
    supplier BLOB NOT NULL,
    stage TEXT NOT NULL,
    agreed TEXT NOT NULL,
    outcome TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS outside_standing_stage ON outside_standing (stage, agreed);

-- The days for which something of a lot is planned.
CREATE TABLE IF NOT EXISTS lot_days (
    day TEXT NOT NULL,
    lot BLOB NOT NULL,
    PRIMARY KEY (day, lot)
);
CREATE INDEX IF NOT EXISTS lot_days_lot ON lot_days (lot);

-- Pages for people without an account, each found by the SHA-256 of the secret in its address.
CREATE TABLE IF NOT EXISTS links (
    id BLOB PRIMARY KEY,
    secret BLOB NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    target BLOB NOT NULL,
    made_by BLOB NOT NULL,
    made_at TEXT NOT NULL,
    expires_at TEXT NOT NULL,
    ended_at TEXT,
    used_at TEXT
);
CREATE INDEX IF NOT EXISTS links_target ON links (target);

-- Whom the company buys from, has work done by, has goods inspected or carried by.
CREATE TABLE IF NOT EXISTS suppliers (
    id BLOB PRIMARY KEY,
    code TEXT UNIQUE,
    name TEXT NOT NULL,
    folded TEXT NOT NULL UNIQUE,
    archived BIGINT NOT NULL,
    body TEXT NOT NULL
);

-- What goods are made of.
CREATE TABLE IF NOT EXISTS materials (
    id BLOB PRIMARY KEY,
    code TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL,
    kind TEXT NOT NULL,
    archived BIGINT NOT NULL,
    body TEXT NOT NULL
);

-- Bills of material; every version.
CREATE TABLE IF NOT EXISTS boms (
    product BLOB NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (product, version)
);

-- What an order needs, once somebody has worked it out; a row for each material. `is_open` and `needed_on` follow the order.
CREATE TABLE IF NOT EXISTS requirements (
    order_id BLOB PRIMARY KEY,
    is_open BIGINT NOT NULL,
    needed_on TEXT,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS requirements_open ON requirements (order_id) WHERE is_open = 1;
CREATE TABLE IF NOT EXISTS needs (
    order_id BLOB NOT NULL,
    material BLOB NOT NULL,
    place BIGINT NOT NULL,
    quantity BIGINT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (order_id, material)
);
CREATE INDEX IF NOT EXISTS needs_material ON needs (material);

-- The ledger of stock: only ever added to. What it adds up to is kept beside it, of each material and of what each order
-- has of it; whoever enters something holds the material's row. `asked` is what was typed, to know it again.
CREATE TABLE IF NOT EXISTS stock_entries (
    id BLOB PRIMARY KEY,
    material BLOB NOT NULL,
    order_id BLOB,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    asked TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS stock_entries_material ON stock_entries (material);
CREATE INDEX IF NOT EXISTS stock_entries_order ON stock_entries (order_id) WHERE order_id IS NOT NULL;
CREATE TABLE IF NOT EXISTS stock_balances (
    material BLOB PRIMARY KEY,
    on_hand BIGINT NOT NULL,
    allocated BIGINT NOT NULL,
    version BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS stock_of_orders (
    material BLOB NOT NULL,
    order_id BLOB NOT NULL,
    allocated BIGINT NOT NULL,
    issued BIGINT NOT NULL,
    PRIMARY KEY (material, order_id)
);
CREATE INDEX IF NOT EXISTS stock_of_orders_order ON stock_of_orders (order_id);

-- Lines of purchases; `progress` is what their events add up to.
CREATE TABLE IF NOT EXISTS purchases (
    id BLOB PRIMARY KEY,
    number TEXT NOT NULL,
    supplier BLOB NOT NULL,
    material BLOB NOT NULL,
    order_id BLOB,
    ordered_on TEXT NOT NULL,
    is_open BIGINT NOT NULL,
    version BIGINT NOT NULL,
    progress TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS purchases_number ON purchases (number);
CREATE INDEX IF NOT EXISTS purchases_supplier ON purchases (supplier);
CREATE INDEX IF NOT EXISTS purchases_material ON purchases (material);
CREATE INDEX IF NOT EXISTS purchases_order ON purchases (order_id) WHERE order_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS purchases_open ON purchases (id) WHERE is_open = 1;

-- What happened to them, only ever added to; `id` was drawn where it was typed. What came of it into the store or left it
-- is the entry of stock of the same id.
CREATE TABLE IF NOT EXISTS purchase_events (
    purchase BLOB NOT NULL,
    seq BIGINT NOT NULL,
    id BLOB NOT NULL UNIQUE,
    day TEXT NOT NULL,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    asked TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (purchase, seq)
);

-- What happened to inspections: only ever added to. `deed` is drawn where something was typed, so that it is kept once.
CREATE TABLE IF NOT EXISTS inspection_events (
    inspection BLOB NOT NULL,
    seq BIGINT NOT NULL,
    deed BLOB NOT NULL,
    at TEXT NOT NULL,
    by BLOB NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (inspection, seq)
);

-- Each inspection as its events tell it, for lists. `waits`: it is still to be inspected, or what failed is to be settled;
-- `day`: as agreed on or done, else as hoped for.
CREATE TABLE IF NOT EXISTS inspections (
    id BLOB PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    order_id BLOB NOT NULL,
    stage TEXT NOT NULL,
    state TEXT NOT NULL,
    verdict TEXT NOT NULL,
    inspector TEXT NOT NULL,
    inspector_name TEXT NOT NULL,
    day TEXT NOT NULL,
    waits BIGINT NOT NULL,
    series TEXT NOT NULL,
    version BIGINT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS inspections_order ON inspections (order_id);
CREATE INDEX IF NOT EXISTS inspections_day ON inspections (day);
CREATE INDEX IF NOT EXISTS inspections_waiting ON inspections (day) WHERE waits = 1;
CREATE INDEX IF NOT EXISTS inspections_series ON inspections (series) WHERE series <> '';

-- What is next of inspections that wait, for the board: made from `inspections`, the days of delivery and the lead times.
CREATE TABLE IF NOT EXISTS inspection_waits (
    inspection BLOB PRIMARY KEY,
    order_id BLOB NOT NULL,
    failed BIGINT NOT NULL,
    day TEXT NOT NULL,
    book_by TEXT NOT NULL,
    tell_by TEXT NOT NULL,
    act_by TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS inspection_waits_order ON inspection_waits (order_id);
CREATE INDEX IF NOT EXISTS inspection_waits_failed ON inspection_waits (day) WHERE failed = 1;
CREATE INDEX IF NOT EXISTS inspection_waits_book ON inspection_waits (book_by, day) WHERE book_by <> '';
CREATE INDEX IF NOT EXISTS inspection_waits_day ON inspection_waits (day, book_by) WHERE failed = 0 AND day <> '';
CREATE INDEX IF NOT EXISTS inspection_waits_tell ON inspection_waits (tell_by, day, book_by) WHERE tell_by <> '';
CREATE INDEX IF NOT EXISTS inspection_waits_late ON inspection_waits (act_by) WHERE act_by <> '';

-- Open orders whose process waits for an inspection of the goods; `planned`: there is one that counts.
CREATE TABLE IF NOT EXISTS inspections_expected (
    order_id BLOB PRIMARY KEY,
    delivery TEXT NOT NULL,
    planned BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS inspections_expected_unplanned ON inspections_expected (delivery, order_id) WHERE planned = 0;

-- Somebody said that discontinued inspection of a series begins again.
CREATE TABLE IF NOT EXISTS inspection_resumptions (
    id BLOB PRIMARY KEY,
    series TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS inspection_resumptions_series ON inspection_resumptions (series);

CREATE TABLE IF NOT EXISTS payment_promises (
    id BLOB PRIMARY KEY,
    customer BLOB NOT NULL,
    invoice BLOB,
    day TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS payment_promises_of_customer ON payment_promises (customer, id);
CREATE INDEX IF NOT EXISTS payment_promises_invoice ON payment_promises (invoice) WHERE invoice IS NOT NULL;

-- Reminders that were sent; `days` names the rung of the ladder.
CREATE TABLE IF NOT EXISTS reminders (
    id BLOB PRIMARY KEY,
    invoice BLOB NOT NULL,
    instalment BIGINT NOT NULL,
    days BIGINT NOT NULL,
    at TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS reminders_invoice ON reminders (invoice);

CREATE TABLE IF NOT EXISTS write_offs (
    id BLOB PRIMARY KEY,
    invoice BLOB NOT NULL,
    asked_at TEXT NOT NULL,
    decided_at TEXT,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS write_offs_invoice ON write_offs (invoice);
CREATE INDEX IF NOT EXISTS write_offs_open ON write_offs (id) WHERE decided_at IS NULL;

-- The board as a person likes to see it; `query` is the address after the question mark.
CREATE TABLE IF NOT EXISTS saved_views (
    id BLOB PRIMARY KEY,
    person BLOB NOT NULL,
    name TEXT NOT NULL,
    query TEXT NOT NULL,
    shared BIGINT NOT NULL,
    UNIQUE (person, name)
);

-- Orders that came from sheets, by what their rows say: the second import of the same rows finds them here.
CREATE TABLE IF NOT EXISTS imported (
    fingerprint BLOB PRIMARY KEY,
    order_id BLOB NOT NULL
);

-- How the columns of a sheet were mapped last time, by its header row.
CREATE TABLE IF NOT EXISTS mappings (
    headers TEXT PRIMARY KEY,
    mapping TEXT NOT NULL
);

-- Answers already given to API requests that carry an Idempotency-Key.
CREATE TABLE IF NOT EXISTS idempotency (
    person BLOB NOT NULL,
    key TEXT NOT NULL,
    request BLOB NOT NULL,
    status BIGINT NOT NULL,
    answer TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (person, key)
);

-- Who changed what outside orders: people, settings, customers, products, processes.
CREATE TABLE IF NOT EXISTS audit (
    id BLOB PRIMARY KEY,
    at TEXT NOT NULL,
    by BLOB NOT NULL,
    via TEXT NOT NULL,
    subject TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    action TEXT NOT NULL,
    body TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS audit_subject ON audit (subject, subject_id);
