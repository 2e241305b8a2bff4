-- The seal on PostgreSQL: the same questions as on SQLite, asked by the batch row's trigger.
-- Plans are kept to index scans in the order written (LATERAL … LIMIT 1 is one look-up a row): joins would pair
-- every cell of the company with every cell of the batch. So a plan made once serves every batch, and none is made anew.
CREATE FUNCTION zf_batch_seal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
  SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE
  v_state text; v_first bigint; v_last bigint; v_base bigint; v_fault bigint; v_count bigint; v_lines bigint;
  v_total numeric; v_allows authority; v_low bigint; v_high bigint; v_number bigint; v_own bigint;
BEGIN
  SELECT state, first_day, last_day INTO v_state, v_first, v_last FROM period
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND period = NEW.period FOR SHARE;
  IF v_state IS NULL THEN RAISE EXCEPTION 'books.no_period'; END IF;
  IF v_state = 'closed' THEN RAISE EXCEPTION 'books.period_closed'; END IF;

  SELECT * INTO v_allows FROM authority WHERE tenant_id = NEW.tenant_id AND authority_id = NEW.authority_id;
  IF v_allows.authority_id IS NULL THEN RAISE EXCEPTION 'books.no_authority'; END IF;
  IF EXISTS (SELECT 1 FROM authority_spent WHERE tenant_id = NEW.tenant_id AND authority_id = NEW.authority_id) THEN
    RAISE EXCEPTION 'books.authority_spent'; END IF;
  IF v_allows.digest <> NEW.digest OR v_allows.root <> NEW.root OR v_allows.book_id <> NEW.book_id
    OR v_allows.period <> NEW.period OR v_allows.layer <> NEW.layer OR v_allows.series <> NEW.series
    OR v_allows.entry_count <> NEW.entry_count OR v_allows.line_count <> NEW.line_count
    OR (v_allows.kind <> 'rule' AND v_allows.confirmer <> NEW.checker) THEN
    RAISE EXCEPTION 'books.authority_other'; END IF;
  IF NEW.posted_at < v_allows.not_before THEN RAISE EXCEPTION 'books.authority_early'; END IF;
  IF NEW.posted_at > v_allows.expires_at THEN RAISE EXCEPTION 'books.authority_expired'; END IF;
  INSERT INTO authority_spent (tenant_id, authority_id, batch_id, at)
    VALUES (NEW.tenant_id, NEW.authority_id, NEW.batch_id, NEW.posted_at);

  SELECT count(*) FILTER (WHERE entry_count = NEW.entry_count), sum(arity), min(posting_date), max(posting_date),
      count(*) FILTER (WHERE (kind = 7 AND NEW.layer = 0) OR (kind NOT IN (3, 4, 7, 8) AND NEW.layer = 1)),
      count(*) FILTER (WHERE maker = NEW.checker)
    INTO v_count, v_lines, v_low, v_high, v_fault, v_own
    FROM entry WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id;
  IF v_count <> NEW.entry_count OR v_lines IS DISTINCT FROM NEW.line_count THEN RAISE EXCEPTION 'books.counts'; END IF;
  IF v_low < v_first OR v_high > v_last THEN RAISE EXCEPTION 'books.date_outside'; END IF;
  IF v_fault > 0 THEN RAISE EXCEPTION 'books.wrong_layer'; END IF;
  IF v_own > 0 THEN RAISE EXCEPTION 'proposals.own_work'; END IF;

  SELECT base_currency INTO v_base FROM book WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id;
  SELECT max(fault), count(*), sum(lines), sum(debit), min(entry_no), max(entry_no)
    INTO v_fault, v_count, v_lines, v_total, v_low, v_high
    FROM (SELECT entry_no, count(*) AS lines, sum(base_minor) FILTER (WHERE side = 0) AS debit, CASE
        WHEN count(*) < 2 OR count(*) <> max(arity) OR count(*) <> min(arity) THEN 1
        WHEN sum(CASE side WHEN 0 THEN base_minor ELSE -base_minor END) <> 0 THEN 2
        WHEN min(currency) = max(currency) AND sum(CASE side WHEN 0 THEN amount_minor ELSE -amount_minor END) <> 0 THEN 2
        WHEN bool_or(currency = v_base AND amount_minor <> base_minor) THEN 3
        ELSE 0 END AS fault
      FROM line WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id GROUP BY entry_no) AS per_entry;
  IF v_fault = 2 THEN RAISE EXCEPTION 'books.unbalanced'; END IF;
  IF v_fault = 3 THEN RAISE EXCEPTION 'books.base_differs'; END IF;
  IF v_fault IS DISTINCT FROM 0 OR v_count <> NEW.entry_count OR v_lines <> NEW.line_count OR v_low <> 1
    OR v_high <> NEW.entry_count OR coalesce(v_total, 0) <> NEW.base_total THEN RAISE EXCEPTION 'books.counts'; END IF;

  IF EXISTS (SELECT 1 FROM entry WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id
      AND reverses_batch IS NOT NULL) THEN
    PERFORM zf_prove_reversals(NEW.tenant_id, NEW.batch_id, NEW.book_id, NEW.layer);
  END IF;

  PERFORM 1 FROM head WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id
    AND position + 1 = NEW.position AND hash = NEW.previous_hash FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'books.chain_broken'; END IF;
  IF NEW.hash <> zf_header_hash(NEW) THEN RAISE EXCEPTION 'books.hash_differs'; END IF;
  UPDATE head SET position = NEW.position, hash = NEW.hash
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id;

  INSERT INTO number_series (tenant_id, book_id, month, series, last_number)
    VALUES (NEW.tenant_id, NEW.book_id, NEW.month, NEW.series, NEW.entry_count)
    ON CONFLICT (tenant_id, book_id, month, series)
      DO UPDATE SET last_number = number_series.last_number + excluded.last_number
    RETURNING last_number INTO v_number;
  IF NEW.first_number <> v_number - NEW.entry_count + 1 THEN RAISE EXCEPTION 'books.number_gap'; END IF;

  PERFORM zf_add_balances(NEW);

  IF EXISTS (SELECT 1 FROM line WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id
      AND settles_batch IS NOT NULL) THEN
    INSERT INTO allocation (tenant_id, batch_id, entry_no, line_no, item_batch, item_entry, item_line, amount_minor,
        base_minor, effective_date)
      SELECT one.tenant_id, one.batch_id, one.entry_no, one.line_no, one.settles_batch, one.settles_entry,
        one.settles_line, one.amount_minor, one.base_minor, made.posting_date
      FROM line AS one JOIN entry AS made USING (tenant_id, batch_id, entry_no)
      WHERE one.tenant_id = NEW.tenant_id AND one.batch_id = NEW.batch_id AND one.settles_batch IS NOT NULL;
  END IF;
  RETURN NULL;
