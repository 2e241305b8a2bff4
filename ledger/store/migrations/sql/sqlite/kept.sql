-- What is sealed is never updated and never deleted; what only grows is never deleted.
CREATE TRIGGER closing_no_update BEFORE UPDATE ON closing BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER closing_no_delete BEFORE DELETE ON closing BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER reopening_no_update BEFORE UPDATE ON reopening BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER reopening_no_delete BEFORE DELETE ON reopening BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER entry_no_update BEFORE UPDATE ON entry BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER line_no_update BEFORE UPDATE ON line BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER authority_no_update BEFORE UPDATE ON authority BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER authority_spent_no_update BEFORE UPDATE ON authority_spent BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER proposal_revision_no_update BEFORE UPDATE ON proposal_revision BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER proposal_event_no_update BEFORE UPDATE ON proposal_event BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER cell_no_update BEFORE UPDATE ON cell BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER dimset_no_update BEFORE UPDATE ON dimset BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER dimset_member_no_update BEFORE UPDATE ON dimset_member BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER posting_rule_version_no_update BEFORE UPDATE ON posting_rule_version BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER allocation_no_update BEFORE UPDATE ON allocation BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER touch_no_update BEFORE UPDATE ON touch BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER tenant_no_update BEFORE UPDATE ON tenant BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER batch_no_delete BEFORE DELETE ON batch BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER entry_no_delete BEFORE DELETE ON entry BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER line_no_delete BEFORE DELETE ON line BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER authority_no_delete BEFORE DELETE ON authority BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER authority_spent_no_delete BEFORE DELETE ON authority_spent BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER proposal_revision_no_delete BEFORE DELETE ON proposal_revision BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER proposal_event_no_delete BEFORE DELETE ON proposal_event BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER cell_no_delete BEFORE DELETE ON cell BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER dimset_no_delete BEFORE DELETE ON dimset BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER dimset_member_no_delete BEFORE DELETE ON dimset_member BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER posting_rule_version_no_delete BEFORE DELETE ON posting_rule_version BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER allocation_no_delete BEFORE DELETE ON allocation BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER touch_no_delete BEFORE DELETE ON touch BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER tenant_no_delete BEFORE DELETE ON tenant BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER book_no_delete BEFORE DELETE ON book BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER period_no_delete BEFORE DELETE ON period BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER account_no_delete BEFORE DELETE ON account BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER dimension_no_delete BEFORE DELETE ON dimension BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER dim_value_no_delete BEFORE DELETE ON dim_value BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER proposal_no_delete BEFORE DELETE ON proposal BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER head_no_delete BEFORE DELETE ON head BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER number_series_no_delete BEFORE DELETE ON number_series BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER balance_no_delete BEFORE DELETE ON balance BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER balance_dim_no_delete BEFORE DELETE ON balance_dim BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
