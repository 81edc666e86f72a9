internal import InventoryReports

/// The program for `spark-submit`.
struct SparkScript {
    let handover: Handover
    let listsKeys: Bool

    private let dialect = SQLDialect(engine: .spark)

    init(handover: Handover, listsKeys: Bool) {
        self.handover = handover
        self.listsKeys = listsKeys
    }

    var text: String {
        let keys = KeysSQL(dialect: dialect, handover: handover)
        let reading = SparkReading(sides: handover.sides)
        return """
            \(handover.explanation(comment: "#", run: "spark-submit --master URL \(handover.scriptName)"))
            \(reading.text)

            # A row for each key, with what each side tells.
            \(reading.sql("object_keys", keys.keys, isKept: true))
            \(reading.sql("placed_keys", keys.placed))

            # What was read, held against what is known: nothing is concluded from other rows than the manifests' own.
            \(reading.checks(facts: keys.facts))

            # The verdicts.
            \(reading.sql("verdicts", keys.verdicts))
            \(listsKeys ? list(keys) : "")
            write("counts.csv", "SELECT verdict, count(*) FROM verdicts GROUP BY verdict ORDER BY verdict")
            spark.catalog.clearCache()

            """
    }

    private func list(_ keys: KeysSQL) -> String {
        """
        write("verdicts.csv", r\"""SELECT verdict, '\(handover.source.prefix)' || rest, source_size, target_size FROM verdicts
            ORDER BY \(dialect.order("rest"))\""")
        """
    }
}