END $$
;;
CREATE FUNCTION zf_header_hash(p_batch batch) RETURNS bytea LANGUAGE sql IMMUTABLE
  SET search_path = public, pg_temp AS $$
  SELECT sha256(convert_to(
    'zf1|' || (p_batch).tenant_id || '|' || (p_batch).batch_id || '|' || (p_batch).book_id || '|'
    || (p_batch).position || '|' || (p_batch).period || '|' || (p_batch).layer || '|' || (p_batch).first_number || '|'
    || (p_batch).entry_count || '|' || (p_batch).line_count || '|' || (p_batch).base_total || '|'
    || (p_batch).posted_at || '|' || (p_batch).version || '|' || length((p_batch).series) || ':' || (p_batch).series
    || length((p_batch).authority_id) || ':' || (p_batch).authority_id
    || length((p_batch).poster) || ':' || (p_batch).poster || length((p_batch).checker) || ':' || (p_batch).checker
    || length((p_batch).cashier) || ':' || (p_batch).cashier || length((p_batch).chief) || ':' || (p_batch).chief
    || '|' || encode((p_batch).digest, 'hex') || '|' || encode((p_batch).previous_hash, 'hex')
    || '|' || encode((p_batch).root, 'hex'), 'UTF8')) $$
;;
CREATE FUNCTION zf_prove_reversals(p_tenant text, p_batch bigint, p_book bigint, p_layer bigint) RETURNS void
  LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE v_sign bigint; v_turn bigint;
