import PortableFoundation

/// The resources a process has used so far, from /proc (Linux).
struct ProcessUsage {
    /// User and system time of all threads, in microseconds; the kernel counts in hundredths of a second.
    let cpuMicroseconds: Double
    /// Resident memory in MiB, now and at its highest.
    let residentMiB: Double
    let highestMiB: Double

    init(pid: Int) throws {
        let stat = try Self.read("/proc/\(pid)/stat", pid)
        // The second field is the program's name in parentheses and may have blanks, so fields are counted after it.
        guard let close = stat.lastIndex(of: ")") else { throw LoadError(description: "/proc/\(pid)/stat has an unexpected form.") }
        let fields = stat[stat.index(after: close)...].split(separator: " ")
        guard fields.count > 12, let user = Double(fields[11]), let system = Double(fields[12]) else {
            throw LoadError(description: "/proc/\(pid)/stat has an unexpected form.")
        }
        cpuMicroseconds = (user + system) * 10_000
        var memory: [String: Double] = [:]
        for line in try Self.read("/proc/\(pid)/status", pid).split(separator: "\n") {
            let parts = line.split(whereSeparator: { $0 == ":" || $0 == "\t" || $0 == " " })
            if parts.count >= 2, let value = Double(parts[1]) { memory[String(parts[0])] = value / 1024 }
        }
        residentMiB = memory["VmRSS"] ?? 0
        highestMiB = memory["VmHWM"] ?? 0
    }

    static var ownPID: Int32 {
        ProcessInfo.processInfo.processIdentifier
    }

    private static func read(_ path: String, _ pid: Int) throws -> String {
        do { return String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self) } catch {
            throw LoadError(description: "\(path) cannot be read: is \(pid) the server's process on this Linux machine?")
        }
    }
}

/// Counts the flushes in the output of strace.
enum FlushTrace {
    static func count(_ path: String) throws -> Int {
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        return text.split(separator: "\n").count { $0.contains("fdatasync(") || $0.contains("fsync(") }
    }
}
