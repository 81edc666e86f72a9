internal import InventoryCore
internal import InventoryReports

/// The script for the `duckdb` command.
struct DuckDBScript {
    let handover: Handover
    let listsKeys: Bool

    var text: String {
        let keys = KeysSQL(dialect: SQLDialect(engine: .duckdb), handover: handover)
        return """
            \(handover.explanation(comment: "--", run: "duckdb -bail -f \(handover.scriptName)"))
            \(DuckDBReading(sides: handover.sides).text)

            -- A row for each key, with what each side tells.
            CREATE TEMP TABLE object_keys AS
            \(keys.keys);
            CREATE TEMP VIEW placed_keys AS
            \(keys.placed);

            -- What was read, held against what is known: nothing is concluded from other rows than the manifests' own.
            \(DuckDBReading(sides: handover.sides).checks(facts: keys.facts))

            -- The verdicts.
            CREATE TEMP VIEW verdicts AS
            \(keys.verdicts);
            COPY (SELECT verdict, count(*) FROM verdicts GROUP BY verdict ORDER BY verdict) TO 'counts.csv' (HEADER false);
            \(listsKeys ? list(keys) : "")
            SELECT verdict, count(*) AS keys FROM verdicts GROUP BY verdict ORDER BY verdict;

            """
    }

    /// Every key's verdict, in the order of the keys' bytes. What is NULL is told by a letter that no key has: else DuckDB
    /// quotes the empty key, which an extra object has where its own is what `--map` takes off.
    private func list(_ keys: KeysSQL) -> String {
        """
        SET preserve_insertion_order = true;
        COPY (SELECT verdict, '\(handover.source.prefix)' || rest, source_size, target_size FROM verdicts
            ORDER BY \(keys.dialect.order("rest"))) TO 'verdicts.csv' (HEADER false, NULLSTR '?');
        """
    }
}
