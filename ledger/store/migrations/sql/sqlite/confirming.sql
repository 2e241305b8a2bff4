-- What a person confirmed for a payee within the 24 hours up to a confirmation, that one included, less what was undone.
CREATE VIEW confirmed_within_a_day AS
  SELECT own.tenant_id, own.authority_id, own.confirmer, own.payee, (
    SELECT sum(mine.amount_minor) FROM confirmed_for AS mine
    WHERE mine.tenant_id = own.tenant_id AND mine.confirmer = own.confirmer AND mine.payee = own.payee
      AND mine.given_at > own.given_at - 86400000000 AND NOT EXISTS (SELECT 1 FROM authority_spent AS spent
        WHERE spent.tenant_id = mine.tenant_id AND spent.authority_id = mine.authority_id
          AND spent.undone_by IS NOT NULL)) AS minor
  FROM confirmed_for AS own WHERE own.payee <> ''
;;
-- Who may confirm, at the moment the confirmation is written: nobody what they made or changed in any revision, nor
-- what a colleague did for whom they confirm just then; and nobody more than their limit for one vendor or colleague within 24 hours, however many vouchers it is split into.
-- A run of another program's history (origin import:) counts for no payee; nor do opening balances.
CREATE TRIGGER authority_counts AFTER INSERT ON authority WHEN NEW.kind <> 'rule' BEGIN
  SELECT RAISE(ABORT, 'proposals.own_work') WHERE EXISTS (
    SELECT 1 FROM proposal_revision WHERE tenant_id = NEW.tenant_id AND proposal_id = NEW.proposal_id
      AND maker = NEW.confirmer);
  SELECT RAISE(ABORT, 'proposals.delegators_work') WHERE EXISTS (
    SELECT 1 FROM delegation AS d JOIN proposal_revision AS r ON r.tenant_id = d.tenant_id AND r.maker = d.delegator
    WHERE d.tenant_id = NEW.tenant_id AND d.delegate = NEW.confirmer AND d.until_at > NEW.given_at
      AND d.from_at <= NEW.given_at AND r.proposal_id = NEW.proposal_id
      AND NOT EXISTS (SELECT 1 FROM delegation_ended AS e WHERE e.tenant_id = d.tenant_id
        AND e.delegation_id = d.delegation_id AND e.ended_at <= NEW.given_at));
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
    SELECT 1 FROM confirmed_within_a_day WHERE tenant_id = NEW.tenant_id AND authority_id = NEW.authority_id
      AND confirmer = NEW.confirmer AND minor > NEW.limit_minor);
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
CREATE TRIGGER delegation_new BEFORE INSERT ON delegation BEGIN
  SELECT RAISE(ABORT, 'books.sealed') WHERE EXISTS (
    SELECT 1 FROM delegation WHERE tenant_id = NEW.tenant_id AND delegation_id = NEW.delegation_id);
END
;;
CREATE TRIGGER delegation_ended_new BEFORE INSERT ON delegation_ended BEGIN
  SELECT RAISE(ABORT, 'proposals.delegation_over') WHERE EXISTS (
    SELECT 1 FROM delegation_ended WHERE tenant_id = NEW.tenant_id AND delegation_id = NEW.delegation_id);
END
;;
-- On another's behalf: within its days, up to its amount, and never what that person made or changed. What is confirmed
-- so counts against the limits of both.
CREATE TRIGGER confirmed_on_behalf_new BEFORE INSERT ON confirmed_on_behalf BEGIN
  SELECT RAISE(ABORT, 'proposals.delegation_over') WHERE NOT EXISTS (
    SELECT 1 FROM authority AS a JOIN delegation AS d ON d.tenant_id = a.tenant_id
    WHERE a.tenant_id = NEW.tenant_id AND a.authority_id = NEW.authority_id AND d.delegation_id = NEW.delegation_id
      AND a.kind = 'confirmation' AND d.delegate = a.confirmer AND d.delegator = NEW.delegator
      AND d.from_at <= a.given_at AND a.given_at < d.until_at AND a.limit_minor <= d.limit_minor
      AND NOT EXISTS (SELECT 1 FROM authority_spent AS s WHERE s.tenant_id = a.tenant_id AND s.authority_id = a.authority_id)
      AND NOT EXISTS (SELECT 1 FROM delegation_ended AS e WHERE e.tenant_id = d.tenant_id
        AND e.delegation_id = d.delegation_id AND e.ended_at <= a.given_at));
  SELECT RAISE(ABORT, 'books.sealed') WHERE EXISTS (
    SELECT 1 FROM confirmed_on_behalf WHERE tenant_id = NEW.tenant_id AND authority_id = NEW.authority_id);
  SELECT RAISE(ABORT, 'proposals.own_work') WHERE EXISTS (
    SELECT 1 FROM proposal_revision AS r JOIN authority AS a ON a.tenant_id = r.tenant_id AND a.proposal_id = r.proposal_id
    WHERE a.tenant_id = NEW.tenant_id AND a.authority_id = NEW.authority_id AND r.maker = NEW.delegator);
END
;;
CREATE TRIGGER confirmed_on_behalf_counts AFTER INSERT ON confirmed_on_behalf BEGIN
  INSERT INTO confirmed_for (tenant_id, authority_id, confirmer, payee, given_at, amount_minor, counted)
    SELECT tenant_id, authority_id, NEW.delegator, payee, given_at, amount_minor, counted FROM confirmed_for
    WHERE tenant_id = NEW.tenant_id AND authority_id = NEW.authority_id;
  SELECT RAISE(ABORT, 'proposals.over_vendor_limit') WHERE EXISTS (
    SELECT 1 FROM confirmed_within_a_day AS own JOIN authority AS a ON a.tenant_id = own.tenant_id
      AND a.authority_id = own.authority_id
    WHERE own.tenant_id = NEW.tenant_id AND own.authority_id = NEW.authority_id AND own.confirmer = NEW.delegator
      AND own.minor > a.limit_minor);
END
;;
CREATE TRIGGER delegation_no_update BEFORE UPDATE ON delegation BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER delegation_no_delete BEFORE DELETE ON delegation BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER delegation_ended_no_update BEFORE UPDATE ON delegation_ended BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER delegation_ended_no_delete BEFORE DELETE ON delegation_ended BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER confirmed_on_behalf_no_update BEFORE UPDATE ON confirmed_on_behalf BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
CREATE TRIGGER confirmed_on_behalf_no_delete BEFORE DELETE ON confirmed_on_behalf BEGIN
  SELECT RAISE(ABORT, 'books.sealed');
END
;;
