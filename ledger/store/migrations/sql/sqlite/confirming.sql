-- Who may confirm, at the moment the confirmation is written: nobody what they made or changed in any revision, and
-- nobody more than their limit for one vendor or colleague within 24 hours, however many vouchers it is split into.
-- A run of another program's history (origin import:) counts for no payee; nor do opening balances.
CREATE TRIGGER authority_counts AFTER INSERT ON authority WHEN NEW.kind <> 'rule' BEGIN
  SELECT RAISE(ABORT, 'proposals.own_work') WHERE EXISTS (
    SELECT 1 FROM proposal_revision WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id
      AND maker = NEW.confirmer);
  INSERT INTO confirmed_for (tenant_id, authority_id, confirmer, payee, given_at, amount_minor, counted)
    VALUES (NEW.tenant_id, NEW.authority_id, NEW.confirmer, '', NEW.given_at, NEW.amount_minor, 1);
  INSERT INTO confirmed_for (tenant_id, authority_id, confirmer, payee, given_at, amount_minor, counted)
    SELECT NEW.tenant_id, NEW.authority_id, NEW.confirmer, payee, NEW.given_at, max(
        sum(CASE WHEN side = 0 AND minor > 0 THEN minor ELSE 0 END),
        sum(CASE WHEN side = 1 AND minor > 0 THEN minor ELSE 0 END),
        sum(CASE WHEN side = 0 AND minor < 0 THEN -minor ELSE 0 END),
        sum(CASE WHEN side = 1 AND minor < 0 THEN -minor ELSE 0 END)), 1
    FROM (SELECT dimension || ':' || json_extract(l.value, '$.dims.' || dimension) AS payee,
        json_extract(l.value, '$.side') AS side,
        coalesce(json_extract(l.value, '$.base'), json_extract(l.value, '$.amount')) AS minor
      FROM proposal_revision AS r
      JOIN proposal AS p ON p.tenant_id = r.tenant_id AND p.proposal_id = r.proposal_id
      CROSS JOIN json_each(r.body, '$.content.entries') AS e
      CROSS JOIN json_each(e.value, '$.lines') AS l
      CROSS JOIN (SELECT 'party' AS dimension UNION ALL SELECT 'employee')
      WHERE r.tenant_id = NEW.tenant_id AND r.proposal_id = NEW.proposal_id AND r.revision_no = NEW.revision_no
        AND p.origin NOT LIKE 'import:%' AND json_extract(e.value, '$.kind') <> 1
        AND json_extract(l.value, '$.dims.' || dimension) IS NOT NULL)
    GROUP BY payee;
  SELECT RAISE(ABORT, 'proposals.over_vendor_limit') WHERE NEW.limit_minor IS NOT NULL AND EXISTS (
    SELECT 1 FROM confirmed_for AS own
    WHERE own.tenant_id = NEW.tenant_id AND own.authority_id = NEW.authority_id AND own.payee <> ''
      AND NEW.limit_minor < (SELECT sum(mine.amount_minor) FROM confirmed_for AS mine
        WHERE mine.tenant_id = own.tenant_id AND mine.confirmer = own.confirmer AND mine.payee = own.payee
          AND mine.given_at > NEW.given_at - 86400000000 AND NOT EXISTS (SELECT 1 FROM authority_spent AS spent
            WHERE spent.tenant_id = mine.tenant_id AND spent.authority_id = mine.authority_id
              AND spent.undone_by IS NOT NULL)));
END
;;
CREATE TRIGGER confirmed_for_no_update BEFORE UPDATE ON confirmed_for BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER confirmed_for_no_delete BEFORE DELETE ON confirmed_for BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
