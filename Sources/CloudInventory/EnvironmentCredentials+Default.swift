public import InventoryCore
public import InventoryProviderKit

extension EnvironmentCredentials {
    /// The variables that the tools of this package's clouds read, in the order in which they are tried.
    public static let standardVariables = variables(of: Vendors.all)

    /// Credentials of every cloud from the usual variables.
    /// - Parameter vendors: the clouds; ``Vendor/credentials`` of each has its variables.
    public static func standard(
        vendors: [Vendor] = Vendors.all, additionalHosts: [String] = [], services: SystemServices = .system
    ) -> EnvironmentCredentials {
        EnvironmentCredentials(variables(of: vendors), additionalHosts: additionalHosts, services: services)
    }

    private static func variables(of vendors: [Vendor]) -> [ProviderID: [Variables]] {
        Dictionary(vendors.map { ($0.id, $0.credentials.variables) }) { first, _ in first }
    }
}
