import Foundation
import Synchronization
package import SystemFiles

/// A program that a test has started and that runs beside it: a server, a receiver, a security module.
package final class RunningProgram: Sendable {
    private struct Reading {
        var isOpen = true
        var rest: [UInt8] = []
    }

    private let child: ChildProcess
    private let input: Mutex<Int32?>
    private let output: Int32
    private let reading = Mutex(Reading())
    private let end = EndOfProgram()

    /// Its process number.
    package var number: pid_t { child.number }

    /// - Parameters:
    ///   - arguments: the program, found on the path, and its arguments; `NAME=value` words before it are its environment's.
    ///   - errors: a file for its standard error; nil throws it away.
    package init(_ arguments: [String], environment: [String: String]? = nil, directory: String? = nil, errors: String? = nil) throws {
        let (source, writing) = try SystemCalls.pipe()
        let (reading, sink) = try SystemCalls.pipe()
        let log = try errors.map { try SystemCalls.open($0, O_WRONLY | O_CREAT | O_APPEND) } ?? SystemCalls.nowhere()
        defer { for descriptor in [source, sink, log] { SystemCalls.close(descriptor) } }
        child = try ProgramStart(
            "/usr/bin/env",
            arguments,
            environment: environment,
            directory: directory,
            input: source,
            output: sink,
            errors: log
        ).start()
        input = Mutex(writing)
        output = reading
        Thread.detachNewThread { [child, end] in end.set(child.wait()) }
    }

    deinit {
        closeInput()
        SystemCalls.close(output)
    }

    /// The end of its standard input, at which the test's own scripts end.
    package func closeInput() {
        input.withLock { descriptor in
            if let open = descriptor { SystemCalls.close(open) }
            descriptor = nil
        }
    }

    package func terminate() { child.terminate() }
    package func signal(_ number: Int32) { child.signal(number) }
    package func kill() { child.kill() }

    /// Waits for its end on this thread.
    /// - Returns: its exit status, or the number of the signal that ended it.
    @discardableResult
    package func waitUntilExit() -> Int32 { end.wait() }

    /// Waits for its end on a thread of its own.
    package func status() async -> Int32 {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [end] in continuation.resume(returning: end.wait()) }
        }
    }

    /// The next line of its standard output, waited for on this thread; nil at the end.
    package func nextLine() -> String? {
        reading.withLock { state in
            while true {
                if let end = state.rest.firstIndex(of: UInt8(ascii: "\n")) {
                    let line = String(decoding: state.rest[..<end], as: UTF8.self)
                    state.rest.removeSubrange(...end)
                    return line
                }
                var piece = [UInt8](repeating: 0, count: 4096)
                let count = state.isOpen ? read(output, &piece, piece.count) : 0
                guard count > 0 else {
                    state.isOpen = false
                    return nil
                }
                state.rest += piece.prefix(count)
            }
        }
    }

    /// The lines of its standard output as they come, read by a thread of their own.
    package func lines() -> AsyncStream<String> {
        let (stream, continuation) = AsyncStream.makeStream(of: String.self)
        Thread.detachNewThread { [self] in
            while let line = nextLine() { continuation.yield(line) }
            continuation.finish()
        }
        return stream
    }
}

/// The end of a program, for many who wait.
private final class EndOfProgram: Sendable {
    private let value = Mutex<Int32?>(nil)
    private let semaphore = DispatchSemaphore(value: 0)

    func set(_ end: ChildProcess.End) {
        value.withLock { value in
            value =
                switch end {
                case .exit(let status): status
                case .signal(let signal): signal
                case .taken: -1
                }
        }
        semaphore.signal()
    }

    func wait() -> Int32 {
        semaphore.wait()
        // For the next who waits.
        semaphore.signal()
        return value.withLock { $0 } ?? -1
    }
}
