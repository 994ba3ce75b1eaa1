// One process for each part, so that the memory of one does not count for another. scripts/bench-formats runs them all, beside Python's
// cryptography and OpenSSL, and prints one table.

/// `formats-bench PART DIRECTORY` does one part of the work and prints lines of: what, who, microseconds of CPU (MB for memory).
@main
enum FormatsBench {
    static func main() async throws {
        let arguments = CommandLine.arguments
        guard arguments.count == 3 else {
            throw BenchFailure("usage: formats-bench make|ours|peer|crl|crl-stream|crl-lookup DIRECTORY")
        }
        let inputs = Inputs(directory: arguments[2])
        switch arguments[1] {
        case "make": try await inputs.make()
        case "ours": try await OurCertificates.run(inputs)
        case "peer": try await PeerCertificates.run(inputs)
        case "crl": try await OurRevocationLists.buffered(inputs)
        case "crl-stream": try await OurRevocationLists.streamed(inputs)
        case "crl-lookup": try await OurRevocationLists.lookUp(inputs)
        default: throw BenchFailure("there is no part \(arguments[1])")
        }
    }
}
