/// What was found out about VAT ids: asked when, by whom, with which answer, and the authority's number for it.
///
/// It only grows, and stays when the run that asked is taken back: the question was asked all the same. The name and
/// address of an answer are not kept.
enum Migration009: Migration {
  static let name = "009 vat ids"

  static let sql = """
    CREATE TABLE vat_id_checks (
      id INTEGER PRIMARY KEY,
      run_id INTEGER REFERENCES runs,
      vat_id TEXT NOT NULL CHECK (vat_id <> ''),
      requester TEXT,
      asked_at INTEGER NOT NULL,
      answer TEXT NOT NULL CHECK (answer IN ('valid', 'invalid', 'unknown')),
      reason TEXT NOT NULL,
      request_date TEXT,
      consultation TEXT,
      matches TEXT,
      origin TEXT NOT NULL CHECK (origin IN ('live', 'simulated', 'syntax')),
      CHECK ((answer = 'valid') = (reason = ''))
    ) STRICT;
    CREATE INDEX vat_id_checks_number ON vat_id_checks(vat_id, origin);
    CREATE TRIGGER vat_id_checks_are_not_changed BEFORE UPDATE ON vat_id_checks
      BEGIN SELECT RAISE(ABORT, 'the checks of VAT ids only grow'); END;
    CREATE TRIGGER vat_id_checks_are_not_deleted BEFORE DELETE ON vat_id_checks
      BEGIN SELECT RAISE(ABORT, 'the checks of VAT ids only grow'); END;
    CREATE TRIGGER vat_id_checks_are_not_replaced BEFORE INSERT ON vat_id_checks
      WHEN EXISTS (SELECT 1 FROM vat_id_checks WHERE id = NEW.id)
      BEGIN SELECT RAISE(ABORT, 'the checks of VAT ids only grow'); END;

    CREATE INDEX findings_vat_id_unanswered ON findings(transaction_id) WHERE code = 'F2201';

    CREATE VIEW v_vat_ids AS
    SELECT c.vat_id, c.origin, c.answer, c.reason, datetime(c.asked_at, 'unixepoch') AS asked_at, c.requester,
      c.consultation, c.request_date, c.matches
    FROM vat_id_checks c
    WHERE NOT EXISTS (SELECT 1 FROM vat_id_checks x
      WHERE x.vat_id = c.vat_id AND x.origin = c.origin AND x.id > c.id);
    """
}
