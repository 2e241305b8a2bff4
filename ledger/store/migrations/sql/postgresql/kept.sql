-- What is sealed is never updated and never deleted; what only grows is never deleted. For the owner too.
CREATE FUNCTION zf_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'books.sealed'; END $$
;;
CREATE TRIGGER closing_no_update BEFORE UPDATE ON closing FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER closing_no_delete BEFORE DELETE ON closing FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER closing_no_truncate BEFORE TRUNCATE ON closing FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER reopening_no_update BEFORE UPDATE ON reopening FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER reopening_no_delete BEFORE DELETE ON reopening FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER reopening_no_truncate BEFORE TRUNCATE ON reopening FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER line_no_update BEFORE UPDATE ON line FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER authority_no_update BEFORE UPDATE ON authority FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER authority_spent_no_update BEFORE UPDATE ON authority_spent FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER proposal_revision_no_update BEFORE UPDATE ON proposal_revision FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER proposal_event_no_update BEFORE UPDATE ON proposal_event FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER cell_no_update BEFORE UPDATE ON cell FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER dimset_no_update BEFORE UPDATE ON dimset FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER dimset_member_no_update BEFORE UPDATE ON dimset_member FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER posting_rule_version_no_update BEFORE UPDATE ON posting_rule_version FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER allocation_no_update BEFORE UPDATE ON allocation FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER touch_no_update BEFORE UPDATE ON touch FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER tenant_no_update BEFORE UPDATE ON tenant FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER line_no_delete BEFORE DELETE ON line FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER authority_no_delete BEFORE DELETE ON authority FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER authority_spent_no_delete BEFORE DELETE ON authority_spent FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER proposal_revision_no_delete BEFORE DELETE ON proposal_revision FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER proposal_event_no_delete BEFORE DELETE ON proposal_event FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER cell_no_delete BEFORE DELETE ON cell FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER dimset_no_delete BEFORE DELETE ON dimset FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER dimset_member_no_delete BEFORE DELETE ON dimset_member FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER posting_rule_version_no_delete BEFORE DELETE ON posting_rule_version FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER allocation_no_delete BEFORE DELETE ON allocation FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER touch_no_delete BEFORE DELETE ON touch FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER tenant_no_delete BEFORE DELETE ON tenant FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER book_no_delete BEFORE DELETE ON book FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER period_no_delete BEFORE DELETE ON period FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER account_no_delete BEFORE DELETE ON account FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER dimension_no_delete BEFORE DELETE ON dimension FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER dim_value_no_delete BEFORE DELETE ON dim_value FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER proposal_no_delete BEFORE DELETE ON proposal FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER head_no_delete BEFORE DELETE ON head FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER number_series_no_delete BEFORE DELETE ON number_series FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER balance_no_delete BEFORE DELETE ON balance FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER balance_dim_no_delete BEFORE DELETE ON balance_dim FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER claim_no_delete BEFORE DELETE ON claim FOR EACH ROW EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER batch_no_truncate BEFORE TRUNCATE ON batch FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER entry_no_truncate BEFORE TRUNCATE ON entry FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER line_no_truncate BEFORE TRUNCATE ON line FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER authority_no_truncate BEFORE TRUNCATE ON authority FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER authority_spent_no_truncate BEFORE TRUNCATE ON authority_spent FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER proposal_revision_no_truncate BEFORE TRUNCATE ON proposal_revision FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER proposal_event_no_truncate BEFORE TRUNCATE ON proposal_event FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER cell_no_truncate BEFORE TRUNCATE ON cell FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER dimset_no_truncate BEFORE TRUNCATE ON dimset FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER dimset_member_no_truncate BEFORE TRUNCATE ON dimset_member FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER posting_rule_version_no_truncate BEFORE TRUNCATE ON posting_rule_version FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER allocation_no_truncate BEFORE TRUNCATE ON allocation FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER touch_no_truncate BEFORE TRUNCATE ON touch FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER tenant_no_truncate BEFORE TRUNCATE ON tenant FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER book_no_truncate BEFORE TRUNCATE ON book FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER period_no_truncate BEFORE TRUNCATE ON period FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER account_no_truncate BEFORE TRUNCATE ON account FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER dimension_no_truncate BEFORE TRUNCATE ON dimension FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER dim_value_no_truncate BEFORE TRUNCATE ON dim_value FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER proposal_no_truncate BEFORE TRUNCATE ON proposal FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER head_no_truncate BEFORE TRUNCATE ON head FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER number_series_no_truncate BEFORE TRUNCATE ON number_series FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER balance_no_truncate BEFORE TRUNCATE ON balance FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER balance_dim_no_truncate BEFORE TRUNCATE ON balance_dim FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE TRIGGER claim_no_truncate BEFORE TRUNCATE ON claim FOR EACH STATEMENT EXECUTE FUNCTION zf_refuse()
;;
CREATE FUNCTION zf_book_head() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO head (tenant_id, book_id, position, hash) VALUES (NEW.tenant_id, NEW.book_id, 0, decode(repeat('00', 32), 'hex'));
  RETURN NULL;
