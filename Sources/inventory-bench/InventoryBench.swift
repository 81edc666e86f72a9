import Glibc

/// `inventory-bench CASE ITERATIONS` repeats one synchronous operation and prints a checksum of its results. No clock
/// and no threads: the scripts in Benchmarks count its instructions and its CPU time from outside.
@main
enum InventoryBench {
    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[1] == "page" {
            // The pages that the decoding cases read, for the peers.
            guard let page = try ["cos": Samples.cosPage, "obs": Samples.obsPage][arguments[2]]?() else { usage() }
            print(String(decoding: page, as: UTF8.self))
        } else if arguments.dropFirst() == ["kinds"] {
            print(Growth.kinds.keys.sorted().joined(separator: "\n"))
        } else if arguments.count == 3, let iterations = Int(arguments[2]),
            let operation = try cases[arguments[1]]?() ?? Growth.operation(arguments[1])
        {
            var checksum = 0
            for _ in 0..<iterations { checksum &+= try operation() }
            print(checksum)
        } else {
            usage()
        }
    }

    /// Each makes its input once and returns what is repeated, which answers with a number that depends on the result.
    static let cases: [String: @Sendable () throws -> () throws -> Int] = [
        "cos-sign": Signing.cos, "obs-sign": Signing.obs, "floor-sign-cos": Signing.floorCOS,
        "floor-sign-obs": Signing.floorOBS, "s3-sign": Signing.s3, "floor-sign-s3": Signing.floorS3,
        "decode-cos-list": Documents.decodeCOS, "decode-obs-list": Documents.decodeOBS,
        "floor-expat-cos": Documents.floorExpatCOS, "floor-expat-obs": Documents.floorExpatOBS,
        "read-cos-list": Documents.readCOS,
        "encode-cos": Documents.encodeCOS, "encode-obs": Documents.encodeOBS,
        "fit": Planning.fit,
        "match-1000": { try Planning.match(1000) }, "match-10000": { try Planning.match(10_000) },
        "preflight-1000": { Planning.preflight(1000) }, "preflight-10000": { Planning.preflight(10_000) },
        "overlap-1000": { Planning.overlap(1000) }, "overlap-10000": { Planning.overlap(10_000) },
    ]

    private static func usage() -> Never {
        print(
            "inventory-bench CASE ITERATIONS | grow-KIND-BYTES ITERATIONS | page cos | page obs | kinds\ncases: \(cases.keys.sorted().joined(separator: " "))"
        )
        exit(64)
    }
}
