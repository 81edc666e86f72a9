internal import InventoryReports

/// An engine that compares reports in our place, where they are too big for one machine or have a form that is not read
/// here.
public enum HandoverEngine: String, Hashable, Sendable, CaseIterable, Codable {
    /// The `duckdb` command: SQL, one machine.
    case duckdb
    /// Apache Spark: a Python program for `spark-submit`, any number of machines.
    case spark
    /// Amazon Athena: tables and SQL, for reports that lie in S3.
    case athena

    /// What is read here before it is handed over. DuckDB takes a gzip file that was cut off for a whole one, a quote in
    /// the middle of a field for text, and NUL for a letter (1.5.6); it is one machine as we are, so every row is checked
    /// here first. The others get reports that no machine reads alone.
    var depth: ReadDepth { self == .duckdb ? .rows : .beginnings }
}
