// Each part runs in its own process, so that its memory is measured alone. scripts/bench-formats runs them all, with Python's cryptography
// and OpenSSL, and prints one table.

/// `formats-bench PART DIRECTORY` does one part of the work and prints lines of: what, who, microseconds of CPU (MB for memory).
@main
enum FormatsBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            throw BenchError("usage: formats-bench make|certificates|crl|crl-stream|crl-lookup DIRECTORY")
        }
        let inputs = Inputs(directory: arguments[2])
        switch arguments[1] {
        case "make": try await inputs.make()
        case "certificates":
            let works = try await OurCertificates.works(inputs) + PeerCertificates.works(inputs)
            var kinds: [String] = []
            for work in works where !kinds.contains(work.what) { kinds.append(work.what) }
            for kind in kinds { try await Measure.inTurn(works.filter { $0.what == kind }) }
        case "crl": try await OurRevocationLists.buffered(inputs)
        case "crl-stream": try await OurRevocationLists.streamed(inputs)
        case "crl-lookup": try await OurRevocationLists.lookUp(inputs)
        default: throw BenchError("there is no part \(arguments[1])")
        }
    }
}
