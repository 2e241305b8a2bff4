-- The seal on SQLite: the batch row comes last and its trigger proves everything over the rows before it.
-- Each question is one range scan of the batch's own rows. No trigger stands on the insert of an entry or a line.
CREATE TRIGGER batch_new BEFORE INSERT ON batch BEGIN
  SELECT RAISE(ABORT, 'books.sealed') WHERE EXISTS (
    SELECT 1 FROM batch WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id);
  SELECT RAISE(ABORT, 'books.sealed') WHERE EXISTS (
    SELECT 1 FROM batch WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND position = NEW.position);
  SELECT RAISE(ABORT, 'books.sealed') WHERE EXISTS (
    SELECT 1 FROM batch WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND month = NEW.month
      AND series = NEW.series AND first_number = NEW.first_number);
END
;;
CREATE TRIGGER batch_seal AFTER INSERT ON batch BEGIN
  SELECT CASE coalesce((SELECT state FROM period
      WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND period = NEW.period), 'none')
    WHEN 'none' THEN RAISE(ABORT, 'books.no_period')
    WHEN 'closed' THEN RAISE(ABORT, 'books.period_closed') END;

  SELECT CASE (SELECT CASE
        WHEN spent.authority_id IS NOT NULL THEN 1
        WHEN allows.digest <> NEW.digest OR allows.root <> NEW.root OR allows.book_id <> NEW.book_id
          OR allows.period <> NEW.period OR allows.layer <> NEW.layer OR allows.series <> NEW.series
          OR allows.entry_count <> NEW.entry_count OR allows.line_count <> NEW.line_count THEN 2
        WHEN NEW.posted_at < allows.not_before THEN 3
        WHEN NEW.posted_at > allows.expires_at THEN 4
        WHEN allows.kind <> 'rule' AND allows.confirmer <> NEW.checker THEN 2
        ELSE 0 END
      FROM authority AS allows LEFT JOIN authority_spent AS spent
        ON spent.tenant_id = allows.tenant_id AND spent.authority_id = allows.authority_id
      WHERE allows.tenant_id = NEW.tenant_id AND allows.authority_id = NEW.authority_id)
    WHEN 0 THEN NULL
    WHEN 1 THEN RAISE(ABORT, 'books.authority_spent')
    WHEN 2 THEN RAISE(ABORT, 'books.authority_other')
    WHEN 3 THEN RAISE(ABORT, 'books.authority_early')
    WHEN 4 THEN RAISE(ABORT, 'books.authority_expired')
    ELSE RAISE(ABORT, 'books.no_authority') END;
  INSERT INTO authority_spent (tenant_id, authority_id, batch_id, at)
    VALUES (NEW.tenant_id, NEW.authority_id, NEW.batch_id, NEW.posted_at);

  SELECT CASE (SELECT CASE
        WHEN count(*) <> NEW.entry_count OR sum(one.arity) <> NEW.line_count THEN 1
        WHEN min(one.posting_date) < at.first_day OR max(one.posting_date) > at.last_day THEN 2
        WHEN sum(one.kind = 7) > 0 AND NEW.layer = 0 THEN 3
        WHEN sum(one.kind NOT IN (3, 4, 7, 8)) > 0 AND NEW.layer = 1 THEN 3
        WHEN sum(one.maker = NEW.checker) > 0 THEN 4
        ELSE 0 END
      FROM entry AS one, (SELECT first_day, last_day FROM period
        WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND period = NEW.period) AS at
      WHERE one.tenant_id = NEW.tenant_id AND one.batch_id = NEW.batch_id)
    WHEN 0 THEN NULL
    WHEN 2 THEN RAISE(ABORT, 'books.date_outside')
    WHEN 3 THEN RAISE(ABORT, 'books.wrong_layer')
    WHEN 4 THEN RAISE(ABORT, 'proposals.own_work')
    ELSE RAISE(ABORT, 'books.counts') END;

  SELECT CASE (SELECT CASE
        WHEN max(fault) > 0 THEN max(fault)
        WHEN count(*) <> NEW.entry_count OR sum(lines) <> NEW.line_count THEN 1
        WHEN sum(base_debit) <> NEW.base_total THEN 1
        ELSE 0 END
      FROM (SELECT count(*) AS lines, sum(CASE side WHEN 0 THEN base_minor ELSE 0 END) AS base_debit, CASE
          WHEN count(*) < 2 OR count(*) <> max(arity) THEN 1
          WHEN sum(CASE side WHEN 0 THEN base_minor ELSE -base_minor END) <> 0 THEN 2
          WHEN min(currency) = max(currency)
            AND sum(CASE side WHEN 0 THEN amount_minor ELSE -amount_minor END) <> 0 THEN 2
          WHEN sum(currency = (SELECT base_currency FROM book WHERE tenant_id = NEW.tenant_id
            AND book_id = NEW.book_id) AND amount_minor <> base_minor) > 0 THEN 3
          ELSE 0 END AS fault
        FROM line WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id GROUP BY entry_no))
    WHEN 0 THEN NULL
    WHEN 2 THEN RAISE(ABORT, 'books.unbalanced')
    WHEN 3 THEN RAISE(ABORT, 'books.base_differs')
    ELSE RAISE(ABORT, 'books.counts') END;

  SELECT RAISE(ABORT, 'books.reversal_differs') WHERE
    EXISTS (SELECT 1 FROM entry WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id
      AND reverses_batch IS NOT NULL)
    AND (EXISTS (SELECT 1 FROM (
        SELECT red.entry_no, one.cell_id, CASE style.swaps WHEN 1 THEN 1 - one.side ELSE one.side END AS side,
            CASE style.swaps WHEN 1 THEN -one.amount_minor ELSE one.amount_minor END AS amount_minor,
            CASE style.swaps WHEN 1 THEN -one.base_minor ELSE one.base_minor END AS base_minor
          FROM (SELECT corrections = 'swap' AS swaps FROM book
            WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id) AS style CROSS JOIN entry AS red CROSS JOIN line AS one ON one.tenant_id = red.tenant_id AND one.batch_id = red.batch_id
            AND one.entry_no = red.entry_no
          WHERE red.tenant_id = NEW.tenant_id AND red.batch_id = NEW.batch_id AND red.reverses_batch IS NOT NULL
        UNION ALL
        SELECT red.entry_no, old.cell_id, old.side, old.amount_minor, old.base_minor
          FROM entry AS red CROSS JOIN line AS old ON old.tenant_id = red.tenant_id
            AND old.batch_id = red.reverses_batch AND old.entry_no = red.reverses_entry
          WHERE red.tenant_id = NEW.tenant_id AND red.batch_id = NEW.batch_id AND red.reverses_batch IS NOT NULL)
        GROUP BY entry_no, cell_id, side HAVING sum(amount_minor) <> 0 OR sum(base_minor) <> 0)
      OR EXISTS (SELECT 1 FROM entry AS red CROSS JOIN batch AS old ON old.tenant_id = red.tenant_id
          AND old.batch_id = red.reverses_batch
        WHERE red.tenant_id = NEW.tenant_id AND red.batch_id = NEW.batch_id AND red.reverses_batch IS NOT NULL
          AND (old.book_id <> NEW.book_id OR old.layer <> NEW.layer OR old.batch_id = NEW.batch_id)));

  SELECT RAISE(ABORT, 'books.chain_broken') WHERE NOT EXISTS (
    SELECT 1 FROM head WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id
      AND position + 1 = NEW.position AND hash = NEW.previous_hash);
  SELECT RAISE(ABORT, 'books.hash_differs') WHERE NEW.hash <> zf_sha256(
    'zf1|' || NEW.tenant_id || '|' || NEW.batch_id || '|' || NEW.book_id || '|' || NEW.position || '|' || NEW.period
    || '|' || NEW.layer || '|' || NEW.first_number || '|' || NEW.entry_count || '|' || NEW.line_count || '|'
    || NEW.base_total || '|' || NEW.posted_at || '|' || NEW.version || '|' || length(NEW.series) || ':' || NEW.series
    || length(NEW.authority_id) || ':' || NEW.authority_id || length(NEW.poster) || ':' || NEW.poster
    || length(NEW.checker) || ':' || NEW.checker || length(NEW.cashier) || ':' || NEW.cashier
    || length(NEW.chief) || ':' || NEW.chief || '|' || lower(hex(NEW.digest)) || '|' || lower(hex(NEW.previous_hash))
    || '|' || lower(hex(NEW.root)));
  UPDATE head SET position = NEW.position, hash = NEW.hash
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id;

  SELECT RAISE(ABORT, 'books.number_gap') WHERE NEW.first_number <> 1 + coalesce((SELECT last_number FROM number_series
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND month = NEW.month AND series = NEW.series), 0);
  INSERT INTO number_series (tenant_id, book_id, month, series, last_number)
    VALUES (NEW.tenant_id, NEW.book_id, NEW.month, NEW.series, NEW.entry_count)
    ON CONFLICT DO UPDATE SET last_number = last_number + excluded.last_number;

  SELECT CASE (SELECT max(CASE
        WHEN place.cell_id IS NULL OR place.book_id <> NEW.book_id OR part.low <> place.currency OR part.high <> place.currency THEN 3
        WHEN account.active = 0 OR account.postable = 0 THEN 2
        WHEN account.open_item = 1 AND part.lines <> part.items THEN 1
        WHEN account.open_item = 0 AND part.items > 0 THEN 1
        ELSE 0 END)
      FROM (SELECT cell_id, min(currency) AS low, max(currency) AS high, count(*) AS lines,
          sum(open_item = 1 OR settles_batch IS NOT NULL) AS items
        FROM line WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id GROUP BY cell_id) AS part
      LEFT JOIN cell AS place ON place.tenant_id = NEW.tenant_id AND place.cell_id = part.cell_id
      LEFT JOIN account ON account.tenant_id = NEW.tenant_id AND account.book_id = place.book_id
        AND account.account_id = place.account_id)
    WHEN 0 THEN NULL
    WHEN 1 THEN RAISE(ABORT, 'books.open_item')
    WHEN 2 THEN RAISE(ABORT, 'books.account_not_postable')
    ELSE RAISE(ABORT, 'books.unknown_account') END;

  INSERT INTO balance_dim (tenant_id, book_id, period, layer, cell_id, debit_minor, credit_minor, base_debit_minor,
      base_credit_minor)
    SELECT NEW.tenant_id, NEW.book_id, NEW.period, NEW.layer, cell_id,
      sum(CASE side WHEN 0 THEN amount_minor ELSE 0 END), sum(CASE side WHEN 1 THEN amount_minor ELSE 0 END),
      sum(CASE side WHEN 0 THEN base_minor ELSE 0 END), sum(CASE side WHEN 1 THEN base_minor ELSE 0 END)
    FROM line WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id GROUP BY cell_id
    ON CONFLICT DO UPDATE SET debit_minor = debit_minor + excluded.debit_minor,
      credit_minor = credit_minor + excluded.credit_minor,
      base_debit_minor = base_debit_minor + excluded.base_debit_minor,
      base_credit_minor = base_credit_minor + excluded.base_credit_minor;

  INSERT INTO balance (tenant_id, book_id, period, layer, account_id, currency, debit_minor, credit_minor,
      base_debit_minor, base_credit_minor)
    SELECT NEW.tenant_id, NEW.book_id, NEW.period, NEW.layer, place.account_id, place.currency,
      sum(part.debit), sum(part.credit), sum(part.base_debit), sum(part.base_credit)
    FROM (SELECT cell_id, sum(CASE side WHEN 0 THEN amount_minor ELSE 0 END) AS debit,
        sum(CASE side WHEN 1 THEN amount_minor ELSE 0 END) AS credit,
        sum(CASE side WHEN 0 THEN base_minor ELSE 0 END) AS base_debit,
        sum(CASE side WHEN 1 THEN base_minor ELSE 0 END) AS base_credit
      FROM line WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id GROUP BY cell_id) AS part
    CROSS JOIN cell AS place ON place.tenant_id = NEW.tenant_id AND place.cell_id = part.cell_id
    WHERE true GROUP BY place.account_id, place.currency
    ON CONFLICT DO UPDATE SET debit_minor = debit_minor + excluded.debit_minor,
      credit_minor = credit_minor + excluded.credit_minor,
      base_debit_minor = base_debit_minor + excluded.base_debit_minor,
      base_credit_minor = base_credit_minor + excluded.base_credit_minor;

  INSERT INTO touch (tenant_id, book_id, account_id, batch_id)
    SELECT DISTINCT NEW.tenant_id, NEW.book_id, place.account_id, NEW.batch_id
    FROM (SELECT DISTINCT cell_id FROM line WHERE tenant_id = NEW.tenant_id AND batch_id = NEW.batch_id) AS part
    CROSS JOIN cell AS place ON place.tenant_id = NEW.tenant_id AND place.cell_id = part.cell_id;

  INSERT INTO allocation (tenant_id, batch_id, entry_no, line_no, item_batch, item_entry, item_line, amount_minor,
      base_minor, effective_date)
    SELECT one.tenant_id, one.batch_id, one.entry_no, one.line_no, one.settles_batch, one.settles_entry,
      one.settles_line, one.amount_minor, one.base_minor, of.posting_date
    FROM line AS one CROSS JOIN entry AS of ON of.tenant_id = one.tenant_id AND of.batch_id = one.batch_id
      AND of.entry_no = one.entry_no
    WHERE one.tenant_id = NEW.tenant_id AND one.batch_id = NEW.batch_id AND one.settles_batch IS NOT NULL;
