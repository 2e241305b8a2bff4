-- Accounts of money by standard, as prefixes: what ledger/charts/data/roles.csv says of cash (a test compares them).
CREATE VIEW money_account AS
  SELECT 'cas' AS standard, '1001' AS prefix UNION ALL SELECT 'cas', '1002' UNION ALL SELECT 'cas', '1012'
  UNION ALL SELECT 'small', '1001' UNION ALL SELECT 'small', '1002' UNION ALL SELECT 'small', '1012'
  UNION ALL SELECT 'ifrs', '1000' UNION ALL SELECT 'ifrs', '1010' UNION ALL SELECT 'ifrs', '1020'
  UNION ALL SELECT 'ifrs', '1030'
;;
-- 付款锁定: what pays an open item of a locked document, or names no item and pays the vendor of one, is not confirmed
-- while the alert is open. The document's own voucher is: booking goes on.
CREATE TRIGGER authority_pays AFTER INSERT ON authority WHEN NEW.kind <> 'rule' AND EXISTS (
  SELECT 1 FROM alert WHERE tenant_id = NEW.tenant_id AND state = 'open' AND locks_payment = 1) BEGIN
  SELECT RAISE(ABORT, 'proposals.payment_locked') WHERE EXISTS (
    SELECT 1 FROM proposal_revision AS r
    JOIN book AS b ON b.tenant_id = r.tenant_id AND b.book_id = r.book_id
    JOIN proposal AS own ON own.tenant_id = r.tenant_id AND own.proposal_id = r.proposal_id
    CROSS JOIN json_each(r.body, '$.content.entries') AS e
    CROSS JOIN json_each(e.value, '$.lines') AS l
    JOIN alert AS a ON a.tenant_id = r.tenant_id AND a.state = 'open' AND a.locks_payment = 1
    LEFT JOIN document AS d ON d.tenant_id = a.tenant_id AND d.document_id = a.document_id
    LEFT JOIN proposal AS p ON p.tenant_id = a.tenant_id AND p.proposal_id = a.proposal_id
    WHERE r.tenant_id = NEW.tenant_id AND r.proposal_id = NEW.proposal_id AND r.revision_no = NEW.revision_no
      AND own.origin NOT LIKE 'import:%' AND json_extract(e.value, '$.kind') <> 1
      AND json_extract(l.value, '$.side') = 0
      AND (json_extract(l.value, '$.settles[0]') = p.batch_id
        OR (json_extract(l.value, '$.settles') IS NULL AND json_extract(l.value, '$.dims.party') = d.party_id
          AND a.proposal_id IS NOT r.proposal_id))
      AND EXISTS (SELECT 1 FROM json_each(e.value, '$.lines') AS m JOIN money_account AS k
        ON k.standard = lower(b.standard) AND substr(json_extract(m.value, '$.account'), 1, length(k.prefix)) = k.prefix
        WHERE json_extract(m.value, '$.side') = 1));
END
;;
-- A bank account that is paid to, and one that is paid to no more, come of a change of master data that a second person
-- agreed to, each change once. The number itself is compared by verify, whatever form it is kept in.
CREATE TRIGGER party_account_new BEFORE INSERT ON party_account BEGIN
  SELECT RAISE(ABORT, 'store.account_unsettled') WHERE NEW.approved <> 0 AND (NOT EXISTS (
    SELECT 1 FROM party_change AS c WHERE c.tenant_id = NEW.tenant_id AND c.change_id = NEW.change_id
      AND c.party_id = NEW.party_id AND c.field = 'account' AND c.agreed = 1 AND c.settled_by <> c.proposed_by)
    OR EXISTS (SELECT 1 FROM party_account WHERE tenant_id = NEW.tenant_id AND change_id = NEW.change_id));
  SELECT RAISE(ABORT, 'store.account_unsettled') WHERE EXISTS (
    SELECT 1 FROM party_account WHERE tenant_id = NEW.tenant_id AND party_id = NEW.party_id
      AND (account_id = NEW.account_id OR number_index = NEW.number_index));
END
;;
CREATE TRIGGER party_account_changes BEFORE UPDATE OF tenant_id, party_id, bank, approved, change_id ON party_account BEGIN
  SELECT RAISE(ABORT, 'store.account_unsettled') WHERE NEW.tenant_id <> OLD.tenant_id OR NEW.party_id <> OLD.party_id
    OR NEW.bank <> OLD.bank OR NEW.change_id IS OLD.change_id OR NOT EXISTS (
      SELECT 1 FROM party_change AS c WHERE c.tenant_id = NEW.tenant_id AND c.change_id = NEW.change_id
        AND c.party_id = NEW.party_id AND c.field = CASE NEW.approved WHEN 1 THEN 'account' ELSE 'account_ends' END
        AND c.agreed = 1 AND c.settled_by <> c.proposed_by)
    OR EXISTS (SELECT 1 FROM party_account WHERE tenant_id = NEW.tenant_id AND change_id = NEW.change_id);
END
;;
CREATE TRIGGER party_account_no_delete BEFORE DELETE ON party_account BEGIN
  SELECT RAISE(ABORT, 'store.account_unsettled');
END
;;
-- A change of master data comes in waiting, is settled once, and says for good who proposed what.
CREATE TRIGGER party_change_new BEFORE INSERT ON party_change BEGIN
  SELECT RAISE(ABORT, 'store.change_settled') WHERE NEW.settled_at IS NOT NULL OR NEW.settled_by IS NOT NULL
    OR NEW.agreed IS NOT NULL OR EXISTS (
      SELECT 1 FROM party_change WHERE tenant_id = NEW.tenant_id AND change_id = NEW.change_id);
END
;;
CREATE TRIGGER party_change_settles BEFORE UPDATE OF tenant_id, change_id, party_id, field, proposed_by, proposed_at,
  settled_by, settled_at, agreed, note ON party_change BEGIN
  SELECT RAISE(ABORT, 'store.change_settled') WHERE OLD.settled_at IS NOT NULL OR NEW.settled_at IS NULL
    OR NEW.tenant_id <> OLD.tenant_id OR NEW.change_id <> OLD.change_id OR NEW.party_id <> OLD.party_id
    OR NEW.field <> OLD.field OR NEW.proposed_by <> OLD.proposed_by OR NEW.proposed_at <> OLD.proposed_at;
END
;;
CREATE TRIGGER party_change_no_delete BEFORE DELETE ON party_change BEGIN
  SELECT RAISE(ABORT, 'store.change_settled');
END
;;