BEGIN
  SELECT CASE corrections WHEN 'swap' THEN -1 ELSE 1 END, CASE corrections WHEN 'swap' THEN 1 ELSE 0 END
    INTO v_sign, v_turn FROM book WHERE tenant_id = p_tenant AND book_id = p_book;
  IF EXISTS (
      SELECT 1 FROM (
        SELECT red.entry_no, one.cell_id, abs(one.side - v_turn) AS side, v_sign * one.amount_minor AS amount_minor,
            v_sign * one.base_minor AS base_minor
          FROM entry AS red JOIN line AS one USING (tenant_id, batch_id, entry_no)
          WHERE red.tenant_id = p_tenant AND red.batch_id = p_batch AND red.reverses_batch IS NOT NULL
        UNION ALL
        SELECT red.entry_no, old.cell_id, old.side, old.amount_minor, old.base_minor
          FROM entry AS red JOIN line AS old ON old.tenant_id = red.tenant_id AND old.batch_id = red.reverses_batch
            AND old.entry_no = red.reverses_entry
          WHERE red.tenant_id = p_tenant AND red.batch_id = p_batch AND red.reverses_batch IS NOT NULL) AS both_sides
      GROUP BY entry_no, cell_id, side HAVING sum(amount_minor) <> 0 OR sum(base_minor) <> 0)
    OR EXISTS (
      SELECT 1 FROM entry AS red JOIN batch AS old ON old.tenant_id = red.tenant_id AND old.batch_id = red.reverses_batch
      WHERE red.tenant_id = p_tenant AND red.batch_id = p_batch AND red.reverses_batch IS NOT NULL
        AND (old.book_id <> p_book OR old.layer <> p_layer OR old.batch_id = p_batch)) THEN
    RAISE EXCEPTION 'books.reversal_differs';
  END IF;
END $$
;;
CREATE FUNCTION zf_add_balances(p_batch batch) RETURNS void LANGUAGE plpgsql
  SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan
  SET enable_hashjoin = off SET enable_mergejoin = off SET enable_seqscan = off AS $$
DECLARE v_fault bigint; v_cells bigint; v_found bigint;
BEGIN
  WITH part AS MATERIALIZED (
    SELECT cell_id, min(currency) AS low, max(currency) AS high, count(*) AS lines,
      count(*) FILTER (WHERE open_item = 1 OR settles_batch IS NOT NULL) AS items,
      coalesce(sum(amount_minor) FILTER (WHERE side = 0), 0) AS debit,
      coalesce(sum(amount_minor) FILTER (WHERE side = 1), 0) AS credit,
      coalesce(sum(base_minor) FILTER (WHERE side = 0), 0) AS base_debit,
      coalesce(sum(base_minor) FILTER (WHERE side = 1), 0) AS base_credit
    FROM line WHERE tenant_id = (p_batch).tenant_id AND batch_id = (p_batch).batch_id GROUP BY cell_id),
  summed AS MATERIALIZED (
    SELECT place.account_id, place.currency, count(*) AS cells, sum(part.lines) AS lines, sum(part.items) AS items,
      bool_or(place.book_id <> (p_batch).book_id OR part.low <> place.currency OR part.high <> place.currency) AS astray,
      sum(debit) AS debit, sum(credit) AS credit, sum(base_debit) AS base_debit, sum(base_credit) AS base_credit
    FROM part CROSS JOIN LATERAL (SELECT c.book_id, c.account_id, c.currency FROM cell AS c
        WHERE c.tenant_id = (p_batch).tenant_id AND c.cell_id = part.cell_id LIMIT 1) AS place
    GROUP BY place.account_id, place.currency),
  placed AS MATERIALIZED (
    SELECT summed.*, CASE
        WHEN summed.astray THEN 3
        WHEN account.active = 0 OR account.postable = 0 THEN 2
        WHEN account.open_item = 1 AND summed.lines <> summed.items THEN 1
        WHEN account.open_item = 0 AND summed.items > 0 THEN 1
        ELSE 0 END AS fault
    FROM summed CROSS JOIN LATERAL (SELECT a.active, a.postable, a.open_item FROM account AS a
        WHERE a.tenant_id = (p_batch).tenant_id AND a.book_id = (p_batch).book_id
          AND a.account_id = summed.account_id LIMIT 1) AS account),
  by_cell AS (
    INSERT INTO balance_dim AS now (tenant_id, book_id, period, layer, cell_id, debit_minor, credit_minor,
        base_debit_minor, base_credit_minor)
      SELECT (p_batch).tenant_id, (p_batch).book_id, (p_batch).period, (p_batch).layer, cell_id, debit, credit,
        base_debit, base_credit FROM part ORDER BY cell_id
      ON CONFLICT (tenant_id, book_id, period, layer, cell_id) DO UPDATE SET
        debit_minor = now.debit_minor + excluded.debit_minor, credit_minor = now.credit_minor + excluded.credit_minor,
        base_debit_minor = now.base_debit_minor + excluded.base_debit_minor,
        base_credit_minor = now.base_credit_minor + excluded.base_credit_minor),
  by_account AS (
    INSERT INTO balance AS now (tenant_id, book_id, period, layer, account_id, currency, debit_minor, credit_minor,
        base_debit_minor, base_credit_minor)
      SELECT (p_batch).tenant_id, (p_batch).book_id, (p_batch).period, (p_batch).layer, account_id, currency,
        debit, credit, base_debit, base_credit
      FROM placed ORDER BY account_id, currency
      ON CONFLICT (tenant_id, book_id, period, layer, account_id, currency) DO UPDATE SET
        debit_minor = now.debit_minor + excluded.debit_minor, credit_minor = now.credit_minor + excluded.credit_minor,
        base_debit_minor = now.base_debit_minor + excluded.base_debit_minor,
        base_credit_minor = now.base_credit_minor + excluded.base_credit_minor),
  touched AS (
    INSERT INTO touch (tenant_id, book_id, account_id, batch_id)
      SELECT DISTINCT (p_batch).tenant_id, (p_batch).book_id, account_id, (p_batch).batch_id FROM placed)
  SELECT (SELECT count(*) FROM part), sum(cells), max(fault) INTO v_cells, v_found, v_fault FROM placed;
  IF v_cells IS DISTINCT FROM v_found OR v_fault = 3 THEN RAISE EXCEPTION 'books.unknown_account'; END IF;
  IF v_fault = 2 THEN RAISE EXCEPTION 'books.account_not_postable'; END IF;
  IF v_fault = 1 THEN RAISE EXCEPTION 'books.open_item'; END IF;