END
;;
CREATE TRIGGER allocation_new BEFORE INSERT ON allocation BEGIN
  SELECT CASE coalesce((SELECT CASE
        WHEN item.open_item = 0 OR item.cell_id <> paid.cell_id THEN 1
        WHEN abs((CASE item.side WHEN paid.side THEN 1 ELSE -1 END) * NEW.amount_minor
            + coalesce((SELECT sum((CASE item.side WHEN other.side THEN 1 ELSE -1 END) * a.amount_minor)
              FROM allocation AS a CROSS JOIN line AS other ON other.tenant_id = a.tenant_id
                AND other.batch_id = a.batch_id AND other.entry_no = a.entry_no AND other.line_no = a.line_no
              WHERE a.tenant_id = NEW.tenant_id AND a.item_batch = NEW.item_batch AND a.item_entry = NEW.item_entry
                AND a.item_line = NEW.item_line), 0)) > abs(item.amount_minor) THEN 2
        WHEN NEW.amount_minor <> 0
          AND ((CASE item.side WHEN paid.side THEN 1 ELSE -1 END) * NEW.amount_minor > 0) = (item.amount_minor > 0) THEN 2
        ELSE 0 END
      FROM line AS item CROSS JOIN line AS paid
      WHERE item.tenant_id = NEW.tenant_id AND item.batch_id = NEW.item_batch AND item.entry_no = NEW.item_entry
        AND item.line_no = NEW.item_line AND paid.tenant_id = NEW.tenant_id AND paid.batch_id = NEW.batch_id
        AND paid.entry_no = NEW.entry_no AND paid.line_no = NEW.line_no), 1)
    WHEN 0 THEN NULL
    WHEN 2 THEN RAISE(ABORT, 'books.over_settled')
    ELSE RAISE(ABORT, 'books.settles_other') END;
