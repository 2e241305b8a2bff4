-- Whether what a person confirmed for a payee within the 24 hours up to a confirmation, that one included, less what was
-- undone, is more than they may; no limit is never too much.
CREATE FUNCTION zf_beyond(tenant text, authority text, who text, most bigint) RETURNS boolean LANGUAGE sql
  SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT 1 FROM confirmed_for AS own
    WHERE own.tenant_id = tenant AND own.authority_id = authority AND own.confirmer = who AND own.payee <> ''
      AND most < (SELECT sum(mine.amount_minor) FROM confirmed_for AS mine
        WHERE mine.tenant_id = own.tenant_id AND mine.confirmer = own.confirmer AND mine.payee = own.payee
          AND mine.given_at > own.given_at - 86400000000 AND NOT EXISTS (SELECT 1 FROM authority_spent AS spent
            WHERE spent.tenant_id = mine.tenant_id AND spent.authority_id = mine.authority_id
              AND spent.undone_by IS NOT NULL)))
$$
;;
-- Who may confirm, at the moment the confirmation is written: nobody what they made or changed in any revision, nor
-- what a colleague did for whom they confirm just then; and nobody more than their limit for one vendor or colleague within 24 hours, however many vouchers it is split into.
-- A run of another program's history (origin import:) counts for no payee; nor do opening balances. The lock lets one
-- person's confirmations come one after the other: each sum sees the one before.
CREATE FUNCTION zf_authority_counts() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM proposal_revision WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id
      AND maker = NEW.confirmer) THEN RAISE EXCEPTION 'proposals.own_work'; END IF;
  IF EXISTS (
      SELECT 1 FROM delegation AS d JOIN proposal_revision AS r ON r.tenant_id = d.tenant_id AND r.maker = d.delegator
      WHERE d.tenant_id = NEW.tenant_id AND d.delegate = NEW.confirmer AND d.until_at > NEW.given_at
        AND d.from_at <= NEW.given_at AND r.proposal_id = NEW.proposal_id
        AND NOT EXISTS (SELECT 1 FROM delegation_ended AS e WHERE e.tenant_id = d.tenant_id
          AND e.delegation_id = d.delegation_id AND e.ended_at <= NEW.given_at)) THEN
    RAISE EXCEPTION 'proposals.delegators_work'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('confirming ' || NEW.confirmer || ' ' || NEW.tenant_id, 0));
  INSERT INTO confirmed_for (tenant_id, authority_id, confirmer, payee, given_at, amount_minor, counted)
    VALUES (NEW.tenant_id, NEW.authority_id, NEW.confirmer, '', NEW.given_at, NEW.amount_minor, 1);
  INSERT INTO confirmed_for (tenant_id, authority_id, confirmer, payee, given_at, amount_minor, counted)
    SELECT NEW.tenant_id, NEW.authority_id, NEW.confirmer, payee, NEW.given_at, greatest(
        sum(minor) FILTER (WHERE side = 0 AND minor > 0), sum(minor) FILTER (WHERE side = 1 AND minor > 0),
        -sum(minor) FILTER (WHERE side = 0 AND minor < 0), -sum(minor) FILTER (WHERE side = 1 AND minor < 0), 0), 1
    FROM (SELECT dimension || ':' || (l.value -> 'dims' ->> dimension) AS payee, (l.value ->> 'side')::bigint AS side,
        coalesce(l.value ->> 'base', l.value ->> 'amount')::bigint AS minor
      FROM proposal_revision AS r
      JOIN proposal AS p ON p.tenant_id = r.tenant_id AND p.proposal_id = r.proposal_id
      CROSS JOIN json_array_elements(r.body::json -> 'content' -> 'entries') AS e
      CROSS JOIN json_array_elements(e.value -> 'lines') AS l
      CROSS JOIN (VALUES ('party'), ('employee')) AS who (dimension)
      WHERE r.tenant_id = NEW.tenant_id AND r.proposal_id = NEW.proposal_id AND r.revision_no = NEW.revision_no
        AND p.origin NOT LIKE 'import:%' AND (e.value ->> 'kind')::bigint <> 1
        AND l.value -> 'dims' ->> dimension IS NOT NULL) AS named
    GROUP BY payee;
  IF zf_beyond(NEW.tenant_id, NEW.authority_id, NEW.confirmer, NEW.limit_minor) THEN
    RAISE EXCEPTION 'proposals.over_vendor_limit'; END IF;
  RETURN NULL;
