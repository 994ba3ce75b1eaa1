// The entry points of libFuzzer. The part of the program's name after the last hyphen selects the target: scripts/fuzz makes one link for
// each.
#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

private let target: FuzzTarget = {
    let program = CommandLine.arguments.first ?? ""
    let name = program.split(separator: "-").last.map(String.init) ?? ""
    guard let found = FuzzTarget.named(name) else {
        preconditionFailure("no target \(name); there are \(FuzzTarget.all.map(\.name).joined(separator: " "))")
    }
    return found
}()

/// libFuzzer's own change of an input, which knows what the compiled code compares with.
@_silgen_name("LLVMFuzzerMutate")
private func fuzzerMutate(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ maximum: Int) -> Int

/// Tries one input; a finding is a trap, which libFuzzer reports with the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: data, count: size))
    do {
        try target.run(input)
    } catch {
        // An optimized precondition says nothing.
        let text = Array("finding: \(error.description)\n".utf8)
        _ = write(2, text, text.count)
        abort()
    }
    return 0
}

/// Every second input is changed as a tree of elements, so that lengths stay right and the damage reaches the fields.
@_cdecl("LLVMFuzzerCustomMutator")
public func customMutator(_ data: UnsafeMutablePointer<UInt8>, _ size: Int, _ maximum: Int, _ seed: CUnsignedInt) -> Int {
    var generator = SplitMix(state: UInt64(seed))
    guard generator.next() & 1 == 0 else { return fuzzerMutate(data, size, maximum) }
    let input = Array(UnsafeBufferPointer(start: data, count: size))
    let changed = Mutation.structured(input, using: &generator).prefix(maximum)
    guard !changed.isEmpty else { return fuzzerMutate(data, size, maximum) }
    for (offset, octet) in changed.enumerated() { data[offset] = octet }
    return changed.count
}