END
;;
CREATE TRIGGER book_new BEFORE INSERT ON book BEGIN
  SELECT RAISE(ABORT, 'books.sealed') WHERE EXISTS (
    SELECT 1 FROM book WHERE tenant_id = NEW.tenant_id AND (book_id = NEW.book_id OR code = NEW.code));
END
;;
CREATE TRIGGER book_head AFTER INSERT ON book BEGIN
  INSERT INTO head (tenant_id, book_id, position, hash) VALUES (NEW.tenant_id, NEW.book_id, 0, zeroblob(32));
END
;;
CREATE TRIGGER book_kept BEFORE UPDATE ON book
  WHEN NEW.tenant_id <> OLD.tenant_id OR NEW.book_id <> OLD.book_id OR NEW.code <> OLD.code
    OR NEW.base_currency <> OLD.base_currency OR NEW.fiscal_start_month <> OLD.fiscal_start_month
    OR NEW.corrections <> OLD.corrections BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER period_new BEFORE INSERT ON period BEGIN
  SELECT RAISE(ABORT, 'books.sealed') WHERE NEW.state <> 'open' OR EXISTS (SELECT 1 FROM period
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND period = NEW.period);
END
;;
CREATE TRIGGER period_kept BEFORE UPDATE ON period
  WHEN (OLD.state = 'closed' AND (NEW.state <> 'open' OR NOT EXISTS (SELECT 1 FROM reopening AS again
      WHERE again.tenant_id = OLD.tenant_id AND again.book_id = OLD.book_id AND again.period = OLD.period
        AND again.number = (SELECT max(number) FROM closing WHERE tenant_id = OLD.tenant_id
          AND book_id = OLD.book_id AND period = OLD.period))))
    OR NEW.tenant_id <> OLD.tenant_id OR NEW.book_id <> OLD.book_id
    OR NEW.period <> OLD.period OR NEW.first_day <> OLD.first_day OR NEW.last_day <> OLD.last_day BEGIN
  SELECT RAISE(ABORT, 'books.period_closed');
