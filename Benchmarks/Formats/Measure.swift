import Foundation
import SystemFiles

/// One task that several libraries perform.
struct Work {
    let what: String
    let who: String
    let body: () async throws -> Void

    init(_ what: String, _ who: String, _ body: @escaping () async throws -> Void) {
        self.what = what
        self.who = who
        self.body = body
    }
}

/// Measures CPU time, so that other work on the machine has little influence.
enum Measure {
    /// Prints one line for each library that performs the task: what, who, microseconds of CPU for each call.
    ///
    /// They take turns in slices of 25 ms, and the median of each one's slices counts: the speed of a shared machine changes within a second, and
    /// this way it changes for all of them.
    @inline(never) @_optimize(none)
    static func inTurn(_ works: [Work], rounds: Int = 41, sliceSeconds: Double = 0.025) async throws {
        var slices = [[Double]](repeating: [], count: works.count)
        var calls: [Int] = []
        for work in works {
            try await work.body()
            let one = try await cpu { for _ in 0..<5 { try await work.body() } } / 5
            calls.append(max(1, min(1_000_000, Int(sliceSeconds / max(one, 1e-7)))))
        }
        for _ in 0..<rounds {
            for (place, work) in works.enumerated() {
                let count = calls[place]
                let seconds = try await cpu { for _ in 0..<count { try await work.body() } }
                slices[place].append(seconds / Double(count))
            }
        }
        for (place, work) in works.enumerated() { report(work.what, work.who, slices[place].sorted()[rounds / 2] * 1_000_000) }
    }

    /// Prints one line: what, who, microseconds of CPU for each call. The best of five rounds counts.
    @inline(never) @_optimize(none)
    static func run(_ what: String, _ who: String, roundSeconds: Double = 0.25, _ body: () async throws -> Void) async throws {
        let first = try await cpu { try await body() }
        let calls = max(1, min(1_000_000, Int(roundSeconds / max(first, 1e-7))))
        var best = Double.infinity
        for _ in 0..<5 {
            let seconds = try await cpu {
                for _ in 0..<calls { try await body() }
            }
            best = min(best, seconds / Double(calls))
        }
        report(what, who, best * 1_000_000)
    }

    /// Prints one line for a task that runs once.
    @inline(never) @_optimize(none)
    static func once<Result>(_ what: String, _ who: String, _ body: () async throws -> Result) async throws -> Result {
        let start = now()
        let result = try await body()
        report(what, who, (now() - start) * 1_000_000)
        return result
    }

    static func report(_ what: String, _ who: String, _ value: Double) {
        print("\(what)\t\(who)\t\(value)")
    }

    /// The greatest resident memory of this process so far, in MB (10⁶ octets).
    static var peakMegabytes: Double {
        guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8) else { return 0 }
        for line in status.split(separator: "\n") where line.hasPrefix("VmHWM:") {
            let words = line.split(whereSeparator: \.isWhitespace)
            if words.count > 1, let kibibytes = Double(words[1]) { return kibibytes * 1_024 / 1_000_000 }
        }
        return 0
    }

    @inline(never) @_optimize(none)
    private static func cpu(_ body: () async throws -> Void) async throws -> Double {
        let start = now()
        try await body()
        return now() - start
    }

    private static func now() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) }
}

/// Prevents the optimizer from removing unused results.
@inline(never)
func consume<Value>(_ value: Value) {}
