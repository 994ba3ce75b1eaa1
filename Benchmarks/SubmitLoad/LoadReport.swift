import PortableFoundation

/// The figures of one measurement.
struct LoadReport: Encodable {
    let template: String
    let key: String
    let connections: Int
    let seconds: Double
    let certificates: Int
    let errors: Int
    /// Requests in flight when their connection was closed; the figures have what their repeats were answered.
    let interrupted: Int
    let certificatesPerSecond: Double
    let p50Milliseconds: Double
    let p99Milliseconds: Double
    /// nil when --server-pid was not given.
    let serverMicrosecondsPerCertificate: Double?
    let serverHighestMiB: Double?
    let loadMicrosecondsPerCertificate: Double?
    /// Of CPU time, with nothing else running; see ``BareCryptography``.
    let bareCryptographyMicroseconds: Double
    let flushesPerCertificate: Double?
    let commitsPerCertificate: Double?
    let firstFailure: String?

    init(
        settings: SubmitLoad,
        results: [LoadPhase.Result],
        elapsed: Duration,
        server: (ProcessUsage?, ProcessUsage?),
        own: (ProcessUsage?, ProcessUsage?),
        flushes: (Int?, Int?),
        commits: (Double?, Double?),
        cryptography: (Double, Double)
    ) {
        template = settings.template
        key = settings.key.rawValue
        connections = settings.connections
        seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) / 1e18
        certificates = results.reduce(0) { $0 + $1.issued }
        errors = results.reduce(0) { $0 + $1.errors }
        interrupted = results.reduce(0) { $0 + $1.interrupted }
        let issued = Double(max(certificates, 1))
        certificatesPerSecond = Double(certificates) / seconds
        let latencies = results.flatMap(\.latencies).sorted()
        func percentile(_ share: Double) -> Double {
            latencies.isEmpty ? 0 : Double(latencies[min(latencies.count - 1, Int(Double(latencies.count) * share))]) / 1e6
        }
        p50Milliseconds = percentile(0.50)
        p99Milliseconds = percentile(0.99)
        func each(_ pair: (Double?, Double?)) -> Double? {
            guard let before = pair.0, let after = pair.1 else { return nil }
            return (after - before) / issued
        }
        serverMicrosecondsPerCertificate = each((server.0?.cpuMicroseconds, server.1?.cpuMicroseconds))
        serverHighestMiB = server.1?.highestMiB
        loadMicrosecondsPerCertificate = each((own.0?.cpuMicroseconds, own.1?.cpuMicroseconds))
        bareCryptographyMicroseconds = (cryptography.0 + cryptography.1) / 2
        flushesPerCertificate = each((flushes.0.map(Double.init), flushes.1.map(Double.init)))
        commitsPerCertificate = each(commits)
        firstFailure = results.compactMap(\.firstFailure).first
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }

    var text: String {
        var lines = [
            "\(certificates) certificates (\(template), \(key)) in \(rounded(seconds, 1)) s over \(connections) connections, \(errors) errors",
            "  \(rounded(certificatesPerSecond, 0)) certificates/s, answer time p50 \(rounded(p50Milliseconds, 2)) ms, p99 \(rounded(p99Milliseconds, 2)) ms",
        ]
        if let serverMicrosecondsPerCertificate {
            lines.append(
                "  server: \(rounded(serverMicrosecondsPerCertificate, 0)) us CPU per certificate, at most \(rounded(serverHighestMiB ?? 0, 0)) MiB resident"
            )
        }
        var bare = "  its cryptography alone, on this machine: \(rounded(bareCryptographyMicroseconds, 0)) us"
        if let serverMicrosecondsPerCertificate {
            bare += ", so the server costs \(rounded(serverMicrosecondsPerCertificate / bareCryptographyMicroseconds, 2)) times that"
        }
        lines.append(bare)
        if let loadMicrosecondsPerCertificate {
            lines.append("  this program: \(rounded(loadMicrosecondsPerCertificate, 0)) us CPU per certificate")
        }
        if let flushesPerCertificate { lines.append("  \(rounded(flushesPerCertificate, 3)) flushes per certificate") }
        if let commitsPerCertificate {
            lines.append("  \(rounded(commitsPerCertificate, 3)) commits per certificate, each with one flush of the log")
        }
        if interrupted > 0 { lines.append("  \(interrupted) were in flight when their connection was closed, and were repeated") }
        if let firstFailure { lines.append("  first error: \(firstFailure)") }
        return lines.joined(separator: "\n")
    }

    private func rounded(_ value: Double, _ places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let whole = Int((value * scale).rounded())
        guard places > 0 else { return String(whole) }
        let digits = String(whole % Int(scale))
        return "\(whole / Int(scale))." + String(repeating: "0", count: places - digits.count) + digits
    }
}