END
;;
CREATE TRIGGER period_closing AFTER UPDATE ON period WHEN NEW.state = 'closed' BEGIN
  INSERT INTO closing (tenant_id, book_id, period, number, position, hash, closed_at, closed_by)
    SELECT NEW.tenant_id, NEW.book_id, NEW.period, 1 + coalesce((SELECT max(number) FROM closing
        WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND period = NEW.period), 0),
      position, hash, NEW.changed_at, NEW.changed_by FROM head
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id;
END
;;
CREATE TRIGGER reopening_new BEFORE INSERT ON reopening BEGIN
  SELECT RAISE(ABORT, 'books.not_closed') WHERE NOT EXISTS (SELECT 1 FROM period WHERE tenant_id = NEW.tenant_id
    AND book_id = NEW.book_id AND period = NEW.period AND state = 'closed');
  SELECT RAISE(ABORT, 'books.later_closed') WHERE EXISTS (SELECT 1 FROM period WHERE tenant_id = NEW.tenant_id
    AND book_id = NEW.book_id AND period > NEW.period AND state = 'closed');
  SELECT RAISE(ABORT, 'books.not_closed') WHERE NEW.number <> (SELECT max(number) FROM closing
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND period = NEW.period);
  SELECT RAISE(ABORT, 'books.not_closed') WHERE NOT EXISTS (SELECT 1 FROM head WHERE tenant_id = NEW.tenant_id
    AND book_id = NEW.book_id AND position = NEW.position AND hash = NEW.hash);
