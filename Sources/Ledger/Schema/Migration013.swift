/// The general ledger: accounts, sealed entries with their postings, the months that are closed, and which documents were
/// booked where.
///
/// Postings are written first, and the entry that follows seals them: its trigger looks at all of them at once, and from
/// then on nothing can be added, changed or deleted. A posting can be written for the next entry only, so none is left
/// without one; connections that enforce foreign keys cannot commit it either.
///
/// What refuses a row of `postings` or `journal_documents` fails and does not abort, their foreign keys are checked at the
/// end, and no check of theirs calls a function: SQLite keeps a copy of every page that a statement touches which may be
/// aborted, and these are many rows.
enum Migration013: Migration {
  static let name = "013 journal"

  static let sql = """
    CREATE TABLE books (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      base_currency TEXT NOT NULL CHECK (length(base_currency) = 3),
      home TEXT NOT NULL CHECK (length(home) = 2)
    ) STRICT;
    \(appendOnly("books", "the books keep their currency and their country"))

    CREATE TABLE ledger_accounts (
      number TEXT PRIMARY KEY CHECK (number <> ''),
      name TEXT NOT NULL,
      type TEXT NOT NULL CHECK (type IN ('asset', 'liability', 'equity', 'income', 'expense')),
      works_out_tax INTEGER NOT NULL CHECK (works_out_tax IN (0, 1))
    ) STRICT, WITHOUT ROWID;
    CREATE TRIGGER ledger_accounts_keep_their_type BEFORE UPDATE OF number, type ON ledger_accounts
      WHEN NEW.number <> OLD.number OR (NEW.type <> OLD.type
        AND EXISTS (SELECT 1 FROM postings WHERE account = OLD.number))
      BEGIN SELECT RAISE(ABORT, 'an account that was posted to keeps its number and type'); END;
    CREATE TRIGGER ledger_accounts_are_not_deleted BEFORE DELETE ON ledger_accounts
      WHEN EXISTS (SELECT 1 FROM postings WHERE account = OLD.number)
      BEGIN SELECT RAISE(ABORT, 'an account that was posted to stays'); END;
    CREATE TRIGGER ledger_accounts_are_not_replaced BEFORE INSERT ON ledger_accounts
      WHEN EXISTS (SELECT 1 FROM ledger_accounts WHERE number = NEW.number)
      BEGIN SELECT RAISE(ABORT, 'there is such an account'); END;

    CREATE TABLE account_roles (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL,
      account TEXT NOT NULL REFERENCES ledger_accounts,
      from_entry INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX account_roles_key ON account_roles(key, from_entry);
    \(appendOnly("account_roles", "which account played a role only grows"))

    CREATE TABLE period_changes (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      action TEXT NOT NULL CHECK (action IN ('close', 'reopen')),
      month TEXT NOT NULL CHECK (date(month || '-01') IS month || '-01'),
      closed_through TEXT NOT NULL CHECK (date(closed_through || '-01') IS closed_through || '-01'),
      reason TEXT NOT NULL,
      entry_count INTEGER NOT NULL,
      head BLOB NOT NULL CHECK (length(head) = 32)
    ) STRICT;
    \(appendOnly("period_changes", "the record of closed months only grows"))
    CREATE TRIGGER period_changes_follow BEFORE INSERT ON period_changes
      WHEN NEW.id <> 1 + (SELECT coalesce(max(id), 0) FROM period_changes)
        OR (NEW.action = 'close' AND NEW.month <=
          coalesce((SELECT closed_through FROM period_changes ORDER BY id DESC LIMIT 1), ''))
        OR (NEW.action = 'reopen' AND NEW.month IS NOT
          (SELECT closed_through FROM period_changes ORDER BY id DESC LIMIT 1))
        OR NEW.closed_through <> CASE NEW.action WHEN 'close' THEN NEW.month
          ELSE strftime('%Y-%m', NEW.month || '-01', '-1 month') END
      BEGIN SELECT RAISE(ABORT, 'months are closed in their order, and reopened from the last one'); END;

    CREATE TABLE postings (
      entry_id INTEGER NOT NULL REFERENCES journal_entries DEFERRABLE INITIALLY DEFERRED,
      line_no INTEGER NOT NULL CHECK (line_no > 0),
      account TEXT NOT NULL REFERENCES ledger_accounts DEFERRABLE INITIALLY DEFERRED,
      currency TEXT NOT NULL,
      amount INTEGER NOT NULL,
      base INTEGER NOT NULL,
      tax_code TEXT,
      territory TEXT,
      rate INTEGER,
      reference TEXT,
      note TEXT,
      PRIMARY KEY (entry_id, line_no),
      CHECK (amount <> 0 OR base <> 0),
      CHECK (amount = 0 OR base = 0 OR (amount > 0) = (base > 0))
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX postings_account ON postings(account, entry_id);
    CREATE INDEX postings_reference ON postings(reference, account) WHERE reference IS NOT NULL;
    CREATE TRIGGER postings_are_of_the_next_entry BEFORE INSERT ON postings
      WHEN NEW.entry_id <> 1 + (SELECT coalesce(max(id), 0) FROM journal_entries)
        OR NEW.line_no <> 1 + (SELECT coalesce(max(line_no), 0) FROM postings WHERE entry_id = NEW.entry_id)
      BEGIN SELECT RAISE(FAIL, 'entries are sealed: a posting goes to the next one, behind its last line'); END;
    CREATE TRIGGER postings_have_an_account BEFORE INSERT ON postings
      WHEN NOT EXISTS (SELECT 1 FROM ledger_accounts WHERE number = NEW.account)
      BEGIN SELECT RAISE(FAIL, 'there is no such account'); END;
    CREATE TRIGGER postings_are_not_changed BEFORE UPDATE ON postings
      BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
    CREATE TRIGGER postings_are_not_deleted BEFORE DELETE ON postings
      BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;

    CREATE TABLE journal_entries (
      id INTEGER PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('sale', 'refund', 'fee', 'payout', 'cost_of_goods', 'exchange', 'revaluation',
        'reversal', 'correction', 'adjustment', 'opening')),
      date TEXT NOT NULL CHECK (date(date, '+0 days') IS date),
      correction_of TEXT CHECK (correction_of IS NULL OR date(correction_of || '-01') IS correction_of || '-01'),
      store_id INTEGER REFERENCES stores,
      document TEXT NOT NULL CHECK (document <> ''),
      key TEXT NOT NULL UNIQUE CHECK (key <> ''),
      reverses INTEGER UNIQUE REFERENCES journal_entries,
      note TEXT NOT NULL,
      rules INTEGER NOT NULL,
      sealed_at INTEGER NOT NULL,
      line_count INTEGER NOT NULL CHECK (line_count >= 2),
      previous BLOB NOT NULL CHECK (length(previous) = 32),
      hash BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
      CHECK ((kind = 'reversal') = (reverses IS NOT NULL))
    ) STRICT;
    CREATE INDEX journal_entries_date ON journal_entries(date);
    CREATE TRIGGER journal_entries_are_not_changed BEFORE UPDATE ON journal_entries
      BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
    CREATE TRIGGER journal_entries_are_not_deleted BEFORE DELETE ON journal_entries
      BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END;
    CREATE TRIGGER journal_entries_are_sealed BEFORE INSERT ON journal_entries BEGIN
      SELECT RAISE(ABORT, 'the number of an entry follows the last one')
        WHERE NEW.id <> 1 + (SELECT coalesce(max(id), 0) FROM journal_entries);
      SELECT RAISE(ABORT, 'an event is booked once: there is an entry with this key, hash or reversal')
        WHERE EXISTS (SELECT 1 FROM journal_entries WHERE key = NEW.key)
          OR EXISTS (SELECT 1 FROM journal_entries WHERE hash = NEW.hash)
          OR EXISTS (SELECT 1 FROM journal_entries WHERE reverses = NEW.reverses);
      SELECT RAISE(ABORT, 'the hash before is not that of the last entry')
        WHERE NEW.previous <> coalesce((SELECT hash FROM journal_entries ORDER BY id DESC LIMIT 1), zeroblob(32));
      SELECT RAISE(ABORT, 'the entry has other lines than it says')
        WHERE NEW.line_count <> (SELECT count(*) FROM postings WHERE entry_id = NEW.id);
      SELECT RAISE(ABORT, 'a currency is three letters')
        WHERE EXISTS (SELECT 1 FROM postings WHERE entry_id = NEW.id AND length(currency) <> 3);
      SELECT RAISE(ABORT, 'debits and credits differ')
        WHERE (SELECT sum(base) FROM postings WHERE entry_id = NEW.id) <> 0;
      SELECT RAISE(ABORT, 'debits and credits differ in the only currency of the entry')
        WHERE (SELECT count(DISTINCT currency) FROM postings WHERE entry_id = NEW.id AND amount <> 0) = 1
          AND NOT EXISTS (SELECT 1 FROM postings WHERE entry_id = NEW.id AND amount = 0)
          AND (SELECT sum(amount) FROM postings WHERE entry_id = NEW.id) <> 0;
      SELECT RAISE(ABORT, 'an amount in the currency of the books is another than the one beside it')
        WHERE EXISTS (SELECT 1 FROM postings JOIN books ON currency = base_currency
          WHERE entry_id = NEW.id AND amount <> base);
      SELECT RAISE(ABORT, 'the month is closed')
        WHERE substr(NEW.date, 1, 7) <= (SELECT closed_through FROM period_changes ORDER BY id DESC LIMIT 1);
      SELECT RAISE(ABORT, 'a reversal mirrors what it takes back')
        WHERE NEW.reverses IS NOT NULL AND EXISTS (
          SELECT 1 FROM postings WHERE entry_id IN (NEW.id, NEW.reverses)
          GROUP BY account, currency, tax_code, territory, rate, reference
          HAVING sum(amount) <> 0 OR sum(base) <> 0);
    END;

    CREATE TABLE journal_documents (
      transaction_id INTEGER PRIMARY KEY,
      entry_id INTEGER
    ) STRICT;
    CREATE TRIGGER journal_documents_are_not_changed BEFORE UPDATE ON journal_documents
      BEGIN SELECT RAISE(ABORT, 'a document is booked once'); END;
    CREATE TRIGGER journal_documents_are_not_deleted BEFORE DELETE ON journal_documents
      BEGIN SELECT RAISE(ABORT, 'a document is booked once'); END;
    CREATE TRIGGER journal_documents_are_not_replaced BEFORE INSERT ON journal_documents
      WHEN EXISTS (SELECT 1 FROM journal_documents WHERE transaction_id = NEW.transaction_id)
      BEGIN SELECT RAISE(FAIL, 'a document is booked once'); END;

    CREATE TABLE journal_waiting (
      transaction_id INTEGER PRIMARY KEY,
      reason TEXT NOT NULL
    ) STRICT;
    CREATE TABLE journal_progress (
      store_id INTEGER PRIMARY KEY REFERENCES stores,
      platform TEXT NOT NULL,
      last_transaction INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE costed_documents (
      transaction_id INTEGER PRIMARY KEY REFERENCES transactions
    ) STRICT;
    CREATE TABLE costed_lines (
      line_id INTEGER PRIMARY KEY,
      entry_id INTEGER REFERENCES journal_entries,
      units INTEGER NOT NULL,
      unit_cost INTEGER NOT NULL,
      amount INTEGER NOT NULL
    ) STRICT;
    \(appendOnly("costed_lines", "what goods have cost is booked once", key: ["line_id"]))

    CREATE TABLE exports (
      id INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      format TEXT NOT NULL,
      path TEXT NOT NULL,
      sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
      first_entry INTEGER NOT NULL,
      last_entry INTEGER NOT NULL CHECK (last_entry >= first_entry),
      entries INTEGER NOT NULL,
      debit INTEGER NOT NULL,
      scope TEXT NOT NULL,
      repeats INTEGER REFERENCES exports
    ) STRICT;
    \(appendOnly("exports", "the record of what has left only grows"))

    CREATE VIEW v_journal AS
    SELECT e.id AS entry, e.date, e.kind, s.name AS store, e.document, e.correction_of, p.line_no, p.account,
      a.name AS account_name, p.currency, p.amount, p.base, max(p.base, 0) AS debit, max(-p.base, 0) AS credit,
      p.tax_code, p.territory, p.rate AS rate_thousandths_percent, p.reference, p.note, e.note AS entry_note
    FROM journal_entries e
    JOIN postings p ON p.entry_id = e.id
    JOIN ledger_accounts a ON a.number = p.account
    LEFT JOIN stores s ON s.id = e.store_id;

    CREATE VIEW v_trial_balance AS
    SELECT substr(e.date, 1, 7) AS month, p.account, a.name AS account_name, a.type, sum(max(p.base, 0)) AS debit,
      sum(max(-p.base, 0)) AS credit, sum(p.base) AS balance
    FROM journal_entries e
    JOIN postings p ON p.entry_id = e.id
    JOIN ledger_accounts a ON a.number = p.account
    GROUP BY 1, 2;
    """
}
