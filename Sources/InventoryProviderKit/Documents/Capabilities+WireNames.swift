package import InventoryCore

// Wire names of values. The gate has taken out what the cloud does not have, so the fallbacks are never reached by a
// fitted rule; a codec tried with an unfitted one writes the neutral name and lets the server judge.
extension Capabilities {
    package func spelling(of schedule: Schedule) -> String {
        switch schedule {
        case .daily: name(.dailySchedule, "Daily")
        case .weekly: name(.weeklySchedule, "Weekly")
        case .monthly: name(.monthlySchedule, "Monthly")
        case .other(let own): own.name.string
        }
    }

    package func spelling(of versions: ObjectVersions) -> String {
        switch versions {
        case .current: name(.currentVersions, "Current")
        case .all: name(.allVersions, "All")
        case .other(let own): own.name.string
        }
    }

    package func spelling(of format: ReportFormat) -> String {
        switch format {
        case .csv: name(.csvFormat, "CSV")
        case .orc: name(.orcFormat, "ORC")
        case .parquet: name(.parquetFormat, "Parquet")
        case .other(let own): own.name.string
        }
    }

    private func name(_ feature: Feature, _ neutral: String) -> String { self[feature].spelling ?? neutral }
}