END
;;
CREATE TRIGGER reopening_opens AFTER INSERT ON reopening BEGIN
  UPDATE period SET state = 'open', changed_at = NEW.reopened_at, changed_by = NEW.reopened_by
    WHERE tenant_id = NEW.tenant_id AND book_id = NEW.book_id AND period = NEW.period;
END
;;
CREATE TRIGGER account_new BEFORE INSERT ON account BEGIN
  SELECT RAISE(ABORT, 'books.sealed') WHERE EXISTS (SELECT 1 FROM account WHERE tenant_id = NEW.tenant_id
    AND book_id = NEW.book_id AND (account_id = NEW.account_id OR code = NEW.code));
END
;;
CREATE TRIGGER account_kept BEFORE UPDATE ON account
  WHEN NEW.tenant_id <> OLD.tenant_id OR NEW.book_id <> OLD.book_id OR NEW.account_id <> OLD.account_id
    OR NEW.code <> OLD.code OR ((NEW.type <> OLD.type OR NEW.normal_side <> OLD.normal_side
      OR NEW.open_item <> OLD.open_item OR NEW.required_mask <> OLD.required_mask) AND EXISTS (
      SELECT 1 FROM cell WHERE tenant_id = OLD.tenant_id AND book_id = OLD.book_id AND account_id = OLD.account_id)) BEGIN
  SELECT RAISE(ABORT, 'books.account_in_use');
END
;;
CREATE TRIGGER cell_new BEFORE INSERT ON cell BEGIN
  SELECT RAISE(ABORT, 'books.sealed') WHERE EXISTS (
    SELECT 1 FROM cell WHERE tenant_id = NEW.tenant_id AND (cell_id = NEW.cell_id OR (book_id = NEW.book_id
      AND account_id = NEW.account_id AND dimset_id = NEW.dimset_id AND currency = NEW.currency)));
  SELECT CASE coalesce((SELECT CASE WHEN account.active = 0 OR account.postable = 0 THEN 1
        WHEN account.required_mask & dimset.mask <> account.required_mask THEN 2 ELSE 0 END
      FROM account, dimset WHERE account.tenant_id = NEW.tenant_id AND account.book_id = NEW.book_id
        AND account.account_id = NEW.account_id AND dimset.tenant_id = NEW.tenant_id
        AND dimset.dimset_id = NEW.dimset_id), 3)
    WHEN 0 THEN NULL
    WHEN 1 THEN RAISE(ABORT, 'books.account_not_postable')
    WHEN 2 THEN RAISE(ABORT, 'books.dimension_missing')
    ELSE RAISE(ABORT, 'books.unknown_account') END;
END
;;
CREATE TRIGGER dimset_new BEFORE INSERT ON dimset BEGIN
  SELECT RAISE(ABORT, 'books.sealed') WHERE EXISTS (
    SELECT 1 FROM dimset WHERE tenant_id = NEW.tenant_id AND (dimset_id = NEW.dimset_id OR key = NEW.key));