END $$
;;
CREATE TRIGGER book_head AFTER INSERT ON book FOR EACH ROW EXECUTE FUNCTION zf_book_head()
;;
CREATE FUNCTION zf_book_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.tenant_id <> OLD.tenant_id OR NEW.book_id <> OLD.book_id OR NEW.code <> OLD.code
    OR NEW.base_currency <> OLD.base_currency OR NEW.fiscal_start_month <> OLD.fiscal_start_month
    OR NEW.corrections <> OLD.corrections THEN
    RAISE EXCEPTION 'books.sealed'; END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER book_kept BEFORE UPDATE ON book FOR EACH ROW EXECUTE FUNCTION zf_book_kept()
;;
CREATE FUNCTION zf_period_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'open' THEN RAISE EXCEPTION 'books.sealed'; END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER period_new BEFORE INSERT ON period FOR EACH ROW EXECUTE FUNCTION zf_period_new()
;;
CREATE FUNCTION zf_period_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.state = 'closed' AND (NEW.state <> 'open' OR NOT EXISTS (SELECT 1 FROM reopening AS again
      WHERE again.tenant_id = OLD.tenant_id AND again.book_id = OLD.book_id AND again.period = OLD.period
        AND again.number = (SELECT max(number) FROM closing WHERE tenant_id = OLD.tenant_id
          AND book_id = OLD.book_id AND period = OLD.period))))
    OR NEW.tenant_id <> OLD.tenant_id OR NEW.book_id <> OLD.book_id
    OR NEW.period <> OLD.period OR NEW.first_day <> OLD.first_day OR NEW.last_day <> OLD.last_day THEN
    RAISE EXCEPTION 'books.period_closed'; END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER period_kept BEFORE UPDATE ON period FOR EACH ROW EXECUTE FUNCTION zf_period_kept()
;;
CREATE FUNCTION zf_period_closing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO closing (tenant_id, book_id, period, number, position, hash, closed_at, closed_by)
    SELECT NEW.tenant_id, NEW.book_id, NEW.period, 1 + coalesce((SELECT max(number) FROM closing
        WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND period = NEW.period), 0),
      position, hash, NEW.changed_at, NEW.changed_by FROM head
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id;
  RETURN NULL;
END $$
;;
CREATE TRIGGER period_closing AFTER UPDATE ON period FOR EACH ROW WHEN (NEW.state = 'closed')
  EXECUTE FUNCTION zf_period_closing()
;;
CREATE FUNCTION zf_reopening_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
BEGIN
  SELECT position, hash INTO NEW.position, NEW.hash FROM head
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id FOR UPDATE;
  PERFORM 1 FROM period WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND period = NEW.period
    AND state = 'closed' FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'books.not_closed'; END IF;
  IF EXISTS (SELECT 1 FROM period WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id
      AND period > NEW.period AND state = 'closed') THEN RAISE EXCEPTION 'books.later_closed'; END IF;
  IF NEW.number IS DISTINCT FROM (SELECT max(number) FROM closing WHERE tenant_id = NEW.tenant_id
      AND book_id = NEW.book_id AND period = NEW.period) THEN RAISE EXCEPTION 'books.not_closed'; END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER reopening_new BEFORE INSERT ON reopening FOR EACH ROW EXECUTE FUNCTION zf_reopening_new()
;;
CREATE FUNCTION zf_reopening_opens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE period SET state = 'open', changed_at = NEW.reopened_at, changed_by = NEW.reopened_by
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND period = NEW.period;
  RETURN NULL;
END $$
;;
CREATE TRIGGER reopening_opens AFTER INSERT ON reopening FOR EACH ROW EXECUTE FUNCTION zf_reopening_opens()
;;
CREATE FUNCTION zf_account_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.tenant_id <> OLD.tenant_id OR NEW.book_id <> OLD.book_id OR NEW.account_id <> OLD.account_id
    OR NEW.code <> OLD.code OR ((NEW.type <> OLD.type OR NEW.normal_side <> OLD.normal_side
      OR NEW.open_item <> OLD.open_item OR NEW.required_mask <> OLD.required_mask) AND EXISTS (
      SELECT 1 FROM cell WHERE tenant_id = OLD.tenant_id AND book_id = OLD.book_id AND account_id = OLD.account_id)) THEN
    RAISE EXCEPTION 'books.account_in_use'; END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER account_kept BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION zf_account_kept()
