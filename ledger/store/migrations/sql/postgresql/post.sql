-- The one function by which the application role writes sealed tables: rows come as arrays, are inserted,
-- then the head is locked and the batch row takes its place in the chain; its trigger proves everything.
CREATE FUNCTION zf_post(p_tenant text, p_book bigint, p_period bigint, p_layer bigint, p_series text, p_base_total bigint,
  p_authority text, p_digest bytea, p_posted_at bigint, p_poster text, p_checker text, p_cashier text, p_chief text,
  p_root bytea,
  e_entry_no bigint[], e_entry_count bigint[], e_arity bigint[], e_kind bigint[], e_posting_date bigint[],
  e_document_date bigint[], e_maker text[], e_source text[], e_attachment_count bigint[], e_attachments text[],
  e_reverses_batch bigint[], e_reverses_entry bigint[], e_corrects_batch bigint[], e_corrects_entry bigint[],
  p_entry_no bigint[], p_line_no bigint[], p_arity bigint[], p_cell_id bigint[], p_currency bigint[],
  p_side bigint[], p_amount_minor bigint[], p_base_minor bigint[], p_memo text[], p_open_item bigint[],
  d_entry_no bigint[], d_line_no bigint[], d_arity bigint[], d_cell_id bigint[], d_currency bigint[],
  d_side bigint[], d_amount_minor bigint[], d_base_minor bigint[], d_memo text[], d_open_item bigint[],
  d_rate text[], d_quantity_micro bigint[], d_price_micro bigint[], d_tax_code text[], d_tax_base_minor bigint[],
  d_tax_month bigint[], d_due_date bigint[], d_settlement_method text[], d_settlement_number text[],
  d_source text[], d_settles_batch bigint[], d_settles_entry bigint[], d_settles_line bigint[])
  RETURNS TABLE (o_batch bigint, o_position bigint, o_first bigint, o_previous bytea)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE v_batch batch;
BEGIN
  IF p_tenant IS DISTINCT FROM current_setting('app.tenant', true) THEN RAISE EXCEPTION 'books.other_tenant'; END IF;
  v_batch.batch_id := nextval('zf_id');
  INSERT INTO claim (tenant_id, batch_id) VALUES (p_tenant, v_batch.batch_id);
  INSERT INTO entry (tenant_id, batch_id, entry_no, entry_count, arity, kind, posting_date, document_date, maker, source, attachment_count,
      attachments, reverses_batch, reverses_entry, corrects_batch, corrects_entry)
    SELECT p_tenant, v_batch.batch_id, made.* FROM unnest(e_entry_no, e_entry_count, e_arity, e_kind, e_posting_date, e_document_date, e_maker, e_source,
      e_attachment_count, e_attachments, e_reverses_batch, e_reverses_entry, e_corrects_batch, e_corrects_entry) AS made;
  IF cardinality(p_entry_no) > 0 THEN
    INSERT INTO line (tenant_id, batch_id, entry_no, line_no, arity, cell_id, currency, side, amount_minor, base_minor, memo, open_item)
      SELECT p_tenant, v_batch.batch_id, made.* FROM unnest(p_entry_no, p_line_no, p_arity, p_cell_id, p_currency, p_side, p_amount_minor, p_base_minor, p_memo,
      p_open_item) AS made;
  END IF;
  IF cardinality(d_entry_no) > 0 THEN
    INSERT INTO line (tenant_id, batch_id, entry_no, line_no, arity, cell_id, currency, side, amount_minor, base_minor, memo, open_item, rate,
      quantity_micro, price_micro, tax_code, tax_base_minor, tax_month, due_date, settlement_method,
      settlement_number, source, settles_batch, settles_entry, settles_line)
      SELECT p_tenant, v_batch.batch_id, made.* FROM unnest(d_entry_no, d_line_no, d_arity, d_cell_id, d_currency, d_side, d_amount_minor, d_base_minor, d_memo,
      d_open_item, d_rate, d_quantity_micro, d_price_micro, d_tax_code, d_tax_base_minor, d_tax_month, d_due_date,
      d_settlement_method, d_settlement_number, d_source, d_settles_batch, d_settles_entry, d_settles_line) AS made;
  END IF;
  SELECT position + 1, hash INTO v_batch.position, v_batch.previous_hash FROM head
    WHERE tenant_id = p_tenant AND book_id = p_book FOR UPDATE;
  SELECT last_number + 1 INTO v_batch.first_number FROM number_series
    WHERE tenant_id = p_tenant AND book_id = p_book AND month = p_period / 100 AND series = p_series FOR UPDATE;
  v_batch.tenant_id := p_tenant;
  v_batch.book_id := p_book;
  v_batch.period := p_period;
  v_batch.month := p_period / 100;
  v_batch.layer := p_layer;
  v_batch.series := p_series;
  v_batch.first_number := coalesce(v_batch.first_number, 1);
  v_batch.entry_count := cardinality(e_entry_no);
  v_batch.line_count := cardinality(p_entry_no) + cardinality(d_entry_no);
  v_batch.base_total := p_base_total;
  v_batch.authority_id := p_authority;
  v_batch.digest := p_digest;
  v_batch.posted_at := p_posted_at;
  v_batch.poster := p_poster;
  v_batch.checker := p_checker;
  v_batch.cashier := p_cashier;
  v_batch.chief := p_chief;
  v_batch.version := 1;
  v_batch.root := p_root;
  v_batch.hash := zf_header_hash(v_batch);
  INSERT INTO batch VALUES (v_batch.*);
  RETURN QUERY SELECT v_batch.batch_id, v_batch.position, v_batch.first_number, v_batch.previous_hash;
END $$
;;
-- What the planner believes of the tables a posting touches, brought up to date: a company's first thousands of
-- vouchers come faster than autovacuum looks. Gives way at once to whoever is working on a table already.
CREATE FUNCTION zf_refresh_statistics() RETURNS void LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET lock_timeout = '50ms' AS $$
BEGIN
  ANALYZE account, dim_value, dimset, dimset_member, cell, batch, entry, line, balance, balance_dim, touch,
    posting_request;
EXCEPTION WHEN lock_not_available THEN NULL;
END $$
;;
