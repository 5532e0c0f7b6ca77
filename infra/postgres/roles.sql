-- A role for analysts: it may read the views of the read models (docs/read-models.md) and nothing else, and write nothing.
-- Run it once in the database of the read models, as its superuser or as a role that may create roles:
--
--   psql "$AVENANT_DATABASE" -f infra/postgres/roles.sql
--
-- Again is safe. What is rebuilt is granted anew by the rebuild itself. Logins are made beside it, one a person or tool:
--
--   CREATE ROLE ana LOGIN PASSWORD '...' IN ROLE avenant_reader;
--   ALTER ROLE ana SET search_path = avenant;
--   ALTER ROLE ana SET statement_timeout = '60s';
--   ALTER ROLE ana SET idle_in_transaction_session_timeout = '60s';
--
-- The two limits matter: a rebuild takes the replaced tables away only when nobody reads them any more.
DO $$
DECLARE
  found record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'avenant_reader') THEN
    CREATE ROLE avenant_reader NOLOGIN;
  END IF;
  GRANT USAGE ON SCHEMA avenant TO avenant_reader;
  FOR found IN SELECT viewname FROM pg_views WHERE schemaname = 'avenant' AND starts_with(viewname, 'v_') LOOP
    EXECUTE format('GRANT SELECT ON avenant.%I TO avenant_reader', found.viewname);
  END LOOP;
END
$$;