END $$
;;
CREATE TRIGGER batch_seal AFTER INSERT ON batch FOR EACH ROW EXECUTE FUNCTION zf_batch_seal()
;;
CREATE FUNCTION zf_allocation_new() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp AS $$
DECLARE v_item record; v_paid record; v_so_far numeric; v_now numeric;
BEGIN
  SELECT * INTO v_item FROM line WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.item_batch
    AND entry_no = NEW.item_entry AND line_no = NEW.item_line;
  SELECT * INTO v_paid FROM line WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id
    AND entry_no = NEW.entry_no AND line_no = NEW.line_no;
  IF v_item.open_item IS DISTINCT FROM 1 OR v_item.cell_id IS DISTINCT FROM v_paid.cell_id THEN
    RAISE EXCEPTION 'books.settles_other'; END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended(format('%s %s %s %s', NEW.tenant_id, NEW.item_batch, NEW.item_entry,
    NEW.item_line), 0));
  SELECT coalesce(sum(CASE other.side WHEN v_item.side THEN a.amount_minor ELSE -a.amount_minor END), 0) INTO v_so_far
    FROM allocation AS a JOIN line AS other USING (tenant_id, batch_id, entry_no, line_no)
    WHERE a.tenant_id = NEW.tenant_id AND a.item_batch = NEW.item_batch AND a.item_entry = NEW.item_entry
      AND a.item_line = NEW.item_line;
  v_now := CASE v_paid.side WHEN v_item.side THEN NEW.amount_minor ELSE -NEW.amount_minor END;
  IF abs(v_so_far + v_now) > abs(v_item.amount_minor) OR (v_now <> 0 AND (v_now > 0) = (v_item.amount_minor > 0)) THEN
    RAISE EXCEPTION 'books.over_settled'; END IF;
  RETURN NEW;
END $$
;;
CREATE TRIGGER allocation_new BEFORE INSERT ON allocation FOR EACH ROW EXECUTE FUNCTION zf_allocation_new()
;;
