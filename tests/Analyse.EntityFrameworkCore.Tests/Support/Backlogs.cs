using Analyse.EntityFrameworkCore.TestShop.Data;

namespace Analyse.EntityFrameworkCore.Tests.Support;

/// <summary>Fills the table as many captures would.</summary>
public static class Backlogs
{
    public static Task FillAsync(this TestDatabase database, int rows)
    {
        const string Ago = "(n.n * 1000)";
        return database.ExecuteAsync(database.Kind is DatabaseKind.Postgres
            ? $$"""
                INSERT INTO analyse_outbox (id, name, captured_at, json, attempts)
                SELECT id, 'filled', (extract(epoch from now()) * 1000000)::bigint - {{Ago}},
                    convert_to('{{"{{"}}"event_name":"filled","properties":{{"{{"}}"id":"' || id || '"{{"}}"}}{{"}}"}}', 'UTF8'), 0
                FROM (SELECT n, gen_random_uuid() AS id FROM generate_series(1, {{rows}}) n) n
                """
            : $$"""
                WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {{rows}})
                INSERT INTO analyse_outbox (id, name, captured_at, json, attempts)
                SELECT printf('00000000-0000-7000-8000-%012X', n), 'filled', CAST(unixepoch('subsec') * 1000000 AS INTEGER) - {{Ago}},
                    CAST('{{"{{"}}"event_name":"filled","properties":{{"{{"}}"id":"' || n || '"{{"}}"}}{{"}}"}}' AS BLOB), 0
                FROM n
                """);
    }
}
