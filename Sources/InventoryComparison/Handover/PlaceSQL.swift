/// SQL that says which rows of a side count.
extension HandoverSide {
    /// `rest`, the key below the prefix of this side, and `place`: `compared`, `excluded` or `outOfScope`.
    /// - Parameter excluded: what is left out below the prefix, in canonical form.
    func placed(without excluded: [String]) -> String {
        let rest = "substr(object_key, \(prefix.utf8.count + 1))"
        let isExcluded = excluded.map { "substr(\(rest), 1, \($0.utf8.count)) = '\($0)'" }.joined(separator: " OR ")
        let excluded = isExcluded.isEmpty ? "" : " WHEN \(isExcluded) THEN 'excluded'"
        guard !prefix.isEmpty else {
            return "object_key AS rest, " + (excluded.isEmpty ? "'compared'" : "CASE\(excluded) ELSE 'compared' END")
                + " AS place"
        }
        let isOutside = "substr(object_key, 1, \(prefix.utf8.count)) <> '\(prefix)'"
        return "CASE WHEN \(isOutside) THEN object_key ELSE \(rest) END AS rest, "
            + "CASE WHEN \(isOutside) THEN 'outOfScope'\(excluded) ELSE 'compared' END AS place"
    }

    /// Whether a key that is compared is a folder: it ends in `/` and has no bytes, as far as it is told.
    func isFolder(size: String) -> String {
        let key = "'\(prefix)' || rest"
        return "(substr(\(key), length(\(key)), 1) = '/' AND coalesce(\(size), 0) = 0)"
    }
}
