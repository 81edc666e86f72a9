internal import InventoryReports

/// What every program for Spark begins with: the rows of reports, read and held against what is known of them.
struct SparkReading {
    let sides: [HandoverSide]
    /// Python's modules that the program uses.
    private let modules: [String]
    private let dialect = SQLDialect(engine: .spark)

    /// - Parameter more: modules that what follows uses.
    init(sides: [HandoverSide], modules more: [String] = []) {
        (self.sides, modules) = (sides, ["csv", "gzip", "io", "re", "sys"] + more)
    }

    var text: String {
        let checks = CountsSQL(dialect: dialect, sides: sides).reconciliation.map {
            "    r\"\"\"SELECT \($0.sentence) FROM \($0.from) WHERE \($0.isBroken) LIMIT 1\"\"\","
        }
        return """
            \(modules.sorted().map { "import \($0)" }.joined(separator: "\n"))

            from pyspark import StorageLevel
            from pyspark.sql import SparkSession

            # The files that the manifests list: side, number, place, rows where they are known, whether it has any.
            FILES = [
            \(files.joined(separator: "\n"))
            ]

            # What must hold before anything is concluded; each gives a sentence where it does not.
            CHECKS = [
            \(checks.joined(separator: "\n"))
            ]

            spark = SparkSession.builder.appName("cloud-inventory").getOrCreate()
            for name, value in {
                # Rows that are too short or too long are errors only where every column is read.
                "spark.sql.csv.parser.columnPruning.enabled": "false",
                "spark.sql.files.ignoreMissingFiles": "false", "spark.sql.files.ignoreCorruptFiles": "false",
                "spark.sql.session.timeZone": "UTC", "spark.sql.ansi.enabled": "true", "spark.sql.variable.substitute": "false",
            }.items():
                spark.conf.set(name, value)


            def uri(place):
                \"""What Spark calls a file in its rows.\"""
                path = spark._jvm.org.apache.hadoop.fs.Path(place)
                name = path.getFileSystem(spark._jsc.hadoopConfiguration()).makeQualified(path).toUri().toString()
                return re.sub("^([^:/]+):/+", r"\\1:/", name)


            def exact(place):
                \"""A file without the letters by which several could be meant.\"""
                return "".join("\\\\" + letter if letter in "\\\\[]{}*?," else letter for letter in place)


            def places(side, numbers):
                return [exact(place) for of, number, place, _, _ in FILES if of == side and number in numbers]


            def fields(side, numbers, header, line_end, columns):
                \"""The fields of files that are written in one form, every byte as one letter.\"""
                return (
                    spark.read.schema(", ".join(f"{column} STRING" for column in columns))
                    .option("mode", "FAILFAST").option("header", header).option("lineSep", line_end).option("multiLine", True)
                    .option("quote", '"').option("escape", '"').option("unescapedQuoteHandling", "RAISE_ERROR")
                    .option("encoding", "ISO-8859-1").option("maxCharsPerColumn", 1100000).option("maxColumns", 1000)
                    .csv(places(side, numbers)).selectExpr("_metadata.file_path AS file", *(c for c in columns if not c.startswith("other_")))
                )


            def unpacked(side, numbers, header, columns):
                \"""The same of files whose names do not tell how they are packed: each read in Python, as a whole.\"""
                def rows(place, content):
                    csv.field_size_limit(1100000)
                    bytes = io.BytesIO(content)
                    packed = gzip.GzipFile(fileobj=bytes) if content[:2] == b"\\x1f\\x8b" else bytes
                    found = (row for row in csv.reader(io.TextIOWrapper(packed, "latin-1", newline=""), strict=True) if row)
                    for number, row in enumerate(found):
                        if len(row) != len(columns):
                            raise ValueError(f"row {number} of {place} has {len(row)} fields")
                        if number or not header:
                            yield (place, *row)

                named = [(uri(place), place) for of, number, place, _, _ in FILES if of == side and number in numbers]
                files = [
                    spark.sparkContext.binaryFiles(exact(place)).values().flatMap(lambda content, name=name: rows(name, content))
                    for name, place in named
                ]
                schema = ", ".join(f"{column} STRING" for column in ["file", *columns])
                return spark.createDataFrame(spark.sparkContext.union(files), schema).drop(
                    *(c for c in columns if c.startswith("other_")))


            def table(name, query, kept=False):
                \"""A table of the query's rows; kept on disk where it is read more than once.\"""
                rows = spark.sql(query)
                if kept:
                    rows = rows.persist(StorageLevel.DISK_ONLY)
                rows.createOrReplaceTempView(name)


            def write(name, query):
                with open(name, "w") as file:
                    for row in spark.sql(query).toLocalIterator(prefetchPartitions=True):
                        file.write(",".join("" if value is None else str(value) for value in row) + "\\n")


            spark.createDataFrame(
                [(side, number, uri(place), rows, has_rows) for side, number, place, rows, has_rows in FILES],
                "side STRING, number BIGINT, file STRING, known_rows BIGINT, has_rows BOOLEAN",
            ).createOrReplaceTempView("handed_files")

            \(sides.map(fields).joined(separator: "\n"))

            # The rows as values.
            \(sides.map { sql("\($0.name)_rows", RowsSQL(dialect: dialect, side: $0).query, isKept: true) }.joined(separator: "\n"))
            """
    }