END
;;
CREATE TRIGGER authority_new BEFORE INSERT ON authority BEGIN
  SELECT RAISE(ABORT, 'books.sealed') WHERE EXISTS (
    SELECT 1 FROM authority WHERE tenant_id = NEW.tenant_id AND authority_id = NEW.authority_id);
  SELECT RAISE(ABORT, 'proposals.changed') WHERE NEW.proposal_id IS NOT NULL AND NOT EXISTS (
    SELECT 1 FROM proposal WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id
      AND state = 'proposed' AND revision_no = NEW.revision_no
      AND (kind = 'run') = (NEW.kind = 'run'));
END
;;
CREATE TRIGGER authority_spent_new BEFORE INSERT ON authority_spent BEGIN
  SELECT RAISE(ABORT, 'books.authority_spent') WHERE EXISTS (
    SELECT 1 FROM authority_spent WHERE tenant_id = NEW.tenant_id AND authority_id = NEW.authority_id);
END
;;
CREATE TRIGGER revision_new BEFORE INSERT ON proposal_revision BEGIN
  SELECT RAISE(ABORT, 'proposals.changed') WHERE NOT EXISTS (
    SELECT 1 FROM proposal WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id
      AND state IN ('draft', 'proposed', 'returned') AND NEW.revision_no = revision_no + 1
      AND book_id = NEW.book_id);
END
;;
CREATE TRIGGER proposal_new BEFORE INSERT ON proposal BEGIN
  SELECT RAISE(ABORT, 'books.sealed') WHERE NEW.state <> 'draft' OR NEW.revision_no <> 0 OR EXISTS (
    SELECT 1 FROM proposal WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id);
END
;;
CREATE TRIGGER proposal_kept BEFORE UPDATE ON proposal BEGIN
  SELECT RAISE(ABORT, 'proposals.changed') WHERE OLD.state IN ('posted', 'withdrawn', 'rejected')
    OR NEW.tenant_id <> OLD.tenant_id OR NEW.proposal_id <> OLD.proposal_id OR NEW.book_id <> OLD.book_id
    OR NEW.kind <> OLD.kind OR NEW.origin <> OLD.origin OR NEW.created_by <> OLD.created_by
    OR (OLD.state || '>' || NEW.state) NOT IN ('draft>draft', 'draft>proposed', 'draft>withdrawn',
      'proposed>proposed', 'proposed>draft', 'proposed>confirmed', 'proposed>returned', 'proposed>withdrawn',
      'proposed>rejected', 'returned>draft', 'returned>returned', 'returned>proposed', 'returned>withdrawn', 'returned>rejected',
      'confirmed>posted', 'confirmed>proposed')
    OR (OLD.state = 'confirmed' AND NEW.revision_no <> OLD.revision_no);
  SELECT RAISE(ABORT, 'proposals.changed') WHERE NEW.revision_no <> OLD.revision_no AND NOT EXISTS (
    SELECT 1 FROM proposal_revision WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id
      AND revision_no = NEW.revision_no);
  SELECT RAISE(ABORT, 'proposals.changed') WHERE OLD.state = 'proposed' AND NEW.state = 'confirmed' AND NOT EXISTS (
    SELECT 1 FROM authority WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id
      AND revision_no = NEW.revision_no AND NOT EXISTS (SELECT 1 FROM authority_spent AS spent
        WHERE spent.tenant_id = authority.tenant_id AND spent.authority_id = authority.authority_id));
  SELECT RAISE(ABORT, 'proposals.changed') WHERE OLD.state = 'confirmed' AND NEW.state = 'proposed' AND EXISTS (
    SELECT 1 FROM authority WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id
      AND NOT EXISTS (SELECT 1 FROM authority_spent AS spent
        WHERE spent.tenant_id = authority.tenant_id AND spent.authority_id = authority.authority_id));
  SELECT RAISE(ABORT, 'proposals.changed') WHERE NEW.state = 'posted' AND NOT EXISTS (
    SELECT 1 FROM authority AS given CROSS JOIN batch AS made ON made.tenant_id = given.tenant_id
        AND made.authority_id = given.authority_id
      WHERE given.tenant_id = NEW.tenant_id AND given.proposal_id = NEW.proposal_id
        AND given.revision_no = NEW.revision_no AND made.batch_id = NEW.batch_id);
END
;;
