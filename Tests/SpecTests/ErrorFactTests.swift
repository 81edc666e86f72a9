import InventoryCore
import InventoryVendorFacts
import InventoryWire
import SpecKit
import Testing

/// Sense in the error tables.
struct ErrorFactTests {
    @Test(arguments: Vendor.all) func `A server's code means something that servers say`(vendor: Vendor) {
        let said: Set<InventoryError.Code> = [
            .ruleNotFound, .bucketNotFound, .objectNotFound, .accessDenied, .credentialsRefused, .signatureRefused,
            .clockSkewed,
            .tooManyRules, .prefixOverlap, .alreadyExists, .invalidRequest, .invalidAddress, .conflict, .accountProblem,
            .throttled, .serverFailed, .timedOut, .redirected, .notOffered, .rejected,
        ]
        for error in vendor.constant.errors { #expect(said.contains(error.meaning), "\(error.code)") }
    }

    @Test(arguments: Vendor.all) func `The retry advice follows from the meaning`(vendor: Vendor) {
        for error in vendor.constant.errors {
            let expected: RetryAdvice? =
                switch error.meaning {
                case .throttled: .throttled
                case .clockSkewed: .clockSkew
                case .serverFailed, .timedOut: .transient
                case .conflict: nil  // an aborted operation may be repeated, a lock may not
                default: .never
                }
            if let expected { #expect(error.retry == expected, "\(error.code)") }
        }
    }

    @Test(arguments: Vendor.all)
    func `A code that may mean that a list is empty says that there is no rule`(vendor: Vendor) throws {
        let codes = vendor.constant.errors.filter(\.meansEmptyList)
        #expect(codes.allSatisfy { $0.meaning == .ruleNotFound })
        #expect(vendor.constant.errors.contains { $0.code == "NoSuchBucket" && !$0.meansEmptyList })
    }

    @Test(arguments: Vendor.all) func `A 5xx is never the caller's fault`(vendor: Vendor) throws {
        for entry in try vendor.spec().errors.errors {
            guard let status = entry.http else { continue }
            #expect((300..<600).contains(status), "\(entry.fact.code)")
            #expect(status < 500 || [.serverFailed, .throttled, .notOffered].contains(entry.fact.meaning))
            #expect(!(300..<400).contains(status) || entry.fact.meaning == .redirected, "\(entry.fact.code)")
        }
    }

    @Test func `An expired request of COS tells of the clock, any other denial of the rights`() throws {
        let denials = VendorFacts.tencentCOS.errors.filter { $0.code == "AccessDenied" }
        #expect(denials.map(\.message) == ["Request has expired", nil])
        #expect(denials.map(\.meaning) == [.clockSkewed, .accessDenied])
    }

    @Test(arguments: Cases.exchanges.filter { $0.status >= 300 })
    func `An error reply has a code of the table, with its status`(exchange: ExchangeCase) throws {
        let root = try Document.root(exchange.reply.body)
        let code = try #require(root.child("Code") as DocumentElement?).text
        let table = try VendorSpec(folder: exchange.vendor, in: SpecFolder.locate()).errors.errors
        let entry = try #require(table.first { $0.fact.code == code && $0.fact.message == nil }, "\(code)")
        #expect(entry.http == nil || entry.http == exchange.status)
    }
}