    /// - Parameter facts: the query of what each report came to, beside its rows.
    func checks(facts: String) -> String {
        """
        \(sql("file_counts", CountsSQL(dialect: dialect, sides: sides).fileCounts, isKept: true))
        \(sql("facts", facts, isKept: true))
        write("files.csv", "SELECT side, number, row_count, current_count, object_count, current_object_count FROM file_counts"
            " ORDER BY side, number")
        write("facts.csv", "SELECT side, kind, name, found FROM facts WHERE found > 0 ORDER BY side, kind, name")
        for check in CHECKS:
            for row in spark.sql(check).collect():
                sys.exit(f"Error: {row[0]}")
        """
    }

    /// A table of the query's rows.
    func sql(_ name: String, _ query: String, isKept: Bool = false) -> String {
        "table(\"\(name)\", r\"\"\"\n\(query)\n\"\"\"\(isKept ? ", kept=True" : ""))"
    }

    private var files: [String] {
        sides.flatMap { side in
            side.files.enumerated().map { number, file in
                let rows = file.rows.map { "\($0)" } ?? "None"
                return
                    "    (\"\(side.name)\", \(number), \(Self.quoted(file.place)), \(rows), \(file.form.rows > 0 ? "True" : "False")),"
            }
        }
    }

    /// A text as Python reads it.
    static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case " "..."~": quoted.unicodeScalars.append(scalar)
            default:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
            }
        }
        return quoted + "\""
    }

    private func fields(_ side: HandoverSide) -> String {
        let rows = RowsSQL(dialect: dialect, side: side)
        // By forms, and those apart whose names mislead.
        let groups = side.forms.flatMap { form, numbers in
            [true, false].map { isNamed in (form, isNamed, numbers.filter { side.isNamedAsPacked($0) == isNamed }) }
        }
        let readings = groups.filter { !$0.2.isEmpty }.map { form, isNamed, numbers in
            let numbers = "{\(numbers.map { "\($0)" }.joined(separator: ", "))}"
            guard side.manifest.format == .csv else {
                return
                    "spark.read.format(\"\(side.manifest.format.rawValue)\").load(places(\"\(side.name)\", \(numbers))).selectExpr(\n"
                    + "        \"_metadata.file_path AS file\", "
                    + rows.texts.map { "\"\($0)\"" }.joined(separator: ",\n        ") + ")"
            }
            guard isNamed else {
                return
                    "unpacked(\"\(side.name)\", \(numbers), \(form.hasHeader ? "True" : "False"), \(side.name)_columns)"
            }
            return "fields(\"\(side.name)\", \(numbers), \(form.hasHeader ? "True" : "False"), "
                + "\"\(form.hasCarriageReturns ? #"\r\n"# : #"\n"#)\", \(side.name)_columns)"
        }
        let none =
            "spark.createDataFrame([], \", \".join(f\"{name} STRING\" for name in [\"file\", *\(side.name)_columns]))"
        let all = readings.isEmpty ? none : readings.joined(separator: "\n    .union(")
        return """
            \(side.name)_columns = [\(rows.fieldNames.map { "\"\($0)\"" }.joined(separator: ", "))]
            (
                \(all)\(String(repeating: ")", count: max(0, readings.count - 1)))
            ).createOrReplaceTempView("\(side.name)_text")
            """
    }
}