;;
CREATE FUNCTION zf_cell_new() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE v_ok bigint; v_required bigint; v_mask bigint;
BEGIN
  SELECT active * postable, required_mask INTO v_ok, v_required FROM account
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND account_id = NEW.account_id;
  SELECT mask INTO v_mask FROM dimset WHERE tenant_id = NEW.tenant_id AND dimset_id = NEW.dimset_id;
  IF v_ok IS NULL OR v_mask IS NULL THEN RAISE EXCEPTION 'books.unknown_account'; END IF;
  IF v_ok = 0 THEN RAISE EXCEPTION 'books.account_not_postable'; END IF;
  IF v_required & v_mask <> v_required THEN RAISE EXCEPTION 'books.dimension_missing'; END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER cell_new BEFORE INSERT ON cell FOR EACH ROW EXECUTE FUNCTION zf_cell_new()
;;
CREATE FUNCTION zf_authority_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.proposal_id IS NOT NULL THEN
    PERFORM 1 FROM proposal WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id AND state = 'proposed'
      AND revision_no = NEW.revision_no AND (kind = 'run') = (NEW.kind = 'run') FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'proposals.changed'; END IF;
  END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER authority_new BEFORE INSERT ON authority FOR EACH ROW EXECUTE FUNCTION zf_authority_new()
;;
CREATE FUNCTION zf_revision_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM 1 FROM proposal WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id
    AND state IN ('draft', 'proposed', 'returned') AND NEW.revision_no = revision_no + 1 AND book_id = NEW.book_id
    FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'proposals.changed'; END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER revision_new BEFORE INSERT ON proposal_revision FOR EACH ROW EXECUTE FUNCTION zf_revision_new()
;;
CREATE FUNCTION zf_proposal_new() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'draft' OR NEW.revision_no <> 0 THEN RAISE EXCEPTION 'books.sealed'; END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER proposal_new BEFORE INSERT ON proposal FOR EACH ROW EXECUTE FUNCTION zf_proposal_new()
;;
CREATE FUNCTION zf_proposal_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('posted', 'withdrawn', 'rejected')
    OR NEW.tenant_id <> OLD.tenant_id OR NEW.proposal_id <> OLD.proposal_id OR NEW.book_id <> OLD.book_id
    OR NEW.kind <> OLD.kind OR NEW.origin <> OLD.origin OR NEW.created_by <> OLD.created_by
    OR (OLD.state || '>' || NEW.state) NOT IN ('draft>draft', 'draft>proposed', 'draft>withdrawn',
      'proposed>proposed', 'proposed>draft', 'proposed>confirmed', 'proposed>returned', 'proposed>withdrawn',
      'proposed>rejected', 'returned>draft', 'returned>returned', 'returned>proposed', 'returned>withdrawn', 'returned>rejected',
      'confirmed>posted', 'confirmed>proposed')
    OR (OLD.state = 'confirmed' AND NEW.revision_no <> OLD.revision_no)
    OR (NEW.revision_no <> OLD.revision_no AND NOT EXISTS (SELECT 1 FROM proposal_revision
      WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id AND revision_no = NEW.revision_no))
    OR (OLD.state = 'proposed' AND NEW.state = 'confirmed' AND NOT EXISTS (
      SELECT 1 FROM authority AS given WHERE given.tenant_id = NEW.tenant_id AND given.proposal_id = NEW.proposal_id
        AND given.revision_no = NEW.revision_no AND NOT EXISTS (SELECT 1 FROM authority_spent AS spent
          WHERE spent.tenant_id = given.tenant_id AND spent.authority_id = given.authority_id)))
    OR (OLD.state = 'confirmed' AND NEW.state = 'proposed' AND EXISTS (
      SELECT 1 FROM authority AS given WHERE given.tenant_id = NEW.tenant_id AND given.proposal_id = NEW.proposal_id
        AND NOT EXISTS (SELECT 1 FROM authority_spent AS spent
          WHERE spent.tenant_id = given.tenant_id AND spent.authority_id = given.authority_id)))
    OR (NEW.state = 'posted' AND NOT EXISTS (
      SELECT 1 FROM authority AS given JOIN batch AS made USING (tenant_id, authority_id)
        WHERE given.tenant_id = NEW.tenant_id AND given.proposal_id = NEW.proposal_id
          AND given.revision_no = NEW.revision_no AND made.batch_id = NEW.batch_id)) THEN
    RAISE EXCEPTION 'proposals.changed'; END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER proposal_kept BEFORE UPDATE ON proposal FOR EACH ROW EXECUTE FUNCTION zf_proposal_kept()
;;
