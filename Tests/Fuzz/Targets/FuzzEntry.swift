import Glibc

/// What libFuzzer calls with every input. The program holds all targets; `FUZZ_TARGET` names the one to feed.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzEntry(_ data: UnsafePointer<UInt8>?, _ size: Int) -> Int32 {
    chosen(Array(UnsafeBufferPointer(start: data, count: size)))
    return 0
}

private let chosen: @Sendable ([UInt8]) -> Void = {
    let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
    guard let target = FuzzTarget.all[name] else {
        fatalError("set FUZZ_TARGET to one of \(FuzzTarget.all.keys.sorted().joined(separator: " "))")
    }
    return target
}()
