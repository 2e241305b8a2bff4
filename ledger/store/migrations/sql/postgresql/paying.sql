-- Accounts of money by standard, as prefixes: what ledger/charts/data/roles.csv says of cash (a test compares them).
CREATE FUNCTION zf_money_account() RETURNS TABLE (standard text, prefix text) LANGUAGE sql AS $$
  VALUES ('cas', '1001'), ('cas', '1002'), ('cas', '1012'), ('small', '1001'), ('small', '1002'), ('small', '1012'),
    ('ifrs', '1000'), ('ifrs', '1010'), ('ifrs', '1020'), ('ifrs', '1030')
$$
;;
-- 付款锁定: what pays an open item of a locked document, or names no item and pays the vendor of one, is not confirmed
-- while the alert is open. The document's own voucher is: booking goes on.
CREATE FUNCTION zf_authority_pays() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM alert WHERE tenant_id = NEW.tenant_id AND state = 'open' AND locks_payment = 1) AND EXISTS (
      SELECT 1 FROM proposal_revision AS r
      JOIN book AS b ON b.tenant_id = r.tenant_id AND b.book_id = r.book_id
      JOIN proposal AS own ON own.tenant_id = r.tenant_id AND own.proposal_id = r.proposal_id
      CROSS JOIN json_array_elements(r.body::json -> 'content' -> 'entries') AS e
      CROSS JOIN json_array_elements(e.value -> 'lines') AS l
      JOIN alert AS a ON a.tenant_id = r.tenant_id AND a.state = 'open' AND a.locks_payment = 1
      LEFT JOIN document AS d ON d.tenant_id = a.tenant_id AND d.document_id = a.document_id
      LEFT JOIN proposal AS p ON p.tenant_id = a.tenant_id AND p.proposal_id = a.proposal_id
      WHERE r.tenant_id = NEW.tenant_id AND r.proposal_id = NEW.proposal_id AND r.revision_no = NEW.revision_no
        AND own.origin NOT LIKE 'import:%' AND (e.value ->> 'kind')::bigint <> 1 AND (l.value ->> 'side')::bigint = 0
        AND ((l.value -> 'settles' ->> 0)::bigint = p.batch_id
          OR (l.value -> 'settles' IS NULL AND l.value -> 'dims' ->> 'party' = d.party_id
            AND a.proposal_id IS DISTINCT FROM r.proposal_id))
        AND EXISTS (SELECT 1 FROM json_array_elements(e.value -> 'lines') AS m JOIN zf_money_account() AS k
          ON k.standard = lower(b.standard) AND left(m.value ->> 'account', length(k.prefix)) = k.prefix
          WHERE (m.value ->> 'side')::bigint = 1)) THEN
    RAISE EXCEPTION 'proposals.payment_locked'; END IF;
  RETURN NULL;
END $$
;;
CREATE TRIGGER authority_pays AFTER INSERT ON authority FOR EACH ROW WHEN (NEW.kind <> 'rule')
  EXECUTE FUNCTION zf_authority_pays()
;;
-- A bank account that is paid to, and one that is paid to no more, come of a change of master data that a second person
-- agreed to, each change once. The number itself is compared by verify, whatever form it is kept in.
CREATE FUNCTION zf_party_account() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' AND NEW.approved = 0 THEN RETURN NEW; END IF;
  IF TG_OP = 'UPDATE' THEN
    IF NEW.tenant_id <> OLD.tenant_id OR NEW.party_id <> OLD.party_id OR NEW.bank <> OLD.bank
        OR NEW.change_id IS NOT DISTINCT FROM OLD.change_id THEN RAISE EXCEPTION 'store.account_unsettled'; END IF;
  END IF;
  IF NOT EXISTS (
      SELECT 1 FROM party_change AS c WHERE c.tenant_id = NEW.tenant_id AND c.change_id = NEW.change_id
        AND c.party_id = NEW.party_id AND c.field = CASE NEW.approved WHEN 1 THEN 'account' ELSE 'account_ends' END
        AND c.agreed = 1 AND c.settled_by <> c.proposed_by)
      OR EXISTS (SELECT 1 FROM party_account WHERE tenant_id = NEW.tenant_id AND change_id = NEW.change_id) THEN
    RAISE EXCEPTION 'store.account_unsettled'; END IF;
  RETURN NEW;
END $$
;;
CREATE FUNCTION zf_account_unsettled() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'store.account_unsettled'; END $$
;;
CREATE TRIGGER party_account_new BEFORE INSERT ON party_account FOR EACH ROW EXECUTE FUNCTION zf_party_account()
;;
CREATE TRIGGER party_account_changes BEFORE UPDATE OF tenant_id, party_id, bank, approved, change_id
  ON party_account FOR EACH ROW EXECUTE FUNCTION zf_party_account()
;;
CREATE TRIGGER party_account_no_delete BEFORE DELETE ON party_account FOR EACH ROW EXECUTE FUNCTION zf_account_unsettled()
;;
-- A change of master data comes in waiting, is settled once, and says for good who proposed what.
CREATE FUNCTION zf_party_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN RAISE EXCEPTION 'store.change_settled'; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.settled_at IS NOT NULL OR NEW.settled_by IS NOT NULL OR NEW.agreed IS NOT NULL THEN
      RAISE EXCEPTION 'store.change_settled'; END IF;
    RETURN NEW;
  END IF;
  IF OLD.settled_at IS NOT NULL OR NEW.settled_at IS NULL OR NEW.tenant_id <> OLD.tenant_id
      OR NEW.change_id <> OLD.change_id OR NEW.party_id <> OLD.party_id OR NEW.field <> OLD.field
      OR NEW.proposed_by <> OLD.proposed_by OR NEW.proposed_at <> OLD.proposed_at THEN
    RAISE EXCEPTION 'store.change_settled'; END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER party_change_new BEFORE INSERT ON party_change FOR EACH ROW EXECUTE FUNCTION zf_party_change()
;;
CREATE TRIGGER party_change_settles BEFORE UPDATE OF tenant_id, change_id, party_id, field, proposed_by, proposed_at,
  settled_by, settled_at, agreed, note ON party_change FOR EACH ROW EXECUTE FUNCTION zf_party_change()
;;
CREATE TRIGGER party_change_no_delete BEFORE DELETE ON party_change FOR EACH ROW EXECUTE FUNCTION zf_party_change()
;;