END $$
;;
CREATE TRIGGER authority_counts AFTER INSERT ON authority FOR EACH ROW WHEN (NEW.kind <> 'rule')
  EXECUTE FUNCTION zf_authority_counts()
;;
CREATE TRIGGER confirmed_for_no_update BEFORE UPDATE ON confirmed_for FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER confirmed_for_no_delete BEFORE DELETE ON confirmed_for FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER confirmed_for_no_truncate BEFORE TRUNCATE ON confirmed_for FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
-- On another's behalf: within its days, up to its amount, and never what that person made or changed. What is confirmed
-- so counts against the limits of both.
CREATE FUNCTION zf_confirmed_on_behalf() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (
      SELECT 1 FROM authority AS a JOIN delegation AS d ON d.tenant_id = a.tenant_id
      WHERE a.tenant_id = NEW.tenant_id AND a.authority_id = NEW.authority_id AND d.delegation_id = NEW.delegation_id
        AND a.kind = 'confirmation' AND d.delegate = a.confirmer AND d.delegator = NEW.delegator
        AND d.from_at <= a.given_at AND a.given_at < d.until_at AND a.limit_minor <= d.limit_minor
        AND NOT EXISTS (SELECT 1 FROM authority_spent AS s WHERE s.tenant_id = a.tenant_id AND s.authority_id = a.authority_id)
        AND NOT EXISTS (SELECT 1 FROM delegation_ended AS e WHERE e.tenant_id = d.tenant_id
          AND e.delegation_id = d.delegation_id AND e.ended_at <= a.given_at)) THEN
    RAISE EXCEPTION 'proposals.delegation_over'; END IF;
  IF EXISTS (
      SELECT 1 FROM proposal_revision AS r JOIN authority AS a ON a.tenant_id = r.tenant_id AND a.proposal_id = r.proposal_id
      WHERE a.tenant_id = NEW.tenant_id AND a.authority_id = NEW.authority_id AND r.maker = NEW.delegator) THEN
    RAISE EXCEPTION 'proposals.own_work'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('confirming ' || NEW.delegator || ' ' || NEW.tenant_id, 0));
  INSERT INTO confirmed_for (tenant_id, authority_id, confirmer, payee, given_at, amount_minor, counted)
    SELECT tenant_id, authority_id, NEW.delegator, payee, given_at, amount_minor, counted FROM confirmed_for
    WHERE tenant_id = NEW.tenant_id AND authority_id = NEW.authority_id;
  IF zf_beyond(NEW.tenant_id, NEW.authority_id, NEW.delegator, (SELECT limit_minor FROM authority
      WHERE tenant_id = NEW.tenant_id AND authority_id = NEW.authority_id)) THEN
    RAISE EXCEPTION 'proposals.over_vendor_limit'; END IF;
  RETURN NULL;
END $$
;;
CREATE TRIGGER confirmed_on_behalf_counts AFTER INSERT ON confirmed_on_behalf FOR EACH ROW
  EXECUTE FUNCTION zf_confirmed_on_behalf()
;;
CREATE TRIGGER delegation_no_update BEFORE UPDATE ON delegation FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER delegation_no_delete BEFORE DELETE ON delegation FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER delegation_no_truncate BEFORE TRUNCATE ON delegation FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER delegation_ended_no_update BEFORE UPDATE ON delegation_ended FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER delegation_ended_no_delete BEFORE DELETE ON delegation_ended FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER delegation_ended_no_truncate BEFORE TRUNCATE ON delegation_ended FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER confirmed_on_behalf_no_update BEFORE UPDATE ON confirmed_on_behalf FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER confirmed_on_behalf_no_delete BEFORE DELETE ON confirmed_on_behalf FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER confirmed_on_behalf_no_truncate BEFORE TRUNCATE ON confirmed_on_behalf FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
